// Owns the variance of the 3x3 Laplacian of 8-bit luma: of the whole frame, as published, and of the sharpest tiles of a face.

/** Tiles along each side: 64 in all, small enough for one player to fill some of them. */
const GRID = 8;
/** A subject rarely fills more than a quarter of the frame; the rest may be out of focus on purpose. */
const SHARPEST_SHARE = 1 / 4;

/** Both in luma squared, from 0. */
export type Sharpness = { readonly sharpestTiles: number; readonly whole: number };

type Tile = { count: number; sum: number; sumOfSquares: number };

/**
 * Mean variance of the Laplacian over the sharpest quarter of an 8x8 grid of tiles.
 * @param luma 8-bit luma, row by row, `widthPx * heightPx` long
 * @returns luma squared, from 0 (flat) to about a million (a one-pixel chequerboard)
 */
export function tileSharpness(luma: Uint8Array, widthPx: number, heightPx: number): number {
  return measureSharpness(luma, widthPx, heightPx).sharpestTiles;
}

/** Variance of the Laplacian over the whole frame: equals `cv2.Laplacian(luma, CV_64F).var()`. */
export function wholeSharpness(luma: Uint8Array, widthPx: number, heightPx: number): number {
  return measureSharpness(luma, widthPx, heightPx).whole;
}

/** Both measures from one pass over the pixels. Throws a RangeError when the luma has another size. */
export function measureSharpness(luma: Uint8Array, widthPx: number, heightPx: number): Sharpness {
  if (luma.length !== widthPx * heightPx || luma.length === 0) {
    throw new RangeError(`${luma.length} luma values do not make ${widthPx} x ${heightPx} pixels.`);
  }
  const columnEdges = tileEdges(widthPx);
  const rowEdges = tileEdges(heightPx);
  const tiles: Tile[] = [];
  for (let row = 1; row < rowEdges.length; row++) {
    tiles.push(...tileRow(luma, widthPx, heightPx, columnEdges, edges(rowEdges, row)));
  }
  return { sharpestTiles: meanOfSharpest(tiles), whole: variance(total(tiles)) };
}

/** Where tiles start and end along a side; a side shorter than the grid gets one tile a pixel. */
function tileEdges(sidePx: number): Int32Array {
  const tiles = Math.min(GRID, sidePx);
  return Int32Array.from({ length: tiles + 1 }, (_, i) => Math.floor((i * sidePx) / tiles));
}

function edges(all: Int32Array, end: number): readonly [number, number] {
  return [all[end - 1] ?? 0, all[end] ?? 0];
}

function tileRow(
  luma: Uint8Array,
  widthPx: number,
  heightPx: number,
  columnEdges: Int32Array,
  [top, bottom]: readonly [number, number],
): Tile[] {
  const tiles = Array.from({ length: columnEdges.length - 1 }, () => emptyTile());
  for (let y = top; y < bottom; y++) {
    const row = y * widthPx;
    const above = reflect(y - 1, heightPx) * widthPx;
    const below = reflect(y + 1, heightPx) * widthPx;
    for (const [i, tile] of tiles.entries()) {
      const [left, right] = edges(columnEdges, i + 1);
      addRun(tile, luma, widthPx, row, above, below, left, right);
    }
  }
  return tiles;
}

/** Adds the Laplacian (kernel 0 1 0 / 1 -4 1 / 0 1 0) of columns `left` to `right` of one row to its tile. */
function addRun(
  tile: Tile,
  luma: Uint8Array,
  widthPx: number,
  row: number,
  above: number,
  below: number,
  left: number,
  right: number,
): void {
  let sum = 0;
  let sumOfSquares = 0;
  for (let x = left; x < right; x++) {
    const before = x > 0 ? x - 1 : reflect(-1, widthPx);
    const after = x < widthPx - 1 ? x + 1 : reflect(widthPx, widthPx);
    const response =
      (luma[above + x] ?? 0) +
      (luma[below + x] ?? 0) +
      (luma[row + before] ?? 0) +
      (luma[row + after] ?? 0) -
      4 * (luma[row + x] ?? 0);
    sum += response;
    sumOfSquares += response * response;
  }
  tile.count += right - left;
  tile.sum += sum;
  tile.sumOfSquares += sumOfSquares;
}

/** OpenCV's default border: the row beyond the edge mirrors the row before it, not the edge itself. */
function reflect(position: number, sidePx: number): number {
  if (sidePx === 1) return 0;
  if (position < 0) return -position;
  return position < sidePx ? position : 2 * sidePx - 2 - position;
}

function emptyTile(): Tile {
  return { count: 0, sum: 0, sumOfSquares: 0 };
}

function total(tiles: readonly Tile[]): Tile {
  const all = emptyTile();
  for (const tile of tiles) {
    all.count += tile.count;
    all.sum += tile.sum;
    all.sumOfSquares += tile.sumOfSquares;
  }
  return all;
}

/** The sums are whole numbers below 2^53, so only this division rounds. */
function variance({ count, sum, sumOfSquares }: Tile): number {
  const mean = sum / count;
  return Math.max(0, sumOfSquares / count - mean * mean);
}

function meanOfSharpest(tiles: readonly Tile[]): number {
  const variances = Float64Array.from(tiles, variance).sort().reverse();
  const kept = Math.max(1, Math.round(variances.length * SHARPEST_SHARE));
  return variances.subarray(0, kept).reduce((sum, value) => sum + value, 0) / kept;
}
