// Owns the scoring of the labelled people: which photo shows whom, and how alike two faces are.

import * as z from 'zod';
import { defaultSettings } from '../../shared/settings.ts';
import type { LabelledFace, PhotoFaces } from './people-faces.ts';
import { identityFigures, macro, type PersonScore } from './person-scores.ts';

export const labelsSchema = z.object({
  references: z.record(z.string(), z.string()),
  labels: z.record(z.string(), z.record(z.string(), z.enum(['1', '0', '?']))),
});
export type Labels = z.infer<typeof labelsSchema>;

export const minHeightPx = defaultSettings['faces.minHeightPx'];
export const cosines = Array.from({ length: 201 }, (_, i) => 0.9 + (0.1 * i) / 200);
export const round = (value: number): number => Number(value.toFixed(4));

type Vector = ArrayLike<number> & Iterable<number>;
/** A number that is higher the more alike two faces are. */
export type Similarity = (a: LabelledFace, b: LabelledFace) => number;

export function dot(a: Vector, b: Vector): number {
  return Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
}

export function distance(a: Vector, b: Vector): number {
  return Math.hypot(...Array.from(a, (value, i) => value - (b[i] ?? Number.NaN)));
}

export const ofProduct: Similarity = (a, b) => dot(a.face.embedding, b.face.embedding);

/** The counted faces, largest first. */
export function counted({ faces }: PhotoFaces): readonly LabelledFace[] {
  return faces.filter(({ face }) => face.heightPx >= minHeightPx);
}

/** One score for every labelled pair of a person and a photo. */
export function scoresOf(
  labels: Labels,
  photos: ReadonlyMap<string, PhotoFaces>,
  alike: Similarity,
): PersonScore[] {
  return Object.entries(labels.references).flatMap(([identity, referencePath]) => {
    const reference = photos.get(referencePath)?.faces[0];
    if (!reference) throw new Error(`No face was found in the reference ${referencePath}.`);
    return Object.entries(labels.labels).flatMap(([photo, known]): PersonScore[] => {
      const label = known[identity];
      const found = photos.get(photo);
      if (label === undefined || label === '?' || !found) return [];
      const similarities = counted(found).map((face) => alike(reference, face));
      const similarity = similarities.length > 0 ? Math.max(...similarities) : null;
      return [{ identity, photo, similarity, present: label === '1' }];
    });
  });
}

/** Prints precision, recall and F1 of each person, and their means. */
export function printFigures(
  title: string,
  scores: readonly PersonScore[],
  threshold: number,
): void {
  const figures = identityFigures(scores, threshold);
  console.log(`\n${title}: ${scores.length} pairs of a person and a photo`);
  console.table(
    figures.map((each) => ({
      ...each,
      precision: round(each.precision),
      recall: round(each.recall),
      f1: round(each.f1),
    })),
  );
  const [precision, recall, f1] = (['precision', 'recall', 'f1'] as const).map((name) =>
    round(macro(figures, name)),
  );
  console.log(`macro: precision ${precision}, recall ${recall}, F1 ${f1}`);
}
