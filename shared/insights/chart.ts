// A chart as data: what it shows in words and numbers, to be drawn, written as a table, or sent.

/** What insights are about, in the order in which they are shown. */
export const insightSections = ['order', 'time', 'content', 'shot', 'signals'] as const;
export type InsightSection = (typeof insightSections)[number];

/**
 * `bars`: how many photos; side by side along `x`, or one below the other where they have names. `dots`: places in a
 * plane, larger where more photos are. `trend`: the middle photo and the middle half of every span along `x`.
 */
export const chartKinds = ['bars', 'dots', 'trend'] as const;
export type ChartKind = (typeof chartKinds)[number];

export type Axis = {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** Milliseconds on the camera's clock instead of plain numbers. */
  readonly isTime: boolean;
};

/** Photos that one mark of a chart stands for. */
export type Mark = {
  /** What they have in common, in words. */
  readonly label: string;
  readonly count: number;
  /** Where the mark begins and ends along the axis; null where it has a name alone. A dot covers from `x` to `toX`. */
  readonly x: number | null;
  readonly toX: number | null;
  /** Of a trend the middle photo's value, of a dot the middle of its place. */
  readonly y: number | null;
  /** Of a trend the quartiles, of a dot its place from below to above. */
  readonly low: number | null;
  readonly high: number | null;
  /** Of what the mark stands for, as #rrggbb, where it stands for a colour. */
  readonly colour: string | null;
};

/** Photos that are in no mark, and why. */
export type LeftMark = Pick<Mark, 'label' | 'count'>;

export type Chart = {
  readonly id: string;
  readonly section: InsightSection;
  readonly title: string;
  readonly kind: ChartKind;
  /** Null where the marks have names. */
  readonly x: Axis | null;
  /** Null where photos are counted. */
  readonly y: Axis | null;
  readonly marks: readonly Mark[];
  readonly left: readonly LeftMark[];
  /** What it comes to, as sentences. */
  readonly said: readonly string[];
};

/** A chart with its photos: indices in the columns, one list a mark, and one for each of those left. */
export type Insight = {
  readonly chart: Chart;
  readonly photos: readonly Uint32Array[];
  readonly photosLeft: readonly Uint32Array[];
};

const unplaced = { x: null, toX: null, y: null, low: null, high: null, colour: null };

/** A mark of so many photos; without a place where none is given. */
export function markOf(label: string, count: number, at: Partial<Mark> = {}): Mark {
  return { label, count, ...unplaced, ...at };
}
