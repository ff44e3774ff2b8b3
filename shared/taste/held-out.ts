// Whether anything was learned: every choice is foretold by what was learned from those before it, and never by itself.

import { wilson, type Interval } from '../arithmetic/proportions.ts';
import { at } from '../arithmetic/vectors.ts';
import {
  fitPairs,
  marginVariance,
  moderated,
  sigmoid,
  type FittedPairs,
  type Pairs,
} from './pairwise-model.ts';
import { joinPairs, somePairs } from './taste-pairs.ts';

/**
 * How sure it must be: where a rater's choices have nothing to do with the photos, it is ever said that something was learned
 * for at most one in twenty, however often one looks (Ville 1939).
 */
export const confidence = 0.95;

/** How boldly the probabilities are believed: nobody knows beforehand, so that the mean over all of these counts. */
const boldness = [0.25, 0.5, 1, 2, 4] as const;

/** Precisions of the prior: the one with the most evidence holds. Steady raters have little noise, others much. */
const ridges = [0.3, 1, 3, 10] as const;

/**
 * After how many more choices what was learned is worked out anew, and the prior chosen anew: at first after each, then when a share
 * more is known.
 */
const strides = (known: number) =>
  known < 200
    ? { fit: Math.max(1, Math.floor(known / 20)), prior: Math.max(1, Math.floor(known / 5)) }
    : { fit: Math.floor(known / 5), prior: known };

export type HeldOut = {
  /** Choices that were foretold: not the first of all, no ties, and no pair that was seen before. */
  readonly count: number;
  /** How many of them came as foretold. */
  readonly right: number;
  /** Of the share of right ones among all that come: Wilson, 95 %. */
  readonly interval: Interval | null;
  /** How many times likelier the choices are by what was learned than by chance, at its highest. */
  readonly odds: number;
  readonly learned: boolean;
  /** Margins as foretold and what came, 1 or 0, for calibration. */
  readonly margins: Float64Array;
  readonly outcomes: Float64Array;
};

/** The prior whose evidence is highest, and the fit by it. */
export function bestFit(
  pairs: Pairs,
  start?: Float64Array,
): FittedPairs & { readonly ridge: number } {
  let [best, from] = [null, start] as [
    (FittedPairs & { readonly ridge: number }) | null,
    typeof start,
  ];
  for (const ridge of ridges) {
    const fit = { ...fitPairs(pairs, ridge, from), ridge };
    if (best && fit.evidence < best.evidence) return best; // the evidence has one peak
    [best, from] = [fit, fit.weights];
  }
  return best ?? { ...fitPairs(pairs, ridges[0], start), ridge: ridges[0] };
}

/**
 * @param choices in the order in which they were made
 * @param again 1 where the pair was seen before: it is learned from and not foretold
 * @param evidence weaker pairs that were known before
 */
export function holdOut(choices: Pairs, again: Uint8Array, evidence: Pairs): HeldOut {
  const bets = new Float64Array(boldness.length);
  const margins: number[] = [];
  const outcomes: number[] = [];
  let [right, odds, next] = [0, 1, 0];
  let fit = bestFit(evidence);
  let priorFrom = 0;
  for (let choice = 0; choice < choices.outcomes.length; choice++) {
    if (choice > 0 && choice >= next) {
      const known = joinPairs(evidence, somePairs(choices, 0, choice));
      const anew = choice >= priorFrom;
      const { ridge } = fit;
      fit = anew ? bestFit(known, fit.weights) : { ...fitPairs(known, ridge, fit.weights), ridge };
      if (anew) priorFrom = choice + strides(choice).prior;
      next = choice + strides(choice).fit;
    }
    const outcome = at(choices.outcomes, choice);
    if (outcome === 0.5 || again[choice] === 1) continue;
    const { differences, size } = choices;
    const difference = differences.subarray(choice * size, (choice + 1) * size);
    const margin = difference.reduce((sum, x, i) => sum + x * at(fit.weights, i), 0);
    if (margin === 0) continue;
    const sure = moderated(margin, marginVariance(fit, difference));
    margins.push(margin);
    outcomes.push(outcome);
    right += Number(margin > 0 === (outcome === 1));
    odds = Math.max(odds, bet(bets, outcome === 1 ? sure : -sure));
  }
  const count = margins.length;
  return {
    count,
    right,
    interval: count > 0 ? wilson(right, count) : null,
    odds,
    learned: odds >= 1 / (1 - confidence),
    margins: Float64Array.from(margins),
    outcomes: Float64Array.from(outcomes),
  };
}

/** Adds what came, by its margin, to the logarithms of what each boldness has won; gives the mean of what they won. */
function bet(bets: Float64Array, margin: number): number {
  boldness.forEach((bold, i) => {
    bets[i] = at(bets, i) + Math.log(2 * sigmoid(bold * margin));
  });
  return bets.reduce((sum, won) => sum + Math.exp(won), 0) / bets.length;
}
