// What classifiers said of the same photos: counts, right and wrong against labels, and where two disagree.

import {
  countSports,
  plainClass,
  type SportCount,
  type SportPrediction,
} from '../../../../shared/sport/sport.ts';
import {
  sportAccuracy,
  sportAgreement,
  type SportAccuracy,
} from '../../../../shared/sport/sport-evaluation.ts';
import type { Told } from './classify-photos.ts';

type JudgedModel = {
  readonly id: string;
  readonly predictions: Told['predictions'];
  readonly counts: readonly SportCount[];
  readonly accuracy: SportAccuracy | null;
};

/** Places of the photos where two say something else, and their label where there is one. */
export type Difference = {
  readonly photo: number;
  readonly first: SportPrediction;
  readonly second: SportPrediction;
  readonly label: string | null;
};

export type Judged = {
  readonly models: readonly JudgedModel[];
  /** Of two models; null for one. */
  readonly agreement: {
    readonly agreement: number | null;
    readonly differences: readonly Difference[];
  } | null;
};

export function judgeSports(
  models: readonly { readonly id: string; readonly classes: readonly string[] }[],
  told: readonly Told[],
  labels: readonly (string | null)[] | null,
): Judged {
  const judged = models.map(({ id, classes }, index): JudgedModel => {
    const predictions = told[index]?.predictions ?? [];
    const said = predictions.map((one) => one?.sport ?? null);
    const best = Int16Array.from(said, (sport) => (sport === null ? -1 : classes.indexOf(sport)));
    const known = new Set(classes.map(plainClass));
    return {
      id,
      predictions,
      counts: countSports({ names: classes, best }),
      accuracy: labels && sportAccuracy(labels, said, known),
    };
  });
  return { models: judged, agreement: agreementOf(judged, labels) };
}

function agreementOf(
  [first, second]: readonly JudgedModel[],
  labels: readonly (string | null)[] | null,
): Judged['agreement'] {
  if (!first || !second) return null;
  const said = (model: JudgedModel) => model.predictions.map((one) => one?.sport ?? null);
  const { agreement, differences } = sportAgreement(said(first), said(second));
  return {
    agreement,
    differences: differences.flatMap((photo) => {
      const [a, b] = [first.predictions[photo], second.predictions[photo]];
      return a && b ? [{ photo, first: a, second: b, label: labels?.[photo] ?? null }] : [];
    }),
  };
}
