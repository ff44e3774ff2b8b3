// Weights fitted to choices between two photos, and whether that gains anything on choices that the fit has not seen.

import {
  bootstrap,
  bootstrapDefaults,
  type BootstrapOptions,
  type Measure,
} from '../arithmetic/bootstrap.ts';
import { signs, signTest } from '../arithmetic/proportions.ts';
import { mean } from '../arithmetic/statistics.ts';
import type { Steps } from '../arithmetic/steps.ts';
import { at } from '../arithmetic/vectors.ts';
import type { Compared } from '../taste/taste-pairs.ts';
import type { NormalisedSignals } from './normalise.ts';
import { scorePhotos, type Weights } from './ranking.ts';
import { searchWeights } from './search-weights.ts';
import { folds, foldsOf } from './tune.ts';

export type TunedByChoices = {
  /** Choices of one of the two; where they were too close nothing is to be gained. */
  readonly choices: number;
  readonly weights: Weights;
  /** Share of the choices that each foretells: as it was, and by weights that had not seen the pair. */
  readonly before: number;
  readonly heldOut: number;
  readonly gain: Measure;
  /** The sign test over the choices. */
  readonly p: number;
  readonly gains: boolean;
};

/** By five-fold cross-validation over pairs, a pair that came again in the same fold, and once over all for the weights. */
export function* tuneChoiceSteps(
  normalised: NormalisedSignals,
  compared: readonly Compared[],
  start: Weights,
  count: number,
  options: BootstrapOptions = bootstrapDefaults,
): Steps<TunedByChoices> {
  const told = compared.filter(({ outcome }) => outcome !== 0.5);
  const fold = foldsOf([...new Set(told.map(keyOf))]);
  const foretold = (weights: Weights, which: readonly Compared[]) => {
    const scores = scorePhotos(normalised, weights, count);
    return Float64Array.from(which, (choice) => rightOf(scores, choice));
  };
  const fit = (which: readonly Compared[]) =>
    searchWeights(normalised, start, (weights) => mean(foretold(weights, which)));
  const before = foretold(start, told);
  const heldOut = before.slice();
  for (let out = 0; out < folds; out++) {
    const isOut = told.map((choice) => fold.get(keyOf(choice)) === out);
    const seen = told.filter((_, i) => isOut[i] !== true);
    if (seen.length === 0) continue;
    const right = foretold(yield* fit(seen), told);
    isOut.forEach((held, i) => {
      if (held) heldOut[i] = at(right, i);
    });
  }
  const weights = told.length > 0 ? yield* fit(told) : start;
  const gainOf = (a: Float64Array, b: Float64Array) => ({ gain: mean(a) - mean(b) });
  const { gain } = bootstrap(heldOut, before, gainOf, 'There are no choices.', options);
  const { wins, losses } = signs(heldOut, before);
  return {
    choices: told.length,
    weights,
    before: mean(before),
    heldOut: mean(heldOut),
    gain,
    p: signTest(wins, losses),
    gains: (gain.low ?? 0) > 0,
  };
}

function keyOf({ first, second }: Compared): string {
  return `${Math.min(first, second)} ${Math.max(first, second)}`;
}

/** 1 where the scores foretell the choice, half where they are equal. */
function rightOf(scores: Float64Array, { first, second, outcome }: Compared): number {
  const ordered = Math.sign(at(scores, first) - at(scores, second));
  return (1 + (outcome === 1 ? ordered : -ordered)) / 2;
}
