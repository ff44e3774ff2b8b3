// Which sport a photo shows: one answer, the columns of a folder, and what a folder shows in all.

import { at } from '../arithmetic/vectors.ts';

/** A sport and how sure the model is of it, 0..1. */
export type SportGuess = { readonly sport: string; readonly confidence: number };

export type SportPrediction = SportGuess & {
  /** The three likeliest, likeliest first; the first is the answer. Fewer where the model knows fewer. */
  readonly top3: readonly SportGuess[];
};

/** One entry a photo, in the order of `PhotoColumns`. */
export type SportColumns = {
  /** The sports that the model knows, by their published names. */
  readonly names: readonly string[];
  /** Index in `names` of the likeliest sport; -1 where no model has seen the photo. */
  readonly best: Int16Array;
  /** The model's probability of it, 0..1; NaN where unknown. */
  readonly confidence: Float32Array;
};

/** The columns of photos that no model has seen. */
export function unknownSports(count: number): SportColumns {
  return {
    names: [],
    best: new Int16Array(count).fill(-1),
    confidence: new Float32Array(count).fill(NaN),
  };
}

/** Three misspelt names of the published list, as a photographer writes them. */
const spelling: Readonly<Record<string, string>> = {
  'ampute football': 'amputee football',
  'barell racing': 'barrel racing',
  'canoe slamon': 'canoe slalom',
};

/** A sport's name as it is shown and written into files; `names` keep the published spelling. */
export function sportTitle(name: string): string {
  return spelling[name] ?? name;
}

/** A sport as all ways to write it have in common: `Canoe_Slamon` is `canoe slalom`. */
export function plainClass(text: string): string {
  const name = text
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s]+/g, ' ');
  return sportTitle(name);
}

/** Index in `names` of a sport, however it is written; -1 where it is none of them. */
export function sportIndex(names: readonly string[], sport: string): number {
  const exact = names.indexOf(sport);
  return exact >= 0 ? exact : names.map(plainClass).indexOf(plainClass(sport));
}

/** The likeliest of `names`, one probability each. Equals go to the earlier name. */
export function predictSport(
  names: readonly string[],
  probabilities: Float32Array,
): SportPrediction {
  const order = [...probabilities.keys()].sort(
    (a, b) => at(probabilities, b) - at(probabilities, a) || a - b,
  );
  const top3 = order.slice(0, 3).map((index) => ({
    sport: names[index] ?? '',
    confidence: at(probabilities, index),
  }));
  const [best] = top3;
  if (!best) throw new RangeError('A sport can only be told from at least one probability.');
  return { ...best, top3 };
}

export type SportCount = { readonly sport: string; readonly photos: number };

/** How many photos show each sport, most first, then by name; sports of no photo are left out. */
export function countSports({ names, best }: Pick<SportColumns, 'names' | 'best'>): SportCount[] {
  const photos = new Uint32Array(names.length);
  for (const sport of best) if (sport >= 0) photos[sport] = at(photos, sport) + 1;
  return names
    .map((sport, index) => ({ sport, photos: at(photos, index) }))
    .filter((count) => count.photos > 0)
    .sort((a, b) => b.photos - a.photos || (a.sport < b.sport ? -1 : 1));
}

/** The sport of a photo for files and people, null where it is unknown or less sure than `minConfidence`. */
export function sureSport(
  { names, best, confidence }: SportColumns,
  photo: number,
  minConfidence: number,
): string | null {
  const name = names[best[photo] ?? -1];
  return name !== undefined && at(confidence, photo) >= minConfidence ? sportTitle(name) : null;
}
