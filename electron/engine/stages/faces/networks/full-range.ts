// Finds faces with MediaPipe's full-range detector (192 x 192): small, quick, sure of heads that stand by themselves.

import { floatsOf } from '../../../running/inference.ts';
import type { Model, Tensor } from '../../../running/inference.ts';
import type { Detection } from '../detection.ts';
import type { Crop } from '../face-crops.ts';
import { suppressOverlaps } from '../nms.ts';

export const FULL_RANGE_PX = 192;
const CELLS = 48; // a side
const NUMBERS = 16; // a cell: the middle and size of a box, then six points that Podium does not use
const MAX_OVERLAP = 0.3; // published with the network

// Its box reaches from the brows to the chin and beyond the cheeks, the SSD's from the forehead to the chin: by these, one
// becomes the other, and embeddings of either agree (median cosine 0.9999 over 390 photos).
const WIDTH = 0.87;
const HEIGHT = 1.19;
const UP = 0.09; // of the network's own height

// Its score of 0.7 lets through as many wrong faces as the SSD's 0.5 (of the same 390 photos): one scale for both.
const EVEN = 0.7;

/** The network's score on the SSD's scale: 0, 0.5 and 1 for 0, 0.7 and 1, straight between. */
export function asConfidence(score: number): number {
  return score < EVEN ? (0.5 * score) / EVEN : 0.5 + (0.5 * (score - EVEN)) / (1 - EVEN);
}

/** Every cell from `least` (a confidence) up, in pixels of the crop; overlaps not yet suppressed. */
export function decodeFullRange(
  outputs: Readonly<Record<string, Tensor>>,
  least: number,
): readonly Detection[] {
  const boxes = floatsOf(outputs, 'boxes');
  const found: Detection[] = [];
  floatsOf(outputs, 'scores').forEach((score, cell) => {
    const confidence = asConfidence(score);
    if (!(confidence >= least)) return;
    const number = (index: number) => boxes[NUMBERS * cell + index] ?? Number.NaN;
    const x = ((cell % CELLS) + 0.5) / CELLS + number(0);
    const y = (Math.floor(cell / CELLS) + 0.5) / CELLS + number(1) - UP * number(3);
    const [width, height] = [WIDTH * number(2), HEIGHT * number(3)];
    const shares = [x - width / 2, y - height / 2, width, height].map((v) => v * FULL_RANGE_PX);
    const [left = Number.NaN, top = Number.NaN, wide = Number.NaN, high = Number.NaN] = shares;
    found.push({ box: { x: left, y: top, width: wide, height: high }, confidence });
  });
  return found;
}

/** Faces of a crop of 192 pixels a side, in its pixels, most confident first. */
export async function findInFullRange(
  { rgb }: Crop,
  model: Model,
  least: number,
): Promise<readonly Detection[]> {
  const image = { data: rgb, dims: [1, FULL_RANGE_PX, FULL_RANGE_PX, 3] };
  return suppressOverlaps(decodeFullRange(await model.run({ image }), least), MAX_OVERLAP);
}
