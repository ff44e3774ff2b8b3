// Shares of yes among yes and no: how sure one is, and whether two things differ at all.

import { at } from './vectors.ts';

/** The standard normal distribution has 95 % of its weight within so many standard deviations. */
const z95 = 1.959963984540054;

export type Interval = { readonly low: number; readonly high: number };

/**
 * Wilson's score interval of a share, 0..1 (Wilson 1927; method 3 of Newcombe 1998): holds for few trials and for shares
 * near 0 and 1, where the usual one reaches beyond them. NaN of no trials.
 * @param z how many standard deviations wide, 95 % when not given
 */
export function wilson(hits: number, trials: number, z = z95): Interval {
  if (!(trials > 0)) return { low: NaN, high: NaN };
  const share = hits / trials;
  const wide = (z * z) / trials;
  const middle = (share + wide / 2) / (1 + wide);
  const reach = (z / (1 + wide)) * Math.sqrt((share * (1 - share) + wide / 4) / trials);
  // At the ends the two are equal but for the last digit.
  return {
    low: hits === 0 ? 0 : Math.max(0, middle - reach),
    high: hits === trials ? 1 : Math.min(1, middle + reach),
  };
}

/**
 * The exact two-sided sign test (Conover 1999, 3.4): how likely wins and losses as unequal as these, or more, are where
 * neither is better. 0..1; ties are left out before. 1 of none.
 */
export function signTest(wins: number, losses: number): number {
  const trials = wins + losses;
  const fewer = Math.min(wins, losses);
  if (2 * fewer === trials) return 1;
  let logTerm = -trials * Math.LN2;
  let sum = Math.exp(logTerm);
  for (let k = 1; k <= fewer; k++) {
    logTerm += Math.log((trials - k + 1) / k);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, 2 * sum);
}

/** Wins, losses and equals of the first series over the second, pair by pair; what is not known counts for none. */
export function signs(
  first: Float64Array,
  second: Float64Array,
): { readonly wins: number; readonly losses: number; readonly ties: number } {
  let [wins, losses, ties] = [0, 0, 0];
  for (let i = 0; i < first.length; i++) {
    const [a, b] = [at(first, i), at(second, i)];
    if (a > b) wins++;
    else if (a < b) losses++;
    else if (a === b) ties++;
  }
  return { wins, losses, ties };
}

/** Of a share between 0 and 1 and its standard deviation: 95 %, even on the scale of logits, so that it never reaches beyond 0 and 1. */
export function logitInterval(share: number, deviation: number): Interval {
  const logit = Math.log(share / (1 - share));
  const reach = (z95 * deviation) / (share * (1 - share));
  const back = (x: number) => 1 / (1 + Math.exp(-x));
  return { low: back(logit - reach), high: back(logit + reach) };
}
