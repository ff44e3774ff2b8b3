// Why one photo stands before the other: the parts of their scores, the greatest difference first.

import type { Part } from '../weights/explained.ts';

export type Difference = {
  readonly label: string;
  /** 0..1; null where this photo does not have the signal. */
  readonly first: number | null;
  readonly second: number | null;
  /** What the part adds to the first photo's score beyond the second's; below 0 it speaks for the second. */
  readonly gain: number;
};

/** Differences that two decimals would show as nothing are none. */
const leastGain = 0.005;

/**
 * The parts that differ, the greatest difference first, at most `most`. All gains of all parts together are the
 * difference of the two scores; a signal that one of them does not have adds nothing to it.
 */
export function differences(
  first: readonly Part[],
  second: readonly Part[],
  most: number,
): readonly Difference[] {
  const labels = new Set([...first, ...second].map(({ label }) => label));
  const all = Array.from(labels, (label) => {
    const [one, other] = [first, second].map((parts) => parts.find((part) => part.label === label));
    return {
      label,
      first: one?.normalised ?? null,
      second: other?.normalised ?? null,
      gain: (one?.contribution ?? 0) - (other?.contribution ?? 0),
    };
  });
  return all
    .filter(({ gain }) => Math.abs(gain) >= leastGain)
    .sort((a, b) => Math.abs(b.gain) - Math.abs(a.gain))
    .slice(0, most);
}
