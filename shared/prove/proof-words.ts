// What a proof says, as sentences: the page, the command line and the report say the same.

import type { Measure } from '../arithmetic/bootstrap.ts';
import { signals } from '../signals.ts';
import type { LostAt } from './keepers-lost.ts';
import type { Proof, SignalProof } from './proof.ts';

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** A share with its interval, or why it cannot be told. */
export function shareText({ value, low, high, reason }: Measure): string {
  if (value === null) return reason ?? 'It cannot be told.';
  if (low === null || high === null || low === high) return percent(value); // all were judged
  return `${percent(value)} (${percent(low)} to ${percent(high)})`;
}

/** A difference of shares in points, with its sign. */
export function pointsText({ value, low, high, reason }: Measure): string {
  if (value === null) return reason ?? 'It cannot be told.';
  const points = (share: number) =>
    `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}`.replace(/^[−+]0\.0$/, '0.0');
  if (low === null || high === null) return points(value);
  return `${points(value)} (${points(low)} to ${points(high)})`;
}

/** What was judged, and what that tells of the order. */
export function proofSentences({
  photos,
  frames,
  keepersJudged,
  keepers,
  agreement,
}: Proof): string[] {
  return [
    `${frames} of ${photos} photos, of each burst one, were judged blind; ${keepersJudged} of them are keepers.`,
    keepers.value === null
      ? (keepers.reason ?? '')
      : `Of all photos ${shareText(keepers)} are keepers.`,
    agreement.value === null
      ? (agreement.reason ?? '')
      : `Of two photos that you judged differently, the order has ${shareText(agreement)} as you do; by chance it would be 50 %.`,
    ...(agreement.low !== null && agreement.low <= 0.5
      ? ['That cannot be told from chance: with what was judged, this order is not proved.']
      : []),
  ];
}

export function lostSentence({ size, lost }: LostAt): string {
  const what = `An album of the best ${size} leaves out`;
  if (lost.value === null) return `${what}: ${lost.reason ?? 'it cannot be told'}`;
  return `${what} ${shareText(lost)} of the keepers.`;
}

const verdicts: Readonly<Record<SignalProof['verdict'], string>> = {
  helps: 'helps',
  hurts: 'hurts',
  'cannot be told': 'cannot be told from chance',
};

export function verdictText({ verdict }: SignalProof): string {
  return verdicts[verdict];
}

export function signalLabel({ name }: SignalProof): string {
  return signals[name].label;
}

/** How the figures came about, for whoever doubts them. */
export const proofMethod = [
  'Of every burst the frame that one would keep stands in the order. The frames were drawn from four parts of it, more densely at the top, and shown in a shuffled order without score or rank; each counts for the photos it stands for.',
  'Intervals hold the truth in 19 of 20 such proofs. Those of the signals hold for a dozen signals at once: what is said to help or hurt does so beyond chance.',
  'proof.csv holds all that these figures follow from: "podium prove proof.csv" works them out again.',
] as const;
