// Justified rows: photos side by side at their own shape, every full row exactly as wide as the grid.

export type RowShape = {
  readonly widthPx: number;
  /** The height that rows come as near to as they can. */
  readonly targetPx: number;
  /** Between photos, and between rows. */
  readonly gapPx: number;
  /** Below each photo, for its caption. */
  readonly captionPx: number;
};

export type Rows = {
  readonly count: number;
  /** The place of each row's first photo; one entry more than rows, the number of photos. */
  readonly starts: Uint32Array;
  /** Where each row begins, px from the top; one entry more than rows, the height of the whole. */
  readonly tops: Float64Array;
  /** Height of the photos of each row, px, without the caption. */
  readonly heights: Float64Array;
};

export type Tile = { readonly left: number; readonly width: number };

/** A photo this wide or tall fills a row or becomes a sliver: shapes beyond are shown cropped. */
const narrowest = 0.25;
const widest = 5;

/** Width over height as it is laid out; 3:2 while it is unknown. */
export function tileAspect(aspect: number | undefined): number {
  if (aspect === undefined || !(aspect > 0)) return 1.5;
  return Math.min(widest, Math.max(narrowest, aspect));
}

/**
 * Breaks `order` (indices into `aspects`, width over height) into rows. Only the last row may be left short:
 * it keeps the target height. A row is never higher than twice the target.
 */
export function justify(order: Uint32Array, aspects: Float64Array, shape: RowShape): Rows {
  const { widthPx, targetPx, gapPx, captionPx } = shape;
  const starts: number[] = [];
  const tops: number[] = [];
  const heights: number[] = [];
  let top = 0;
  let place = 0;
  while (place < order.length) {
    const { end, height } = nextRow(order, aspects, place, widthPx, targetPx, gapPx);
    starts.push(place);
    tops.push(top);
    heights.push(height);
    top += height + captionPx + gapPx;
    place = end;
  }
  starts.push(order.length);
  tops.push(top);
  return {
    count: heights.length,
    starts: Uint32Array.from(starts),
    tops: Float64Array.from(tops),
    heights: Float64Array.from(heights),
  };
}

/** Takes photos until the row is low enough, then keeps or gives back the last, whichever is nearer the target. */
function nextRow(
  order: Uint32Array,
  aspects: Float64Array,
  start: number,
  widthPx: number,
  targetPx: number,
  gapPx: number,
): { readonly end: number; readonly height: number } {
  let sum = 0;
  let before = Infinity;
  for (let end = start + 1; end <= order.length; end++) {
    sum += tileAspect(aspects[order[end - 1] ?? 0]);
    const height = Math.max(1, (widthPx - gapPx * (end - start - 1)) / sum);
    if (height <= targetPx) {
      const giveBack = before <= 2 * targetPx && before / targetPx < targetPx / height;
      return giveBack ? { end: end - 1, height: before } : { end, height };
    }
    before = height;
  }
  return { end: order.length, height: Math.min(before, targetPx) };
}

/** Where each photo of a row stands, in whole pixels; a full row ends exactly at the grid's edge. */
export function tilesOfRow(
  rows: Rows,
  row: number,
  order: Uint32Array,
  aspects: Float64Array,
  gapPx: number,
): readonly Tile[] {
  const height = rows.heights[row] ?? 0;
  const tiles: Tile[] = [];
  let x = 0;
  for (let place = rows.starts[row] ?? 0; place < (rows.starts[row + 1] ?? 0); place++) {
    const width = height * tileAspect(aspects[order[place] ?? 0]);
    const left = Math.round(x);
    tiles.push({ left, width: Math.max(1, Math.round(x + width) - left) });
    x += width + gapPx;
  }
  return tiles;
}

/** The row at a height, px from the top; the first or last row beyond the ends. */
export function rowAt(rows: Rows, y: number): number {
  return lastAtMost(rows.tops, rows.count, y);
}

/** The row that a place of the order stands in. */
export function rowOfPlace(rows: Rows, place: number): number {
  return lastAtMost(rows.starts, rows.count, place);
}

/** Index of the last of the first `count` ascending values that is at most `limit`; 0 when none is. */
function lastAtMost(values: Float64Array | Uint32Array, count: number, limit: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((values[middle] ?? Infinity) <= limit) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** The place one row up (-1) or down (1) whose middle is nearest; the same place at the edge. */
export function placeAcross(
  rows: Rows,
  order: Uint32Array,
  aspects: Float64Array,
  gapPx: number,
  place: number,
  step: -1 | 1,
): number {
  const row = rowOfPlace(rows, place);
  const next = row + step;
  if (next < 0 || next >= rows.count) return place;
  const here = tilesOfRow(rows, row, order, aspects, gapPx)[place - (rows.starts[row] ?? 0)];
  if (!here) return place;
  const middle = here.left + here.width / 2;
  const tiles = tilesOfRow(rows, next, order, aspects, gapPx);
  const distances = tiles.map((tile) => Math.abs(tile.left + tile.width / 2 - middle));
  return (rows.starts[next] ?? 0) + distances.indexOf(Math.min(...distances));
}
