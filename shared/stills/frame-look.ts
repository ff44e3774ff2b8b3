// What one small frame of a video tells next to the one before it: how much moves otherwise than the camera, a cut, flatness.

import { at } from '../arithmetic/vectors.ts';

/** Size to which frames are shrunk for this, pixels: small enough to look at thousands, large enough for a far player. */
export const lookWidthPx = 160;
export const lookHeightPx = 90;

/** One frame, `3 * lookWidthPx * lookHeightPx` bytes of RGB, row by row. */
type SmallFrame = Uint8Array;

export type SmallLook = {
  /**
   * Share (0..1) of the picture that changed since the frame before otherwise than by the camera's turning; 0 for the first
   * frame and across a cut.
   */
  readonly motion: number;
  /** Whether another scene begins here. */
  readonly isCut: boolean;
  /** Share (0..1) of the picture that its four commonest colours fill: drawn cards and logos have few colours. */
  readonly flat: number;
};

export type FrameLook = SmallLook & {
  /** From the beginning of the video, seconds. */
  readonly seconds: number;
};

/** Side of the blocks in which changes are counted, pixels: noise of single pixels averages out in 100. */
const blockPx = 10;
const columns = lookWidthPx / blockPx;
const rows = lookHeightPx / blockPx;

/** Mean difference of luma in a block from which it counts as changed: above noise and compression, below a player's shirt. */
const changedFrom = 7;
/** In dark or hazy pictures this share of the contrast (standard deviation of luma), but no less than compression makes. */
const contrastShare = 0.14;
const leastChange = 2.5;
/** So many times what the quiet quarter of the picture changes is more than noise. */
const overNoise = 1.6;

/** How far a camera turns between two frames at most, pixels of the small frame: faster ones blur everything. */
const mostAcrossPx = 16;
const mostDownPx = 6;
/** Pixels between those that are compared to find the turning. */
const sampledPx = 4;

/** Sum of differences of two colour histograms (0..2) from which on two frames are no longer of one scene. */
const cutFrom = 0.75;

/** Share of the picture from which on a change is a fade, a flash or another scene: players never fill so much of it. */
const fadeFrom = 0.9;

/** Looks at frames one after the other; each call tells of its frame next to the one of the call before. */
export function createLooking(): (frame: SmallFrame) => SmallLook {
  let before: { readonly luma: Uint8Array; readonly colours: Float64Array } | null = null;
  return (frame) => {
    const [luma, colours] = [smallLuma(frame), colourShares(frame)];
    const moved = before === null ? 0 : motionBetween(before.luma, luma);
    const isCut =
      before !== null && (moved > fadeFrom || difference(before.colours, colours) > cutFrom);
    before = { luma, colours };
    return {
      motion: isCut ? 0 : moved,
      isCut,
      flat: topShare(colourShares(frame, brightest / brightestOf(frame))),
    };
  };
}

function smallLuma(frame: SmallFrame): Uint8Array {
  const luma = new Uint8Array(lookWidthPx * lookHeightPx);
  for (let pixel = 0, byte = 0; pixel < luma.length; pixel++, byte += 3) {
    const [red, green, blue] = [frame[byte] ?? NaN, frame[byte + 1] ?? NaN, frame[byte + 2] ?? NaN];
    luma[pixel] = (77 * red + 150 * green + 29 * blue) >> 8; // Rec. 601, in 1/256
  }
  return luma;
}

/** Shares of the picture by colour: 8 levels each of red, green and blue, which are multiplied by `gain` before. */
function colourShares(frame: SmallFrame, gain = 1): Float64Array {
  const shares = new Float64Array(512);
  const one = 3 / frame.length;
  for (let byte = 0; byte < frame.length; byte += 3) {
    const [red, green, blue] = [frame[byte] ?? NaN, frame[byte + 1] ?? NaN, frame[byte + 2] ?? NaN];
    const bin = (level(red * gain) << 6) | (level(green * gain) << 3) | level(blue * gain);
    shares[bin] = (shares[bin] ?? NaN) + one;
  }
  return shares;
}

function level(value: number): number {
  return Math.min(brightest, value) >> 5;
}

const brightest = 255;

/** A dark picture has as many colours as a bright one once it is brightened; black has none to be brightened. */
function brightestOf(frame: SmallFrame): number {
  return frame.reduce((most, value) => Math.max(most, value), 48);
}

function difference(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, share, bin) => sum + Math.abs(share - at(b, bin)), 0);
}

function topShare(shares: Float64Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = shares.toSorted().reverse();
  return a + b + c + d;
}

/** The camera's turning is the shift under which the picture is most as before; what then still differs moves by itself. */
function motionBetween(before: Uint8Array, now: Uint8Array): number {
  const { across, down } = bestShift(before, now);
  return Math.min(changedShare(before, now, 0, 0), changedShare(before, now, across, down));
}

/** Of equal ones the smallest. */
function bestShift(before: Uint8Array, now: Uint8Array) {
  let best = { across: 0, down: 0, cost: shiftCost(before, now, 0, 0) };
  for (let down = -mostDownPx; down <= mostDownPx; down++)
    for (let across = -mostAcrossPx; across <= mostAcrossPx; across++) {
      const cost = shiftCost(before, now, across, down);
      if (cost < best.cost) best = { across, down, cost };
    }
  return best;
}

/** Mean difference of luma under a shift, of every so many-th pixel of those that are in both frames under every shift. */
function shiftCost(before: Uint8Array, now: Uint8Array, across: number, down: number): number {
  let [sum, count] = [0, 0];
  for (let y = mostDownPx; y < lookHeightPx - mostDownPx; y += sampledPx)
    for (let x = mostAcrossPx; x < lookWidthPx - mostAcrossPx; x += sampledPx) {
      const [here, there] = [y * lookWidthPx + x, (y - down) * lookWidthPx + x - across];
      sum += Math.abs((now[here] ?? NaN) - (before[there] ?? NaN));
      count += 1;
    }
  return sum / count;
}

/**
 * Share of those blocks that both frames hold whole under the shift which differ: by more than the quieter quarter of the
 * picture does, which is noise and light, and by enough for how much contrast there is.
 */
function changedShare(before: Uint8Array, now: Uint8Array, across: number, down: number): number {
  const differences: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [left, top] = [column * blockPx, row * blockPx];
      const isWhole =
        left - across >= 0 &&
        left - across + blockPx <= lookWidthPx &&
        top - down >= 0 &&
        top - down + blockPx <= lookHeightPx;
      if (isWhole) differences.push(blockDifference(before, now, left, top, across, down));
    }
  const quiet = differences.toSorted((a, b) => a - b)[differences.length >> 2] ?? 0;
  const from = Math.max(
    overNoise * quiet,
    Math.min(changedFrom, contrastShare * spread(now)),
    leastChange,
  );
  return differences.filter((one) => one > from).length / Math.max(1, differences.length);
}

/** Standard deviation of luma. */
function spread(luma: Uint8Array): number {
  let [sum, squares] = [0, 0];
  for (const value of luma) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / luma.length;
  return Math.sqrt(Math.max(0, squares / luma.length - mean * mean));
}

function blockDifference(
  before: Uint8Array,
  now: Uint8Array,
  left: number,
  top: number,
  across: number,
  down: number,
): number {
  let sum = 0;
  for (let y = top; y < top + blockPx; y++)
    for (let x = left; x < left + blockPx; x++)
      sum += Math.abs(
        (now[y * lookWidthPx + x] ?? NaN) - (before[(y - down) * lookWidthPx + x - across] ?? NaN),
      );
  return sum / (blockPx * blockPx);
}
