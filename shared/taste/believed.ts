// How far differences of utility are to be believed: what makes their probabilities true, by choices that were foretold.

import { at } from '../arithmetic/vectors.ts';
import type { HeldOut } from './held-out.ts';
import { sigmoid } from './pairwise-model.ts';

export type Believed = {
  /** Margins are multiplied by it. */
  readonly factor: number;
  /** The share of choices that come the other way however clear the margin is: a slip of the key, another day. 0 to 0.5. */
  readonly lapse: number;
};

/** The factor lies between 1/8 and 8, tried in steps of an octave's fifth. */
const octaves = 3;
const stepsOfOctave = 5;
/** How far the factor is from 1 beforehand, as a logarithm: the prior was chosen by evidence, and fits are nearly true by themselves. */
const usualError = 0.25;
/** Lapses that are tried, and how many there are beforehand on average: half of the raters have fewer than 7 %. */
const lapses = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4] as const;
const usualLapse = 0.1;

/**
 * The means of both over what the foretold choices leave possible. A factor alone cannot tell a rater who slips now and then from one whose
 * taste is weak: where one answer in ten is turned round, clear margins came true in 89 % and were said to in 96 %.
 */
export function believedOf({ margins, outcomes }: Pick<HeldOut, 'margins' | 'outcomes'>): Believed {
  const signed = margins.map((margin, i) => (2 * at(outcomes, i) - 1) * margin);
  const tried: { readonly log: number; readonly lapse: number; readonly likelihood: number }[] = [];
  for (let step = -octaves * stepsOfOctave; step <= octaves * stepsOfOctave; step++) {
    const log = (step / stepsOfOctave) * Math.LN2;
    const sure = signed.map((margin) => sigmoid(Math.exp(log) * margin));
    for (const lapse of lapses) {
      let likelihood = -((log / usualError) ** 2) / 2 - lapse / usualLapse;
      for (const p of sure) likelihood += Math.log(lapse + (1 - 2 * lapse) * p);
      tried.push({ log, lapse, likelihood });
    }
  }
  const highest = tried.reduce((most, one) => Math.max(most, one.likelihood), -Infinity);
  let [weight, logs, lapsed] = [0, 0, 0];
  for (const { log, lapse, likelihood } of tried) {
    const counts = Math.exp(likelihood - highest);
    weight += counts;
    logs += counts * log;
    lapsed += counts * lapse;
  }
  return { factor: Math.exp(logs / weight), lapse: lapsed / weight };
}

/**
 * The probability of the first of two by their margin, 0..1. To the last digit 1 less that of the margin turned round.
 */
export function believed(margin: number, lapse: number): number {
  if (margin === 0) return 0.5;
  const smaller = lapse + (1 - 2 * lapse) * sigmoid(-Math.abs(margin));
  return margin > 0 ? 1 - smaller : smaller;
}
