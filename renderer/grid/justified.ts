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
  return justifyAgain(noRows, order, aspects, shape, [0, order.length]);
}

/** Places of an order: the first, and one after the last. */
export type Places = readonly [number, number];

/**
 * The rows of an order whose rows were `before`, when only the shapes at some places have changed: from the row before
 * the first of them to where rows begin as they did. The same rows as `justify` gives.
 */
export function justifyAgain(
  before: Rows,
  order: Uint32Array,
  aspects: Float64Array,
  shape: RowShape,
  [from, to]: Places,
): Rows {
  // Whether a row gives back its last photo depends on that photo: the row before the first change may change too.
  const kept = Math.max(0, rowOfPlace(before, from) - 1);
  const starts = [...before.starts.subarray(0, kept)];
  const heights = [...before.heights.subarray(0, kept)];
  let place = before.starts[kept] ?? 0;
  let old = kept;
  while (place < order.length) {
    while (old < before.count && (before.starts[old] ?? 0) < place) old++;
    if (place >= to && before.starts[old] === place) break;
    const { end, height } = nextRow(order, aspects, place, shape);
    starts.push(place);
    heights.push(height);
    place = end;
  }
  for (; place < order.length && old < before.count; old++) {
    starts.push(before.starts[old] ?? 0);
    heights.push(before.heights[old] ?? 0);
  }
  return rowsAt(starts, heights, order.length, shape);
}

const noRows: Rows = {
  count: 0,
  starts: new Uint32Array(),
  tops: new Float64Array(),
  heights: new Float64Array(),
};

function rowsAt(starts: number[], heights: number[], photos: number, shape: RowShape): Rows {
  const tops = new Float64Array(heights.length + 1);
  heights.forEach((height, row) => {
    tops[row + 1] = (tops[row] ?? 0) + height + shape.captionPx + shape.gapPx;
  });
  starts.push(photos);
  const count = heights.length;
  return { count, starts: Uint32Array.from(starts), tops, heights: Float64Array.from(heights) };
}

type LaidOut = {
  readonly order: Uint32Array;
  readonly aspects: Float64Array;
  readonly shape: RowShape;
  readonly rows: Rows;
};

/** What the grid has on the screen now. */
export type GridLayout = {
  readonly rows: Rows;
  readonly gapPx: number;
  readonly scrollTopPx: number;
  readonly heightPx: number;
};

export type RowsOf = (order: Uint32Array, aspects: Float64Array, shape: RowShape) => Rows;

/** As `justify`, going on from the last rows where the order and the grid are the same. None in a grid without width. */
export function makeRowsOf(): RowsOf {
  let last: LaidOut | null = null;
  return (order, aspects, shape) => {
    if (shape.widthPx <= 0) return justify(new Uint32Array(), aspects, shape);
    const rows =
      last?.order === order && sameShape(last.shape, shape)
        ? justifyAgain(
            last.rows,
            order,
            aspects,
            shape,
            changedPlaces(order, last.aspects, aspects),
          )
        : justify(order, aspects, shape);
    last = { order, aspects, shape, rows };
    return rows;
  };
}

function sameShape(a: RowShape, b: RowShape): boolean {
  return a.widthPx === b.widthPx && a.targetPx === b.targetPx && a.captionPx === b.captionPx;
}

/** From the first photo to the last that is laid out in another shape; none at the end when all are the same. */
export function changedPlaces(
  order: Uint32Array,
  before: Float64Array,
  after: Float64Array,
): Places {
  const changed = (place: number) => {
    const photo = order[place] ?? 0;
    return tileAspect(before[photo]) !== tileAspect(after[photo]);
  };
  let from = 0;
  while (from < order.length && !changed(from)) from++;
  let to = order.length;
  while (to > from && !changed(to - 1)) to--;
  return [from, to];
}

/**
 * Where to scroll to, px from the top of the rows, so that the first photo of the row at `topPx` stays where it is when
 * `before` becomes `after`, both rows of the same order. Above the first row nothing moves.
 */
export function anchoredTop(before: Rows, after: Rows, topPx: number): number {
  if (topPx <= 0 || before.count === 0) return topPx;
  const row = rowAt(before, topPx);
  const now = rowOfPlace(after, before.starts[row] ?? 0);
  return topPx + (after.tops[now] ?? 0) - (before.tops[row] ?? 0);
}

/** Takes photos until the row is low enough, then keeps or gives back the last, whichever is nearer the target. */
function nextRow(
  order: Uint32Array,
  aspects: Float64Array,
  start: number,
  { widthPx, targetPx, gapPx }: RowShape,
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
