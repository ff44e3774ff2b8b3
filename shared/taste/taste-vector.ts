// A learned taste as it is kept, given away and used: how much each trait counts, and what is known of how true it is.

import { at } from '../arithmetic/vectors.ts';
import type { PhotoColumns } from '../photo.ts';
import type { Settings } from '../settings.ts';
import type { SignalName } from '../signals.ts';
import type { Learned } from './learn.ts';
import { believed } from './believed.ts';
import { lackingOf, traitsOf, type TraitScale } from './traits.ts';

export type WeighedTrait = TraitScale & {
  /** Logits a spread, calibrated: a photo one spread further along is that much the likelier choice. */
  readonly weight: number;
  /** One standard deviation of it. */
  readonly unsure: number;
};

export type TasteVector = {
  readonly traits: readonly WeighedTrait[];
  /** The share of choices that come the other way however clear they are, 0 to 0.5: no probability is surer than that. */
  readonly lapse: number;
  /** Choices it was learned from. */
  readonly choices: number;
  /** Of those that were foretold without them, how many came so. */
  readonly foretold: number;
  readonly right: number;
  readonly rank: number;
  readonly condition: number;
};

export function vectorOf(
  scales: readonly TraitScale[],
  { weights, unsure, calibration, lapse, heldOut, rank, condition }: Learned,
  choices: number,
): TasteVector {
  const traits = scales.map((scale, i) => ({
    ...scale,
    weight: calibration * at(weights, i),
    unsure: calibration * at(unsure, i),
  }));
  const { count: foretold, right } = heldOut;
  return { traits, lapse, choices, foretold, right, rank, condition };
}

/** The same as a change of none: what a vector needs of photos. */
type Measured = Pick<PhotoColumns, 'signals' | 'missing' | 'count'>;

/**
 * How much each photo is to one's taste, in logits from a photo in the middle of all. What is not there is never to a photo's good: a
 * trait that lacks its thing counts where that speaks against the photo, and not where it would speak for it.
 * NaN where none of the traits is known.
 */
export function tasteUtilities(
  { traits }: Pick<TasteVector, 'traits'>,
  columns: Measured,
  settings: Settings,
): Float64Array {
  const { values, size } = traitsOf(columns, traits, settings);
  const lacking = lackingOf(columns, traits);
  const weights = Float64Array.from(traits, ({ weight }) => weight);
  const names: readonly SignalName[] = traits.map(({ name }) => name);
  return Float64Array.from({ length: columns.count }, (_, photo) => {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const part = at(weights, i) * at(values, photo * size + i);
      sum += lacking[photo * size + i] === 1 ? Math.min(0, part) : part;
    }
    return names.some((name) => isMeasured(columns, name, photo)) ? sum : NaN;
  });
}

function isMeasured({ signals, missing }: Measured, name: SignalName, photo: number): boolean {
  return !Number.isNaN(at(signals[name], photo)) || (missing[name]?.[photo] ?? 0) > 0;
}

/** The signal: how likely each photo is chosen over one in the middle of all, 0..1. */
export function tasteSignal(
  vector: Pick<TasteVector, 'traits' | 'lapse'>,
  columns: Measured,
  settings: Settings,
): Float64Array {
  return tasteUtilities(vector, columns, settings).map((utility) =>
    Number.isNaN(utility) ? utility : believed(utility, vector.lapse),
  );
}

export type ChosenBetween = { readonly first: number; readonly second: number };

/** The probability that each of two photos is the one that is chosen, by their utilities; they sum to 1, and swap with the photos. */
export function choiceBetween(
  first: number,
  second: number,
  { lapse }: Pick<TasteVector, 'lapse'>,
): ChosenBetween {
  return { first: believed(first - second, lapse), second: believed(second - first, lapse) };
}

/** How alike two tastes are: the cosine of their weights over the traits of both, -1 to 1; NaN where one has none of them. */
export function tasteLikeness(a: TasteVector, b: TasteVector): number {
  const other = new Map(b.traits.map(({ name, weight }) => [name, weight]));
  let [together, lengthA, lengthB] = [0, 0, 0];
  for (const { name, weight } of a.traits) {
    const against = other.get(name);
    if (against === undefined) continue;
    together += weight * against;
    lengthA += weight * weight;
    lengthB += against * against;
  }
  return together / Math.sqrt(lengthA * lengthB);
}
