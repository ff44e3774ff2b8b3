// What an order of labelled match photos is worth: areas under the ROC curve, and the first photos of it.

import * as z from 'zod';
import { rocAuc } from '../../shared/arithmetic/statistics.ts';
import { at } from '../../shared/arithmetic/vectors.ts';

const kinds = ['play', 'moment', 'still', 'team', 'crowd', 'thing', 'graphic'] as const;

export const labelSchema = z.object({
  photo: z.string(),
  kind: z.enum(kinds),
  ball: z.enum(['yes', 'no', '?']).or(z.string()),
  keep: z.number().int().min(0).max(3),
});

export type Label = z.infer<typeof labelSchema>;

export type Figures = {
  /** Of keep >= 2: over all photos, among those with athletes, and the mean over the sports that have both. */
  readonly all: number;
  readonly athletes: number;
  readonly sports: number;
  /** Worth keeping among the first ten and the first twenty. */
  readonly ten: number;
  readonly twenty: number;
  /** How often a match photo stands above a thing or a graphic. */
  readonly match: number;
};

const isKept = ({ keep }: Label): boolean => keep >= 2;
export const isAthlete = ({ kind }: Label): boolean =>
  kind === 'play' || kind === 'moment' || kind === 'still' || kind === 'team';
export const isMatch = ({ kind }: Label): boolean => kind !== 'thing' && kind !== 'graphic';
export const sportOf = ({ photo }: Label): string => photo.split('/')[0] ?? '';

/** AUC of the photos for which `among` holds; NaN where all of them are alike. */
export function auc(
  labels: readonly Label[],
  scores: Float64Array,
  positive: (label: Label) => boolean,
  among: (label: Label) => boolean = () => true,
): number {
  const chosen = [...labels.keys()].filter((i) => labels[i] && among(labels[i]));
  const picked = Float64Array.from(chosen, (i) => at(scores, i));
  return rocAuc(
    picked,
    Uint8Array.from(chosen, (i) => Number(labels[i] && positive(labels[i]))),
  );
}

/** AUC of keep >= 2 in each sport that has photos of both sides. */
export function bySport(
  labels: readonly Label[],
  scores: Float64Array,
): readonly (readonly [sport: string, auc: number])[] {
  const sports = [...new Set(labels.map(sportOf))];
  return sports
    .map((sport) => [sport, auc(labels, scores, isKept, (one) => sportOf(one) === sport)] as const)
    .filter(([, value]) => !Number.isNaN(value));
}

/** `order` holds the places of the labels, best first. */
export function figuresOf(
  labels: readonly Label[],
  scores: Float64Array,
  order: Uint32Array,
): Figures {
  const sports = bySport(labels, scores);
  const kept = (count: number) =>
    Array.from(order.subarray(0, count)).filter((i) => labels[i] && isKept(labels[i])).length;
  return {
    all: auc(labels, scores, isKept),
    athletes: auc(labels, scores, isKept, isAthlete),
    sports: sports.reduce((sum, [, value]) => sum + value, 0) / sports.length,
    ten: kept(10),
    twenty: kept(20),
    match: auc(labels, scores, isMatch),
  };
}

/** AUC of keep >= 2 over the photos of all sports but one. */
export function withoutSport(
  labels: readonly Label[],
  scores: Float64Array,
  sport: string,
): number {
  return auc(labels, scores, isKept, (one) => sportOf(one) !== sport);
}
