// Weights fitted to whatever people said of the photos: ratings, else choices, else nothing but how far scores spread.

import { unknownMeasure, type Measure } from '../arithmetic/bootstrap.ts';
import { standardDeviation } from '../arithmetic/statistics.ts';
import type { Steps } from '../arithmetic/steps.ts';
import { at } from '../arithmetic/vectors.ts';
import { signalNames } from '../signals.ts';
import type { Compared } from '../taste/taste-pairs.ts';
import type { NormalisedSignals } from './normalise.ts';
import { scorePhotos, type Weights } from './ranking.ts';
import { searchWeights } from './search-weights.ts';
import { tuneChoiceSteps } from './tune-choices.ts';
import { fewestPhotos, folds, foldsOf, tuneSteps } from './tune.ts';

export type Tuning = {
  readonly from: 'ratings' | 'choices' | 'spread';
  /** Rated photos, choices, or photos. */
  readonly count: number;
  /** Share of pairs or choices in the order, as it was and on what was held out; of `spread` the scores' standard deviation. */
  readonly before: number;
  readonly heldOut: number;
  readonly gain: Measure;
  /** The sign test; null of `spread`. */
  readonly p: number | null;
  /** Whether a gain is claimed: never of `spread`, where nobody has said what is good. */
  readonly gains: boolean;
  readonly weights: Weights;
};

/** More photos tell no more than these, drawn evenly, and take long. */
const mostPhotos = 1000;

/**
 * @param labels one a photo, NaN where it has none
 * @param compared choices between the photos
 */
export function* tuningSteps(
  normalised: NormalisedSignals,
  labels: Float64Array,
  compared: readonly Compared[],
  start: Weights,
): Steps<Tuning> {
  const rated = [...labels.keys()].filter((photo) => !Number.isNaN(at(labels, photo)));
  if (rated.length >= fewestPhotos) {
    const photos = evenly(rated);
    const some = Float64Array.from(photos, (photo) => at(labels, photo));
    const tuned = yield* tuneSteps(only(normalised, photos), some, start);
    const { before, heldOut, gains, weights, gain } = tuned;
    return {
      from: 'ratings',
      count: tuned.photos,
      before,
      heldOut,
      gain: gain.gain,
      p: gain.p,
      gains,
      weights,
    };
  }
  const told = compared.filter(({ outcome }) => outcome !== 0.5);
  if (told.length >= fewestPhotos) {
    const photos = [...new Set(told.flatMap(({ first, second }) => [first, second]))];
    const placeOf = new Map(photos.map((photo, place) => [photo, place]));
    const here = told.map((choice) => ({
      ...choice,
      first: placeOf.get(choice.first) ?? 0,
      second: placeOf.get(choice.second) ?? 0,
    }));
    const chosen = only(normalised, photos);
    const { choices, ...tuned } = yield* tuneChoiceSteps(chosen, here, start, photos.length);
    return { from: 'choices', count: choices, ...tuned };
  }
  return yield* spread(only(normalised, evenly([...labels.keys()])), start);
}

function evenly(photos: readonly number[]): readonly number[] {
  if (photos.length <= mostPhotos) return photos;
  return Array.from(
    { length: mostPhotos },
    (_, i) => photos[Math.floor((i * photos.length) / mostPhotos)] ?? 0,
  );
}

function only(normalised: NormalisedSignals, photos: readonly number[]): NormalisedSignals {
  return Object.fromEntries(
    signalNames.map((name) => [
      name,
      Float64Array.from(photos, (photo) => at(normalised[name], photo)),
    ]),
  ) as NormalisedSignals;
}

/** Weights of the same signals by which scores tell photos further apart: a proxy, which is no gain that anybody has seen. */
function* spread(normalised: NormalisedSignals, start: Weights): Steps<Tuning> {
  const count = normalised.sharpness.length;
  const weighed = Object.fromEntries(
    signalNames.map((name) => [
      name,
      (start[name] ?? 0) > 0 ? normalised[name] : new Float64Array(count).fill(NaN),
    ]),
  ) as NormalisedSignals;
  const photos = [...Array(count).keys()];
  const fold = foldsOf(photos);
  const deviation = (weights: Weights, which: readonly number[]) => {
    const scores = scorePhotos(weighed, weights, count);
    return standardDeviation(Float64Array.from(which, (photo) => at(scores, photo)));
  };
  let heldOut = 0;
  for (let out = 0; out < folds; out++) {
    const seen = photos.filter((photo) => fold.get(photo) !== out);
    const weights = yield* searchWeights(weighed, start, (tried) => deviation(tried, seen));
    const held = photos.filter((photo) => fold.get(photo) === out);
    heldOut += held.length < 2 ? 0 : deviation(weights, held) / folds;
  }
  const weights = yield* searchWeights(weighed, start, (tried) => deviation(tried, photos));
  const gain = unknownMeasure('Nobody has said which photos are good: no gain can be seen.');
  const before = count > 0 ? deviation(start, photos) : 0;
  return { from: 'spread', count, before, heldOut, gain, p: null, gains: false, weights };
}
