// Values of photos as shares of all that a folder has of them, for a histogram that is dragged over.

import type { Range } from '../../shared/shoot/filters.ts';

/** How values lie along a histogram. Both ways are monotone and undo each other. */
export type Scale = {
  readonly to: (value: number) => number;
  readonly from: (scaled: number) => number;
};

export const evenly: Scale = { to: (value) => value, from: (value) => value };
/** Each doubling takes the same room, as stops of light do. Values above 0. */
export const byDoubling: Scale = { to: Math.log2, from: (stops) => 2 ** stops };
/** The same from long to short: shutters get faster to the right. */
export const byHalving: Scale = {
  to: (value) => -Math.log2(value),
  from: (stops) => 2 ** -stops,
};

/** First and last along the scale. */
export type Span = { readonly first: number; readonly last: number; readonly scale: Scale };

/** Null where no two known values differ. What a scale has no place for, an ISO of 0, is not known. */
export function spanOf(values: Float64Array, scale: Scale): Span | null {
  let [first, last] = [Infinity, -Infinity];
  for (let photo = 0; photo < values.length; photo++) {
    const at = scale.to(values[photo] ?? NaN); // in place: see shared/arithmetic/sorting.ts
    if (at < first && at !== -Infinity) first = at;
    if (at > last && at !== Infinity) last = at;
  }
  return first < last ? { first, last, scale } : null;
}

/** Each value as its share of the span, 0 the first and 1 the last; NaN where it is unknown. */
export function sharesIn(values: Float64Array, { first, last, scale }: Span): Float64Array {
  return values.map((value) => {
    const share = (scale.to(value) - first) / (last - first);
    return Number.isFinite(share) ? share : NaN;
  });
}

/** The value at a share of the span. */
export function valueAt(share: number, span: Span): number {
  return span.scale.from(at(share, span));
}

/** A range of shares in values; a little wider, since a value does not come back exactly from a scale. */
export function valuesOf([low, high]: Range, span: Span): Range {
  const { scale } = span;
  const [from, to] = [scale.from(at(low, span)), scale.from(at(high, span))];
  const room = scale === evenly ? 0 : 1e-9;
  return [Math.min(from, to) * (1 - room), Math.max(from, to) * (1 + room)];
}

/** A range of values in shares, 0 to 1. */
export function sharesOf([low, high]: Range, { first, last, scale }: Span): Range {
  const share = (value: number) =>
    Math.min(1, Math.max(0, (scale.to(value) - first) / (last - first)));
  const ends = [share(low), share(high)].sort((a, b) => a - b);
  return [ends[0] ?? 0, ends[1] ?? 1];
}

function at(share: number, { first, last }: Span): number {
  return first + share * (last - first);
}
