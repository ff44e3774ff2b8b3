// The order that is proved: of every burst the frame that one would keep, whatever was decided of it.

import { orderInBursts } from '../bursts/burst-moment.ts';
import { coversOf } from '../shoot/burst-covers.ts';
import type { Ranking } from '../shoot/ranked-photos.ts';

type Ranked = Pick<Ranking, 'order' | 'bursts' | 'columns' | 'weights'>;

/** Indices of the photos, best first. Picks and rejects change nothing: what is judged is the order, not the judge. */
export function provedOrder({ order, bursts, columns, weights }: Ranked): Uint32Array {
  const kept = orderInBursts(bursts, order, columns, weights);
  return coversOf(order, { bursts, kept, columns }, new Int8Array());
}

/** A short mark of an order: labels given to frames of one order do not stand for another. FNV-1a, 32 bits, in hex. */
export function orderMark(paths: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const path of paths)
    for (let i = 0; i <= path.length; i++) {
      hash ^= i < path.length ? path.charCodeAt(i) : 0x0a;
      hash = Math.imul(hash, 0x01000193);
    }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
