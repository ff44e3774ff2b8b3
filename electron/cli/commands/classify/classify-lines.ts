// How accuracy and disagreement are printed: short enough to read with 100 classes.

import type { SportAccuracy } from '../../../../shared/sport/sport-evaluation.ts';
import type { Judged, RightMore } from './classify-judge.ts';
import type { Target } from './classify-photos.ts';
import { table } from '../../terminal/terminal.ts';

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** The confusion matrix a row a label, and only what is not 0: the whole of it goes into the CSV. */
export function accuracyLines(model: string, accuracy: SportAccuracy): string[] {
  const { photos, right, macroAccuracy, classes, unknown, unknownPhotos } = accuracy;
  const rows = classes.map((one) => [
    one.sport,
    one.photos,
    one.right,
    percent(one.right / one.photos),
    one.takenFor.map(({ sport, photos: count }) => `${sport} ${count}`).join(', '),
  ]);
  const whole = accuracy.accuracy;
  return [
    whole === null || macroAccuracy === null
      ? `${model}: no photo carries a label that it has a class for.`
      : `${model}: ${right} of ${photos} right, accuracy ${percent(whole)}, mean over the classes ${percent(macroAccuracy)}`,
    ...(rows.length === 0
      ? []
      : table([['label', 'photos', 'right', 'accuracy', 'taken for'], ...rows]).split('\n')),
    ...(unknown.length === 0
      ? []
      : [
          `Not counted, ${unknownPhotos} photos of classes it does not have: ${unknown.join(', ')}`,
        ]),
  ];
}

/** How far two agree, and every photo where they do not. */
export function agreementLines(
  targets: readonly Target[],
  { models, agreement }: Judged,
): string[] {
  const [first, second] = models;
  if (!first || !second || !agreement) return [];
  const rows = agreement.differences.map(({ photo, label, ...said }) => [
    targets[photo]?.path ?? '',
    `${said.first.sport} ${percent(said.first.confidence)}`,
    `${said.second.sport} ${percent(said.second.confidence)}`,
    label ?? '',
  ]);
  const share = agreement.agreement === null ? 'nothing' : percent(agreement.agreement);
  return [
    `${first.id} and ${second.id} agree on ${share} of the photos.`,
    ...(agreement.rightMore ? [rightMoreLine(first.id, second.id, agreement.rightMore)] : []),
    ...(rows.length === 0
      ? []
      : table([['photo', first.id, second.id, 'label'], ...rows]).split('\n')),
  ];
}

function rightMoreLine(one: string, other: string, { first, second, p }: RightMore): string {
  const counted = `Where exactly one is right, it is ${one} ${first} times and ${other} ${second} times`;
  if (p >= 0.05)
    return `${counted}: that may be chance (sign test, p = ${p.toFixed(3)}), and which one is better cannot be told.`;
  const better = first > second ? one : other;
  return `${counted}: ${better} is better on such photos (sign test, p = ${p < 0.001 ? 'below 0.001' : p.toFixed(3)}).`;
}
