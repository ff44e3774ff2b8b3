// Capture times as shares of the folder's whole time, for a histogram that is dragged over.

import type { Range } from '../../shared/shoot/filters.ts';

export type TakenSpan = { readonly firstMs: number; readonly lastMs: number };

/** The first and the last known time; null where there are no two different ones. */
export function takenSpan(takenMs: Float64Array): TakenSpan | null {
  let [firstMs, lastMs] = [Infinity, -Infinity];
  for (let photo = 0; photo < takenMs.length; photo++) {
    const ms = takenMs[photo] ?? NaN; // in place: see shared/arithmetic/sorting.ts
    if (ms < firstMs) firstMs = ms;
    if (ms > lastMs) lastMs = ms;
  }
  return firstMs < lastMs ? { firstMs, lastMs } : null;
}

/** Each time as its share of the span, 0 the first and 1 the last; NaN where it is unknown. */
export function takenShares(takenMs: Float64Array, { firstMs, lastMs }: TakenSpan): Float64Array {
  return takenMs.map((ms) => (ms - firstMs) / (lastMs - firstMs));
}

/** A range of shares in times; its ends take the first and the last photo with them. */
export function timesOf([low, high]: Range, { firstMs, lastMs }: TakenSpan): Range {
  const at = (share: number) => firstMs + share * (lastMs - firstMs);
  return [low <= 0 ? firstMs : at(low), high >= 1 ? lastMs : at(high)];
}

/** A range of times in shares, 0 to 1. */
export function sharesOf([fromMs, toMs]: Range, { firstMs, lastMs }: TakenSpan): Range {
  const share = (ms: number) => Math.min(1, Math.max(0, (ms - firstMs) / (lastMs - firstMs)));
  return [share(fromMs), share(toMs)];
}
