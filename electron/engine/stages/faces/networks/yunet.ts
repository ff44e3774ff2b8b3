// Finds faces with YuNet: the photo at several sizes in, faces with five points out. Better on small faces than the SSD.

import type { Raster } from '../../../../../shared/photo.ts';
import { floatsOf } from '../../../running/inference.ts';
import type { Model, Tensor } from '../../../running/inference.ts';
import type { Detection, Point } from '../detection.ts';
import type { Pyramid } from '../face-crops.ts';
import { suppressOverlaps } from '../nms.ts';
import { isCut, tilesOf } from '../tiles.ts';

/** Pixels a cell of each of the network's three grids. */
const STRIDES = [8, 16, 32] as const;
const LARGEST_STRIDE = 32; // the input's sides are multiples of it
const MAX_OVERLAP = 0.3; // published with the network
const INPUT = 'input';

const WHOLE_PX = 640; // the network was trained on pictures of this size: the whole photo is seen at this or less
// At reduced sizes only faces at least this high count: lower ones were seen better at the size before.
const SMALLEST_REDUCED_PX = 32;
const TILE_OVERLAP = 0.25; // share of a tile; a face up to a quarter of a tile is whole in one of them

/** A size in pixels. */
type Size = { readonly widthPx: number; readonly heightPx: number };

/** Where the network looks, in pixels of the raster it is shown; may reach over the right and lower edge. */
export type View = Size & { readonly x: number; readonly y: number };

/** Outputs of one grid: a row of numbers a cell, cells in row order. */
type Grid = {
  readonly stride: number;
  readonly columns: number;
  readonly classes: Float32Array;
  readonly objects: Float32Array;
  readonly boxes: Float32Array;
  readonly points: Float32Array;
};

const unit = (value: number): number => Math.min(Math.max(value, 0), 1);

const value = (numbers: Float32Array, index: number): number => numbers[index] ?? Number.NaN;

/** The size of the input that holds a raster, with the network's limit: multiples of 32. */
export function paddedSize({ widthPx, heightPx }: Size): Size {
  const up = (px: number): number => Math.ceil(px / LARGEST_STRIDE) * LARGEST_STRIDE;
  return { widthPx: up(widthPx), heightPx: up(heightPx) };
}

/** The network's input: what the view shows, BGR 0..255, [1, 3, height, width]; beyond the raster is black. */
export function yunetInput(raster: Raster, { x: left, y: top, widthPx, heightPx }: View): Tensor {
  const plane = widthPx * heightPx;
  const data = new Float32Array(3 * plane);
  const rows = Math.min(heightPx, raster.heightPx - top);
  const columns = Math.min(widthPx, raster.widthPx - left);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const from = 3 * ((top + y) * raster.widthPx + left + x);
      const to = y * widthPx + x;
      data[to] = raster.data[from + 2] ?? NaN;
      data[plane + to] = raster.data[from + 1] ?? NaN;
      data[2 * plane + to] = raster.data[from] ?? NaN;
    }
  }
  return { data, dims: [1, 3, heightPx, widthPx] };
}

function pointOf(grid: Grid, cell: number, column: number, row: number, point: number): Point {
  const at = 10 * cell + 2 * point;
  return {
    x: (column + value(grid.points, at)) * grid.stride,
    y: (row + value(grid.points, at + 1)) * grid.stride,
  };
}

function detectionOf(grid: Grid, cell: number, confidence: number): Detection {
  const [column, row] = [cell % grid.columns, Math.floor(cell / grid.columns)];
  const box = (index: number): number => value(grid.boxes, 4 * cell + index);
  const width = Math.exp(box(2)) * grid.stride;
  const height = Math.exp(box(3)) * grid.stride;
  const x = (column + box(0)) * grid.stride - width / 2;
  const y = (row + box(1)) * grid.stride - height / 2;
  const point = (index: number): Point => pointOf(grid, cell, column, row, index);
  const points = [point(0), point(1), point(2), point(3), point(4)] as const;
  return { box: { x, y, width, height }, confidence, points };
}

/**
 * Reads the network's outputs: every cell at or above `minConfidence` (0..1), overlaps not yet suppressed,
 * in pixels of the input. `size` is the input's size.
 */
