// Whether photos are still what earlier ones were: each signal's distribution against theirs, and that in a plain sentence.

import { stabilityIndex } from '../arithmetic/calibration.ts';
import { listing } from '../listing.ts';
import { signalNames, signals, type SignalName } from '../signals.ts';

/** Raw values, one a photo; NaN or left out where nobody knows. */
export type SignalValues = Readonly<Partial<Record<SignalName, Float64Array>>>;

export type Drift = {
  readonly name: SignalName;
  /** Population stability index, from 0. */
  readonly psi: number;
  /** `same`: not more than chance moves as many photos; then as is usual, from 0.1 a little, from 0.25 much (Siddiqi 2006). */
  readonly moved: 'same' | 'a little' | 'much';
};

/** Of fewer photos on a side a bin of the ten is easily empty, which the index takes for much. */
const fewest = 50;
/**
 * By chance alone the index is spread as chi-square over the bins less one, times 1 / before + 1 / now (Yurdakul 2018). Beyond this it
 * lies once in 20 comparisons of 25 signals: 0.05 / 25 at 9 degrees of freedom.
 */
const chiSquare = 26.1;

/** Of every signal that enough photos on both sides have, the one first that moved most. */
export function driftOf(before: SignalValues, now: SignalValues): Drift[] {
  const known = (values: Float64Array | undefined) =>
    values?.filter(Number.isFinite) ?? new Float64Array();
  return signalNames
    .flatMap((name): Drift[] => {
      const [was, is] = [known(before[name]), known(now[name])];
      if (was.length < fewest || is.length < fewest) return [];
      const psi = stabilityIndex(was, is);
      return [{ name, psi, moved: movedBy(psi, 1 / was.length + 1 / is.length) }];
    })
    .sort((a, b) => b.psi - a.psi);
}

function movedBy(psi: number, spread: number): Drift['moved'] {
  if (psi < 0.1 || psi < chiSquare * spread) return 'same';
  return psi < 0.25 ? 'a little' : 'much';
}

export function driftSentence(drift: readonly Drift[]): string {
  if (drift.length === 0)
    return `It cannot be told whether these photos are like the earlier ones: it takes ${fewest} of each that have the same signals.`;
  const named = (moved: Drift['moved']) =>
    drift.filter((one) => one.moved === moved).map(({ name }) => signals[name].label);
  const [much, little] = [named('much'), named('a little')];
  if (much.length + little.length === 0)
    return 'These photos are like the earlier ones: no signal has moved more than chance would move it.';
  const parts = [
    ...(much.length > 0 ? [`much in ${listing(much)}`] : []),
    ...(little.length > 0 ? [`a little in ${listing(little)}`] : []),
  ];
  return `These photos differ from the earlier ones ${parts.join(', and ')}: weights and limits that fitted those may not fit these.`;
}
