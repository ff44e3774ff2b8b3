// How sure a head may be: one temperature for all it says, by which its probabilities come true (Guo et al. 2017).

import { softmax } from '../arithmetic/vectors.ts';

/** What was said of a photo that the head had not learned from, and its class. */
export type Said = { readonly logits: Float64Array; readonly label: number };

/** The golden section of an interval. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Logarithms of the temperature that are looked at: a twentieth to twenty. */
const WIDEST = Math.log(20);
/** So often cut by the golden section: the interval is below a ten-thousandth then. */
const CUTS = 24;

/**
 * The temperature that makes the true classes likeliest, above 0. Where a few photos are all told right, no temperature would be
 * cold enough: that its logarithm is more than 1 from 0 is taken for as unlikely as of a standard normal number.
 */
export function fitTemperature(said: readonly Said[]): number {
  const cost = (logT: number) => (logT * logT) / 2 + surpriseAt(said, Math.exp(logT));
  let [low, high] = [-WIDEST, WIDEST];
  for (let cut = 0; cut < CUTS; cut++) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (cost(left) < cost(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/** Sum of the natural logarithms of how unlikely the true classes were said to be. */
export function surpriseAt(said: readonly Said[], temperature: number): number {
  return said.reduce((sum, one) => sum + surprise(one, temperature), 0);
}

/** Without an array: this is asked some million times while a head learns. */
function surprise({ logits, label }: Said, temperature: number): number {
  let most = -Infinity;
  for (let i = 0; i < logits.length; i++) most = Math.max(most, logits[i] ?? NaN);
  let sum = 0;
  for (let i = 0; i < logits.length; i++)
    sum += Math.exp(((logits[i] ?? NaN) - most) / temperature);
  return Math.log(sum) - ((logits[label] ?? NaN) - most) / temperature;
}

/** Probabilities, sum 1, of logarithms of odds at a temperature. */
export function probabilitiesAt(logits: Float64Array, temperature: number): Float64Array {
  return softmax(logits.map((value) => value / temperature));
}
