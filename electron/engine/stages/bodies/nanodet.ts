// Finds persons, balls, gear and vehicles with NanoDet-g (416 x 416, COCO's classes).

import { overlap } from '../../../../shared/people/boxes.ts';
import { keptClasses } from '../../../../shared/moments/seen.ts';
import { floatsOf } from '../../running/inference.ts';
import type { Model, Tensor } from '../../running/inference.ts';
import type { PixelBox } from '../faces/detection.ts';
import { cutCrop } from '../faces/face-crops.ts';
import type { Pyramid } from '../faces/face-crops.ts';

/** A square of the raster, in its pixels; it may reach over the edge, where everything is black. */
export type Square = { readonly x: number; readonly y: number; readonly sidePx: number };

/** A thing in pixels of what was searched. */
export type Sighting = { readonly coco: number; readonly score: number; readonly box: PixelBox };

type Outputs = Readonly<Record<string, Tensor>>;

export const SIDE = 416;
const STRIDES = [8, 16, 32];
const CLASSES = 80;
/** Each side of a box is the mean of 11 distances, 0 to 10 strides, weighted by how likely each is. */
const BINS = 11;
/** The network's own value: two boxes of one class that overlap more are one thing. */
const MAX_OVERLAP = 0.5;

/** Mean distance from a cell's middle to one side, in strides: the expectation of the softmax. */
export function expectedDistance(bins: Float32Array, from: number): number {
  let highest = -Infinity;
  for (let i = 0; i < BINS; i++) highest = Math.max(highest, bins[from + i] ?? 0);
  let [sum, weighted] = [0, 0];
  for (let i = 0; i < BINS; i++) {
    const share = Math.exp((bins[from + i] ?? 0) - highest);
    sum += share;
    weighted += i * share;
  }
  return weighted / sum;
}

function boxAt(distances: Float32Array, cell: number, stride: number): PixelBox {
  const cells = SIDE / stride;
  const side = (index: number) => stride * expectedDistance(distances, BINS * (4 * cell + index));
  const x = ((cell % cells) + 0.5) * stride;
  const y = (Math.floor(cell / cells) + 0.5) * stride;
  const [left, top, right, bottom] = [x - side(0), y - side(1), x + side(2), y + side(3)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Every kept class from `least` up, in pixels of the 416 square, one box a thing, surest first. */
export function decodeNanodet(outputs: Outputs, least: number): readonly Sighting[] {
  const found: Sighting[] = [];
  for (const stride of STRIDES) {
    const scores = floatsOf(outputs, `scores_${stride}`);
    const distances = floatsOf(outputs, `distances_${stride}`);
    for (let cell = 0; cell < scores.length / CLASSES; cell++) {
      for (const coco of keptClasses) {
        const score = scores[CLASSES * cell + coco] ?? 0;
        if (score >= least) found.push({ coco, score, box: boxAt(distances, cell, stride) });
      }
    }
  }
  return oneEach(found);
}

/** Of boxes of one class that overlap, the surest. Does not depend on the order of the input. */
export function oneEach(sightings: readonly Sighting[]): readonly Sighting[] {
  const kept: Sighting[] = [];
  for (const one of sightings.toSorted(bySureness)) {
    const known = (other: Sighting) =>
      other.coco === one.coco && overlap(other.box, one.box) > MAX_OVERLAP;
    if (!kept.some(known)) kept.push(one);
  }
  return kept;
}

function bySureness(a: Sighting, b: Sighting): number {
  return (
    b.score - a.score ||
    a.coco - b.coco ||
    a.box.y - b.box.y ||
    a.box.x - b.box.x ||
    a.box.height - b.box.height ||
    a.box.width - b.box.width
  );
}

/** A box of the 416 square in pixels of the raster that the square was cut from. */
export function intoRaster(box: PixelBox, { x, y, sidePx }: Square): PixelBox {
  const scale = sidePx / SIDE;
  return {
    x: x + box.x * scale,
    y: y + box.y * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}

/** What one look at a square of the photo saw, in raster pixels, and the network's summary of it (640 numbers). */
export type Look = { readonly sightings: readonly Sighting[]; readonly features: Float32Array };

export async function lookAt(
  pyramid: Pyramid,
  square: Square,
  model: Model,
  least: number,
): Promise<Look> {
  const scale = square.sidePx / SIDE;
  const { rgb } = cutCrop(pyramid, { a: scale, b: 0, x0: square.x, y0: square.y }, SIDE);
  const outputs = await model.run({ image: { data: rgb, dims: [1, SIDE, SIDE, 3] } });
  const sightings = decodeNanodet(outputs, least).map((one) => {
    return { ...one, box: intoRaster(one.box, square) };
  });
  return { sightings, features: floatsOf(outputs, 'features') };
}

/** The square around the whole raster, the raster in its middle. */
export function wholeSquare({ widthPx, heightPx }: { widthPx: number; heightPx: number }): Square {
  const sidePx = Math.max(widthPx, heightPx);
  return { x: (widthPx - sidePx) / 2, y: (heightPx - sidePx) / 2, sidePx };
}
