// Photos dealt into parts that each look like the whole: every class in every part, and no moment in two.

import { seededRandom } from '../arithmetic/bootstrap.ts';
import { at } from '../arithmetic/vectors.ts';
import { shuffled } from './fit-head.ts';

/** Rows by their class and by the moment that they show: frames of a burst, and copies, are one. */
export type Sample = { readonly labels: Uint16Array; readonly moments: Uint32Array };

/**
 * The part of each row, 0 to `parts` - 1, the same for a seed. A moment is dealt by its first row: the largest first, each to the part
 * that has the fewest photos of its class, then the fewest in all.
 */
export function dealtParts({ labels, moments }: Sample, parts: number, seed: number): Uint8Array {
  const byMoment = new Map<number, number[]>();
  moments.forEach((moment, row) => {
    byMoment.set(moment, [...(byMoment.get(moment) ?? []), row]);
  });
  const all = [...byMoment.values()];
  const drawn = shuffled(all.length, seededRandom(seed)).map((place) => all[place] ?? []);
  const dealt = new Uint8Array(labels.length);
  const inPart = Array.from({ length: parts }, () => ({
    all: 0,
    byClass: new Map<number, number>(),
  }));
  for (const rows of drawn.toSorted((a, b) => b.length - a.length)) {
    const label = at(labels, at(rows, 0));
    const fullness = inPart.map(
      ({ byClass, all: photos }) => [byClass.get(label) ?? 0, photos] as const,
    );
    const part = fullness.reduce((best, [ofClass, photos], place) => {
      const [leastOfClass, least] = fullness[best] ?? [0, 0];
      return ofClass < leastOfClass || (ofClass === leastOfClass && photos < least) ? place : best;
    }, 0);
    const counts = inPart[part];
    for (const row of rows) {
      dealt[row] = part;
      if (!counts) continue;
      counts.all += 1;
      const each = at(labels, row);
      counts.byClass.set(each, (counts.byClass.get(each) ?? 0) + 1);
    }
  }
  return dealt;
}

/** How many moments each class has. */
export function momentsOf({ labels, moments }: Sample, classes: number): number[] {
  const found = Array.from({ length: classes }, () => new Set<number>());
  moments.forEach((moment, row) => found[at(labels, row)]?.add(moment));
  return found.map(({ size }) => size);
}
