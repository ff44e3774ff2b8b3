// Owns the motion blur signal: how much the finest detail of the frame runs in one direction.

// Movement smears detail along its path and leaves it across, so what fine detail remains points one way all over the
// frame; missed focus smears it alike in all directions. The structure tensor is therefore summed over the Laplacian of
// the luma (fine detail) instead of the luma itself, whose large edges (horizon, net, goal posts) point where the scene
// does. Smoothing by 1 2 1 comes first: it keeps sensor noise, which points nowhere, from hiding the direction.

/**
 * Variance of rounding luma to whole numbers (1/12), times the energy of the three filters below for both gradients
 * (552): what a frame without any detail would still hold. It keeps the bands of a plain sky from looking like movement.
 */
const ROUNDING_ENERGY = 552 / 12;
/** Smoothing, Laplacian and gradient each reach one pixel further; the frame's edge is left out, not invented. */
const MARGIN_PX = 3;

/** Sums of the products of the gradients across (x) and down (y): the structure tensor. */
type Tensor = { xx: number; xy: number; yy: number };

/**
 * Coherence of the structure tensor of fine detail over the whole frame.
 * @param luma 8-bit luma, row by row, `widthPx * heightPx` long
 * @returns 0 (no direction, or nothing to tell it by) to 1 (all detail runs one way). A frame filled by sharp stripes
 * also scores high: no single photo can tell them from movement.
 */
export function motionBlur(luma: Uint8Array, widthPx: number, heightPx: number): number {
  const pixels = (widthPx - 2 * MARGIN_PX) * (heightPx - 2 * MARGIN_PX);
  if (widthPx <= 2 * MARGIN_PX || heightPx <= 2 * MARGIN_PX) return 0;
  const detail = laplacian(smooth(luma, widthPx), widthPx);
  return coherence(structureTensor(detail, widthPx, heightPx), pixels * ROUNDING_ENERGY);
}

/** 16 times the 3x3 binomial mean, at most 4,080. The outermost pixels hold nothing of use. */
function smooth(luma: Uint8Array, widthPx: number): Int16Array {
  const across = new Int16Array(luma.length);
  for (let i = 1; i < luma.length - 1; i++) {
    across[i] = (luma[i - 1] ?? 0) + 2 * (luma[i] ?? 0) + (luma[i + 1] ?? 0);
  }
  const smoothed = new Int16Array(luma.length);
  for (let i = widthPx; i < luma.length - widthPx; i++) {
    smoothed[i] = (across[i - widthPx] ?? 0) + 2 * (across[i] ?? 0) + (across[i + widthPx] ?? 0);
  }
  return smoothed;
}

/** At most 8 x 4,080 = 32,640 either way: fits 16 bits. */
function laplacian(values: Int16Array, widthPx: number): Int16Array {
  const responses = new Int16Array(values.length);
  for (let i = widthPx; i < values.length - widthPx; i++) {
    responses[i] =
      (values[i - widthPx] ?? 0) +
      (values[i + widthPx] ?? 0) +
      (values[i - 1] ?? 0) +
      (values[i + 1] ?? 0) -
      4 * (values[i] ?? 0);
  }
  return responses;
}

function structureTensor(values: Int16Array, widthPx: number, heightPx: number): Tensor {
  const tensor = { xx: 0, xy: 0, yy: 0 };
  for (let y = MARGIN_PX; y < heightPx - MARGIN_PX; y++) {
    addRow(tensor, values, widthPx, y * widthPx + MARGIN_PX, (y + 1) * widthPx - MARGIN_PX);
  }
  return tensor;
}

function addRow(
  tensor: Tensor,
  values: Int16Array,
  widthPx: number,
  from: number,
  to: number,
): void {
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = from; i < to; i++) {
    const gradientX = (values[i + 1] ?? 0) - (values[i - 1] ?? 0);
    const gradientY = (values[i + widthPx] ?? 0) - (values[i - widthPx] ?? 0);
    xx += gradientX * gradientX;
    xy += gradientX * gradientY;
    yy += gradientY * gradientY;
  }
  tensor.xx += xx;
  tensor.xy += xy;
  tensor.yy += yy;
}

/** (larger - smaller eigenvalue) / (their sum + floor). */
function coherence({ xx, xy, yy }: Tensor, floor: number): number {
  return Math.hypot(xx - yy, 2 * xy) / (xx + yy + floor);
}
