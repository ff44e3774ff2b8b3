// What choices between the sides of blind pairs say of the two rankings, in figures and in plain words.

import { signTest, wilson, type Interval } from '../arithmetic/proportions.ts';
import type { BlindPair } from './disagreements.ts';

/** `close`: no preference; null where the user cannot say or has not said. */
export type BlindVerdict = 'left' | 'right' | 'close' | null;

export type BlindResult = {
  /** Pairs in which the first ranking's photo was chosen, and the second's. */
  readonly first: number;
  readonly second: number;
  readonly close: number;
  readonly skipped: number;
  /** The first's share of the decided pairs; null where none is decided. */
  readonly share: number | null;
  /** 95 % (Wilson). */
  readonly interval: Interval | null;
  /** The exact sign test over the decided pairs, two-sided. */
  readonly p: number;
};

export function blindResult(
  pairs: readonly Pick<BlindPair, 'firstPrefers'>[],
  verdicts: readonly BlindVerdict[],
): BlindResult {
  const count = (is: (pair: Pick<BlindPair, 'firstPrefers'>, verdict: BlindVerdict) => boolean) =>
    pairs.filter((pair, i) => is(pair, verdicts[i] ?? null)).length;
  const first = count(({ firstPrefers }, verdict) => verdict === firstPrefers);
  const close = count((_, verdict) => verdict === 'close');
  const skipped = count((_, verdict) => verdict === null);
  const second = pairs.length - first - close - skipped;
  const decided = first + second;
  return {
    ...{ first, second, close, skipped },
    share: decided > 0 ? first / decided : null,
    interval: decided > 0 ? wilson(first, decided) : null,
    p: signTest(first, second),
  };
}

/** Of fewer decided pairs even a unanimous sign test stays above 5 %: 2 / 2^5. */
export const fewestDecided = 6;
const surely = 0.05;

/** @param names of the two rankings */
export function blindSentences(
  { first, second, close, skipped, p }: BlindResult,
  names: readonly [first: string, second: string],
): string[] {
  const decided = first + second;
  const uncounted = [
    ...(close > 0 ? [`${close} too close to tell`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  const rest = uncounted.length > 0 ? [`Not counted: ${uncounted.join(', ')}.`] : [];
  if (decided < fewestDecided)
    return [
      `${decided === 1 ? '1 pair was' : `${decided} pairs were`} decided: too few to tell which ranking suits you better; it takes ${fewestDecided}.`,
      ...rest,
    ];
  const [winner, wins] = first >= second ? [names[0], first] : [names[1], second];
  const counted = `In ${wins} of ${decided} pairs on which the two rankings differ most, you chose the photo that “${winner}” ranks higher (sign test, p = ${pText(p)}).`;
  const verdict =
    p < surely
      ? `“${winner}” suits you better.`
      : 'That may be chance: it cannot be told which of the two suits you better.';
  return [counted, verdict, ...rest];
}

function pText(p: number): string {
  return p < 0.001 ? 'below 0.001' : p.toFixed(3);
}

/** Why there is nothing to be asked; null where there is. */
export function tooAlike(pairs: readonly BlindPair[]): string | null {
  if (pairs.length >= fewestDecided) return null;
  return pairs.length === 0
    ? 'The two rankings order these photos alike: there is no pair on which they differ.'
    : `The two rankings differ on ${pairs.length === 1 ? 'one pair' : `${pairs.length} pairs`} only: it takes ${fewestDecided} to tell which one suits you better.`;
}
