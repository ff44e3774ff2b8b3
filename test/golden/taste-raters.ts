// Raters with known tastes over real signals: which of two photos they choose, and how well what was learned foretells them.

import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { countPairs, kendallTauB, pairwiseAgreement } from '../../shared/arithmetic/statistics.ts';
import { believed } from '../../shared/taste/believed.ts';
import { fitTaste, learnTaste, type Fitted, type Learned } from '../../shared/taste/learn.ts';
import { nextPair, type AskedPair } from '../../shared/taste/next-pair.ts';
import type { Compared } from '../../shared/taste/taste-pairs.ts';
import type { Traits } from '../../shared/taste/traits.ts';

export type Random = () => number;

/** Weights of three to six traits drawn by chance, each as a normal number: what a photographer looks at. */
export function drawTaste(size: number, random: Random): Float64Array {
  const weights = new Float64Array(size);
  const cares = 3 + Math.floor(random() * 4);
  for (let i = 0; i < cares; i++) weights[Math.floor(random() * size)] = gaussian(random);
  return weights;
}

function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export function utilitiesOf({ size, values }: Traits, weights: Float64Array): Float64Array {
  return Float64Array.from({ length: values.length / size }, (_, photo) =>
    weights.reduce((sum, weight, i) => sum + weight * at(values, photo * size + i), 0),
  );
}

export type Rater = {
  readonly utilities: Float64Array;
  /** Share of the answers that are turned round. */
  readonly flipped: number;
  /** Answers have nothing to do with the photos. */
  readonly blind: boolean;
};

function answer(
  { utilities, flipped, blind }: Rater,
  { first, second }: AskedPair,
  random: Random,
) {
  const better = Math.sign(at(utilities, first) - at(utilities, second));
  const said = random() < flipped ? -better : better;
  return blind ? Number(random() < 0.5) : (1 + said) / 2;
}

export type Asking = {
  readonly traits: Traits;
  /** Rows that are asked about, and others that never are. */
  readonly asked: readonly number[];
  readonly heldOut: readonly number[];
};

/** Splits photos by chance: a third is never asked about. */
export function splitPhotos(traits: Traits, random: Random): Asking {
  const count = traits.values.length / traits.size;
  const shuffled = Array.from({ length: count }, (_, row) => ({ row, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row);
  const third = Math.floor(count / 3);
  return { traits, asked: shuffled.slice(third), heldOut: shuffled.slice(0, third) };
}

/** Asks pair by pair; `look` sees what was learned after so many answers. */
export function ask(
  { traits, asked }: Asking,
  rater: Rater,
  { unsure, seed, looks }: { unsure: boolean; seed: number; looks: readonly number[] },
  look: (answers: number, learned: Learned) => void,
): void {
  const random = seededRandom(seed);
  const before: AskedPair[] = [];
  const choices: Compared[] = [];
  let fitted: Fitted | null = null;
  while (before.length < Math.max(...looks)) {
    const pair = nextPair({ traits, fitted, photos: asked, before: unsure ? before : [] }, random);
    if (!pair) return;
    before.push(pair);
    choices.push({ ...pair, outcome: answer(rater, pair, random), weight: 1 });
    if (unsure) fitted = fitTaste(traits, { choices, decided: [] });
    if (looks.includes(before.length))
      look(before.length, learnTaste(traits, { choices, decided: [] }));
  }
}

export type Foretold = { readonly accuracy: number; readonly tau: number };

/** Over all pairs of photos that were never asked about. */
export function foretell(
  { traits, heldOut }: Asking,
  { utilities }: Rater,
  learned: Learned,
): Foretold {
  const told = utilitiesOf(traits, learned.weights);
  const of = (values: Float64Array) => Float64Array.from(heldOut, (row) => at(values, row));
  const counts = countPairs(of(told), of(utilities));
  return { accuracy: pairwiseAgreement(counts), tau: kendallTauB(counts) };
}

/** Probabilities of held-out pairs drawn by chance, and what the rater says of them. */
export function heldOutChoices(
  { traits, heldOut }: Asking,
  rater: Rater,
  learned: Learned,
  count: number,
  random: Random,
): { readonly said: number[]; readonly came: number[] } {
  const told = utilitiesOf(traits, learned.weights);
  const drawn = () => heldOut[Math.floor(random() * heldOut.length)] ?? 0;
  const pairs = Array.from({ length: count }, () => ({ first: drawn(), second: drawn() })).filter(
    ({ first, second }) => first !== second,
  );
  return {
    said: pairs.map(({ first, second }) =>
      believed(learned.calibration * (at(told, first) - at(told, second)), learned.lapse),
    ),
    came: pairs.map((pair) => answer(rater, { ...pair, shown: 'any' }, random)),
  };
}