export function decodeYunet(
  outputs: Readonly<Record<string, Tensor>>,
  size: Size,
  minConfidence: number,
): readonly Detection[] {
  return STRIDES.flatMap((stride) => {
    const grid: Grid = {
      stride,
      columns: size.widthPx / stride,
      classes: floatsOf(outputs, `cls_${stride}`),
      objects: floatsOf(outputs, `obj_${stride}`),
      boxes: floatsOf(outputs, `bbox_${stride}`),
      points: floatsOf(outputs, `kps_${stride}`),
    };
    const found: Detection[] = [];
    for (let cell = 0; cell < grid.classes.length; cell++) {
      const [face, object] = [value(grid.classes, cell), value(grid.objects, cell)];
      const confidence = Math.sqrt(unit(face) * unit(object));
      if (confidence >= minConfidence) found.push(detectionOf(grid, cell, confidence));
    }
    return found;
  });
}

/**
 * The side in pixels of the square a file is made for; null when it takes any size.
 * Throws when the file is not a YuNet.
 */
export function yunetSidePx(model: Model): number | null {
  const [, channels, height, width] = model.inputs[INPUT] ?? [];
  const names = STRIDES.flatMap((s) => [`cls_${s}`, `obj_${s}`, `bbox_${s}`, `kps_${s}`]);
  const fits = channels === 3 && height === width && names.every((name) => name in model.outputs);
  if (!fits || height === undefined) {
    throw new Error('The face detector file is not a YuNet network: its inputs or outputs differ.');
  }
  return height === -1 ? null : height;
}

/** The whole raster where the file takes any size, else tiles of the one size it takes. */
function viewsOf(raster: Raster, side: number | null): readonly View[] {
  if (side === null) return [{ x: 0, y: 0, ...paddedSize(raster) }];
  const tiles = tilesOf(raster.widthPx, raster.heightPx, side, TILE_OVERLAP);
  return tiles.map(({ x, y }) => ({ x, y, widthPx: side, heightPx: side }));
}

async function detectInView(
  model: Model,
  raster: Raster,
  view: View,
  minConfidence: number,
): Promise<readonly Detection[]> {
  const outputs = await model.run({ [INPUT]: yunetInput(raster, view) });
  const found = decodeYunet(outputs, view, minConfidence).map((detection) =>
    moved(detection, 1, view),
  );
  // A view of the whole raster reaches over its edges, so that nothing in it counts as cut.
  const tile = { x: view.x, y: view.y, sidePx: Math.max(view.widthPx, view.heightPx) };
  return found.filter(({ box }) => !isCut(box, tile, raster.widthPx, raster.heightPx));
}

/** The detection at `factor` times its size, then moved by `by`. */
function moved({ box, confidence, points }: Detection, factor: number, by: Point): Detection {
  const at = ({ x, y }: Point): Point => ({ x: x * factor + by.x, y: y * factor + by.y });
  const grown = { ...at(box), width: box.width * factor, height: box.height * factor };
  if (!points) return { box: grown, confidence };
  const [right, left, nose, mouthRight, mouthLeft] = points;
  const all = [at(right), at(left), at(nose), at(mouthRight), at(mouthLeft)] as const;
  return { box: grown, confidence, points: all };
}

/**
 * Faces of the raster in its pixels, most confident first. The network sees the raster at full size for small
 * faces, then at a half, a quarter, ... down to about 640 pixels for the large ones.
 * @param minConfidence 0..1; detections below are dropped
 */
export async function detectWithYunet(
  pyramid: Pyramid,
  model: Model,
  minConfidence: number,
): Promise<readonly Detection[]> {
  const side = yunetSidePx(model);
  const longest = Math.max(pyramid.raster.widthPx, pyramid.raster.heightPx);
  const halvings = Math.max(Math.ceil(Math.log2(longest / WHOLE_PX)), 0);
  const found: Detection[] = [];
  for (let halving = 0; halving <= halvings; halving++) {
    const { raster, shrink } = pyramid.level(halving);
    for (const view of viewsOf(raster, side)) {
      for (const detection of await detectInView(model, raster, view, minConfidence)) {
        if (halving > 0 && detection.box.height < SMALLEST_REDUCED_PX) continue;
        found.push(moved(detection, shrink, { x: 0, y: 0 }));
      }
    }
  }
  return suppressOverlaps(found, MAX_OVERLAP);
}
