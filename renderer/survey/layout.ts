// Photos side by side on one screen: all at one height, in the rows that leave the least of the screen empty.

export type SurveyShape = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Between photos, and between rows. */
  readonly gapPx: number;
  /** Below each photo, for its caption. */
  readonly captionPx: number;
};

export type SurveyBox = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** More on one screen would be too small to judge, and their previews too much to hold. */
export const mostDrawn = 48;

/** Those of the surveyed photos that the screen has. */
export function drawnOf(surveyed: readonly number[]): readonly number[] {
  return surveyed.slice(0, mostDrawn);
}

/** Halvings of the searched interval: a millionth of a pixel on any screen. */
const halvings = 40;

/**
 * Where each photo stands; `aspects` are width over height, in the order of reading. Every photo has the same height,
 * the greatest at which all fit: at one height fewer pixels are wasted than by any other way of breaking the rows, and
 * sharpness can be compared. Rows are then evened out, and the whole stands in the middle. A screen without room
 * gives photos without size.
 */
export function surveyLayout(aspects: readonly number[], shape: SurveyShape): readonly SurveyBox[] {
  const height = greatest(heightLimit(shape), (tried) => fits(aspects, tried, shape));
  const rows = evenRows(aspects, height, shape);
  const used = rows.length * (height + shape.captionPx) + (rows.length - 1) * shape.gapPx;
  let top = Math.max(0, (shape.heightPx - used) / 2);
  return rows.flatMap((row) => {
    const boxes = boxesOfRow(row, height, top, shape);
    top += height + shape.captionPx + shape.gapPx;
    return boxes;
  });
}

function heightLimit({ heightPx, captionPx }: SurveyShape): number {
  return Math.max(0, heightPx - captionPx);
}

/** The greatest value up to `limit` that passes; what passes at a value passes below it. */
function greatest(limit: number, passes: (value: number) => boolean): number {
  if (passes(limit)) return limit;
  let [low, high] = [0, limit];
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2;
    if (passes(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function fits(aspects: readonly number[], height: number, shape: SurveyShape): boolean {
  const rows = brokenAt(aspects, height, shape.widthPx, shape.gapPx);
  if (rows === null) return false;
  const { gapPx, captionPx, heightPx } = shape;
  return rows.length * (height + captionPx) + (rows.length - 1) * gapPx <= heightPx;
}

type Row = readonly number[];

/** Rows no wider than `widthPx`, each as full as it gets; null when one photo alone is wider. */
function brokenAt(
  aspects: readonly number[],
  height: number,
  widthPx: number,
  gapPx: number,
): readonly Row[] | null {
  const rows: number[][] = [];
  let left = 0;
  for (const aspect of aspects) {
    const width = aspect * height;
    if (width > widthPx) return null;
    const row = rows.at(-1);
    if (row && width + gapPx <= left) {
      row.push(aspect);
      left -= width + gapPx;
    } else {
      rows.push([aspect]);
      left = widthPx - width;
    }
  }
  return rows;
}

/** As many rows as the height needs, the widest of them as narrow as possible: 3 and 2 rather than 4 and 1. */
function evenRows(aspects: readonly number[], height: number, shape: SurveyShape): readonly Row[] {
  const { widthPx, gapPx } = shape;
  const needed = brokenAt(aspects, height, widthPx, gapPx);
  if (needed === null) return aspects.length > 0 ? [aspects] : [];
  const narrower = greatest(widthPx, (saved) => {
    const rows = brokenAt(aspects, height, widthPx - saved, gapPx);
    return rows !== null && rows.length <= needed.length;
  });
  return brokenAt(aspects, height, widthPx - narrower, gapPx) ?? needed;
}

function boxesOfRow(row: Row, height: number, top: number, shape: SurveyShape): SurveyBox[] {
  const gaps = (row.length - 1) * shape.gapPx;
  const used = row.reduce((sum, aspect) => sum + aspect * height, gaps);
  let left = Math.max(0, (shape.widthPx - used) / 2);
  return row.map((aspect) => {
    const box = { left, top, width: aspect * height, height };
    left += box.width + shape.gapPx;
    return box;
  });
}

/** The photo above (-1) or below (1) whose middle is nearest; the same at the edge. */
export function placeAcross(boxes: readonly SurveyBox[], place: number, step: -1 | 1): number {
  const here = boxes[place];
  if (!here) return place;
  const tops = [...new Set(boxes.map(({ top }) => top))];
  const top = tops[tops.indexOf(here.top) + step];
  const middle = here.left + here.width / 2;
  const distance = (box: SurveyBox) => Math.abs(box.left + box.width / 2 - middle);
  return boxes.reduce(
    (best, box, other) =>
      box.top === top && (best === place || distance(box) < distance(boxes[best] ?? box))
        ? other
        : best,
    place,
  );
}
