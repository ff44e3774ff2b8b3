// The search for weights by which some figure of an order is highest.

import type { Steps } from '../arithmetic/steps.ts';
import { signalNames, type SignalName } from '../signals.ts';
import type { NormalisedSignals } from './normalise.ts';
import type { Weights } from './ranking.ts';

/** What a weight is tried as beside what it is: a step that gains less is noise that the next photos do not have. */
const factors = [0, 0.5, 1.5, 2] as const;
const additions = [0.05, 0.15] as const;
const leastGain = 0.002;
const mostPasses = 6;

/** Coordinate search over the weights of the signals that any photo has, scaled to sum to 1, from those there are; a weight a step. */
export function* searchWeights(
  normalised: NormalisedSignals,
  start: Weights,
  valueOf: (weights: Weights) => number,
): Steps<Weights> {
  const names = signalNames.filter((name) =>
    normalised[name].some((value) => !Number.isNaN(value)),
  );
  let best = scaled(start);
  let value = valueOf(best);
  for (let pass = 0; pass < mostPasses; pass++) {
    const atFirst = value;
    for (const name of names)
      for (const weight of tried(best[name] ?? 0)) {
        const next = scaled({ ...best, [name]: weight });
        const reached = valueOf(next);
        if (reached > value + leastGain) [best, value] = [next, reached];
        yield;
      }
    if (value === atFirst) break;
  }
  return best;
}

function tried(weight: number): readonly number[] {
  return [
    ...factors.map((factor) => factor * weight),
    ...additions.map((addition) => weight + addition),
  ].filter((one) => one !== weight);
}

function scaled(weights: Weights): Weights {
  const entries = Object.entries(weights) as [SignalName, number][];
  const sum = entries.reduce((total, [, weight]) => total + weight, 0);
  if (!(sum > 0)) return weights;
  return Object.fromEntries(
    entries.filter(([, weight]) => weight > 0).map(([name, weight]) => [name, weight / sum]),
  );
}
