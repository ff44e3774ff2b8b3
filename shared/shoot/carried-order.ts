// The order on the screen when photos come and go: those that stay keep their turn, and new ones stand behind them.

import { noPlace, type Ranking } from './order.ts';
import type { Photos } from './photos.ts';

/** Indices of the photos in `from`, as indices in `to`: the same turn; those that are not `among` are left out. */
export function carried(
  order: Uint32Array,
  from: Photos,
  to: Photos,
  among: Uint32Array,
): Uint32Array {
  const left = new Set(among);
  const stay: number[] = [];
  for (const photo of order) {
    const now = to.indexOf.get(from.columns.ids[photo] ?? NaN);
    if (now !== undefined && left.delete(now)) stay.push(now);
  }
  return Uint32Array.from([...stay, ...left]);
}

/** The ranking that is on the screen, of the photos that there are now; `fresh` is the one that they have by themselves. */
export function carriedRanking(before: Ranking, from: Photos, to: Photos, fresh: Ranking): Ranking {
  const order = carried(before.order, from, to, fresh.order);
  const places = new Uint32Array(to.columns.count).fill(noPlace);
  order.forEach((photo, place) => (places[photo] = place));
  const exposures = Float64Array.from(
    to.columns.ids,
    (id) => before.exposures[from.indexOf.get(id) ?? -1] ?? NaN,
  );
  const kept = carried(before.kept, from, to, fresh.kept);
  return { order, kept, scores: fresh.scores, places, exposures };
}
