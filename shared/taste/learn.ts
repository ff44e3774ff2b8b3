// Taste learned from choices: how much each trait of a photo counts, whether that is more than chance, and how well it is known.

import { symmetricEigen } from '../arithmetic/symmetric.ts';
import { at } from '../arithmetic/vectors.ts';
import { believedOf } from './believed.ts';
import { bestFit, holdOut, type HeldOut } from './held-out.ts';
import { marginVariance, type FittedPairs } from './pairwise-model.ts';
import { inSpan, outOfSpan, spanOf, type Span } from './span.ts';
import { pairsOf, type Compared } from './taste-pairs.ts';
import type { Traits } from './traits.ts';

/** What the choices say, whether or not it is more than chance. */
export type Fitted = {
  /** Utility a spread of each trait, in logits before calibration. */
  readonly weights: Float64Array;
  /** In how many directions the photos differ: as many numbers were learned. */
  readonly rank: number;
  /** Precision of the prior. */
  readonly ridge: number;
  readonly span: Span;
  /** The fit in the span, from which the next pair is chosen. */
  readonly fit: FittedPairs;
};

export type Learned = Fitted & {
  /** How unsure each weight is: one standard deviation. */
  readonly unsure: Float64Array;
  /** Multiplies differences of utility so that their probabilities are true. */
  readonly calibration: number;
  /** The share of choices that come the other way, however clear (`believedOf`). */
  readonly lapse: number;
  readonly heldOut: HeldOut;
  /** Of the curvature that was solved, largest eigenvalue by smallest: beyond 1e8 half of the digits would be lost. */
  readonly condition: number;
};

/** Choices in the order in which they were made, and what was decided as weaker pairs (`decidedPairs`). */
type Said = { readonly choices: readonly Compared[]; readonly decided: readonly Compared[] };

export function fitTaste(traits: Traits, { choices, decided }: Said): Fitted {
  const span = spanOf(traits, seenRows(traits, [...choices, ...decided]));
  const projected = inSpan(span, traits);
  const fit = bestFit(pairsOf(projected, [...decided, ...choices]));
  return { weights: outOfSpan(span, fit.weights), rank: span.rank, ridge: fit.ridge, span, fit };
}

/** The same, and what tells whether it is true. */
export function learnTaste(traits: Traits, said: Said): Learned {
  const fitted = fitTaste(traits, said);
  const { span, fit, rank } = fitted;
  const projected = inSpan(span, traits);
  const [pairs, evidence] = [pairsOf(projected, said.choices), pairsOf(projected, said.decided)];
  const heldOut = holdOut(pairs, seenBefore(said.choices), evidence);
  const { factor, lapse } = believedOf(heldOut);
  return {
    ...fitted,
    unsure: unsureOf(span, fit),
    calibration: factor,
    lapse,
    heldOut,
    condition: conditionOf(fit.lower, rank),
  };
}

/** Enough to know in which directions photos differ. */
const mostOthers = 1000;

/** The photos of the pairs, and of the others some, evenly: what may be shown next must not lie beside all that is solved. */
function seenRows({ size, values }: Traits, pairs: readonly Compared[]): number[] {
  const count = size === 0 ? 0 : values.length / size;
  const others = Math.min(count, mostOthers);
  const even = Array.from({ length: others }, (_, i) => Math.floor((i * count) / others));
  return [...new Set([...pairs.flatMap(({ first, second }) => [first, second]), ...even])];
}

function seenBefore(choices: readonly Compared[]): Uint8Array {
  const seen = new Set<string>();
  return Uint8Array.from(choices, ({ first, second }) => {
    const key = `${Math.min(first, second)} ${Math.max(first, second)}`;
    const again = seen.has(key) || first === second;
    seen.add(key);
    return Number(again);
  });
}

/** Of L L'. */
function conditionOf(lower: Float64Array, n: number): number {
  if (n === 0) return 1;
  const curvature = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let k = 0; k <= Math.min(i, j); k++)
        curvature[i * n + j] =
          at(curvature, i * n + j) + at(lower, i * n + k) * at(lower, j * n + k);
  const { values } = symmetricEigen(curvature, n);
  return at(values, 0) / at(values, n - 1);
}

/** Along what was never seen to differ, a weight is as unsure as nothing can be told of it: 0, and exactly so. */
function unsureOf({ rank, size, directions }: Span, fit: FittedPairs): Float64Array {
  return Float64Array.from({ length: size }, (_, trait) => {
    const along = Float64Array.from({ length: rank }, (_, k) => at(directions, k * size + trait));
    return Math.sqrt(marginVariance(fit, along));
  });
}
