// Which two photos to ask about next: where the answer tells most, all photos in turn, and now and then an earlier pair again.

import { at } from '../arithmetic/vectors.ts';
import type { ReasonShown } from './choice.ts';
import type { Fitted } from './learn.ts';
import { marginVariance, sigmoid } from './pairwise-model.ts';
import { inSpan } from './span.ts';
import type { Traits } from './traits.ts';

export type AskedPair = {
  readonly first: number;
  readonly second: number;
  readonly shown: ReasonShown;
};

/** Until there is something to be unsure of. */
const firstAny = 5;
/** Every so many pairs are any two: what tells whether anything was learned must not be chosen by what was learned. */
const everyAny = 3;
/** One pair in ten comes again, sides swapped; product.md. */
const everyAgain = 10;
/** An earlier pair comes again after so many others. */
const leastBetween = 5;
/** Pairs among which the most telling one is taken. */
const pool = 200;

type Asked = {
  readonly traits: Traits;
  readonly fitted: Fitted | null;
  /** Rows of the photos that may be shown. */
  readonly photos: ArrayLike<number>;
  /** The pairs asked so far, by their rows, in their order. */
  readonly before: readonly AskedPair[];
};

/**
 * @param random gives numbers from 0 to below 1
 * @returns null where there are no two photos
 */
export function nextPair(
  { traits, fitted, photos, before }: Asked,
  random: () => number,
): AskedPair | null {
  if (photos.length < 2) return null;
  const asked = before.length;
  if (asked % everyAgain === everyAgain - 1) {
    const repeated = earlierPair(before, random);
    if (repeated) return repeated;
  }
  const seen = new Map<number, number>();
  for (const { first, second } of before)
    for (const photo of [first, second]) seen.set(photo, (seen.get(photo) ?? 0) + 1);
  const drawn = () => drawPair(photos, seen, random);
  if (!fitted || asked < firstAny || asked % everyAny === 0) return { ...drawn(), shown: 'any' };
  const tells = telling(traits, fitted);
  let [best, most] = [drawn(), -1];
  for (let i = 0; i < pool; i++) {
    const pair = drawn();
    const told = tells(pair);
    if (told > most) [best, most] = [pair, told];
  }
  return { ...best, shown: 'unsure' };
}

type Two = { readonly first: number; readonly second: number };

/** Two photos, either of them the less seen of two drawn. */
function drawPair(
  photos: ArrayLike<number>,
  seen: ReadonlyMap<number, number>,
  random: () => number,
): Two {
  const any = () => Math.floor(random() * photos.length);
  const lessSeen = () => {
    const [a, b] = [any(), any()];
    return (seen.get(at(photos, b)) ?? 0) < (seen.get(at(photos, a)) ?? 0) ? b : a;
  };
  const first = lessSeen();
  const drawn = lessSeen();
  const second = drawn === first ? (first + 1) % photos.length : drawn;
  return { first: at(photos, first), second: at(photos, second) };
}

/**
 * How much the answer to a pair tells (Fisher information along it, MacKay 1992): nothing of two photos that are alike, little
 * where the answer is known, most where the model is unsure and the two differ in what it has not seen to differ.
 */
function telling({ size, values }: Traits, { span, fit }: Fitted): (pair: Two) => number {
  return ({ first, second }) => {
    const apart = Float64Array.from(
      { length: size },
      (_, i) => at(values, first * size + i) - at(values, second * size + i),
    );
    const difference = inSpan(span, { size, values: apart }).values;
    const margin = difference.reduce((sum, x, i) => sum + x * at(fit.weights, i), 0);
    const p = sigmoid(margin);
    return p * (1 - p) * marginVariance(fit, difference);
  };
}

function earlierPair(before: readonly AskedPair[], random: () => number): AskedPair | null {
  const old = before
    .slice(0, Math.max(0, before.length - leastBetween))
    .filter(({ shown }) => shown !== 'again');
  const pair = old[Math.floor(random() * old.length)];
  return pair ? { first: pair.second, second: pair.first, shown: 'again' } : null;
}
