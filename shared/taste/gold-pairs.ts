// Gold pairs: pairs whose better photo somebody has settled, by which one sees how far each rater can be relied on.

import { wilson, type Interval } from '../arithmetic/proportions.ts';
import type { Choice } from './choice.ts';
import { saidByRaters } from './raters-agree.ts';

export type GoldRater = {
  readonly name: string;
  /** Gold pairs of which the rater chose a photo, the last choice of each counting. */
  readonly pairs: number;
  /** Of those, chosen as settled. */
  readonly right: number;
  /** Gold pairs that were too close for the rater: they count for neither. */
  readonly close: number;
  /** Of the share right, 95 % (Wilson); null without such pairs. */
  readonly interval: Interval | null;
  /** Pairs chosen the other way, as two pictures, the settled one first. */
  readonly apart: readonly (readonly [better: string, worse: string])[];
};

/**
 * What every other rater said of the pairs that `gold` settled: its choices are the truth here, those too close settle nothing.
 * By name. Empty where `gold` settled none.
 */
export function goldRaters(choices: readonly Choice[], gold: string): GoldRater[] {
  const settled = [...saidByRaters(choices)].flatMap(([key, raters]) => {
    const truth = raters.get(gold);
    if (truth === undefined || truth === 0.5) return [];
    const [lower = '', higher = ''] = key.split(' ');
    const apart = truth === 1 ? ([lower, higher] as const) : ([higher, lower] as const);
    return [{ raters, truth, apart }];
  });
  if (settled.length === 0) return [];
  const names = new Set(choices.map(({ rater }) => rater).filter((name) => name !== gold));
  return [...names].sort().map((name) => {
    const said = settled.filter(({ raters }) => raters.has(name));
    const chosen = said.filter(({ raters }) => raters.get(name) !== 0.5);
    const other = chosen.filter(({ raters, truth }) => raters.get(name) !== truth);
    const [pairs, right] = [chosen.length, chosen.length - other.length];
    return {
      ...{ name, pairs, right, close: said.length - pairs },
      interval: pairs > 0 ? wilson(right, pairs) : null,
      apart: other.map(({ apart }) => apart),
    };
  });
}

/** A rater who chooses by chance is right in half of the pairs. */
export function goldSentence({ name, pairs, right, close, interval }: GoldRater): string {
  const who = name === '' ? 'You' : name;
  if (!interval) return `${who}: chose in no gold pair, so nothing can be told.`;
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const figures = `${right} of ${pairs} gold pairs as settled (${percent(right / pairs)}, 95 % interval ${percent(interval.low)} to ${percent(interval.high)})${close > 0 ? `, ${close} too close` : ''}`;
  if (interval.low > 0.5) return `${who}: ${figures}: surely better than chance.`;
  if (interval.high < 0.5) return `${who}: ${figures}: surely against what was settled.`;
  return `${who}: ${figures}: that may be chance, and how far to rely on it cannot be told.`;
}
