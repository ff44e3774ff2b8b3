// What classifiers said of the same photos: counts, right and wrong against labels, and where two disagree.

import { signTest } from '../../../../shared/arithmetic/proportions.ts';
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

/** Of the photos that exactly one of two models names as their label says: which one how often, and the sign test over them (McNemar 1947, exact). */
export type RightMore = {
  readonly first: number;
  readonly second: number;
  readonly p: number;
};

export type Judged = {
  readonly models: readonly JudgedModel[];
  /** Of two models; null for one. */
  readonly agreement: {
    readonly agreement: number | null;
    readonly differences: readonly Difference[];
    /** Null without labels. */
    readonly rightMore: RightMore | null;
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
  const apart = differences.flatMap((photo): Difference[] => {
    const [a, b] = [first.predictions[photo], second.predictions[photo]];
    return a && b ? [{ photo, first: a, second: b, label: labels?.[photo] ?? null }] : [];
  });
  return { agreement, differences: apart, rightMore: labels && rightMore(apart) };
}

/** Where both say the same, both are right or both wrong. */
function rightMore(differences: readonly Difference[]): RightMore {
  const rightOf = (model: 'first' | 'second') =>
    differences.filter(
      ({ label, [model]: said }) => label !== null && plainClass(label) === plainClass(said.sport),
    ).length;
  const [first, second] = [rightOf('first'), rightOf('second')];
  return { first, second, p: signTest(first, second) };
}
