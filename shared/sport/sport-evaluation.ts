// How well sports are told: against labels, and one classifier against another on the same photos.

import { plainClass } from './sport.ts';

export type ClassAccuracy = {
  readonly sport: string;
  /** Photos that carry this label. */
  readonly photos: number;
  readonly right: number;
  /** What the wrong ones were taken for, most first. */
  readonly takenFor: readonly { readonly sport: string; readonly photos: number }[];
};

export type SportAccuracy = {
  /** Labelled photos, those of unknown classes left out. */
  readonly photos: number;
  readonly right: number;
  /** Share of the photos that were told right; null where there is none. */
  readonly accuracy: number | null;
  /** Mean over the classes of their own accuracy, so that a large class counts no more than a small one. */
  readonly macroAccuracy: number | null;
  /** One entry a label, by name. */
  readonly classes: readonly ClassAccuracy[];
  /** Labels that the classifier has no class for, by name, and how many photos carry one of them. */
  readonly unknown: readonly string[];
  readonly unknownPhotos: number;
};

/**
 * @param labels the true class of each photo, as `plainClass` writes it; null where it has none
 * @param told what the classifier said of each; null where it could not
 * @param known the classes that the classifier has, as `plainClass` writes them
 */
export function sportAccuracy(
  labels: readonly (string | null)[],
  told: readonly (string | null)[],
  known: ReadonlySet<string>,
): SportAccuracy {
  const byLabel = new Map<string, string[]>();
  labels.forEach((label, photo) => {
    const said = told[photo] ?? null;
    if (label === null || said === null) return;
    byLabel.set(label, [...(byLabel.get(label) ?? []), plainClass(said)]);
  });
  const names = [...byLabel.keys()].sort();
  const classes = names
    .filter((name) => known.has(name))
    .map((name) => classAccuracy(name, byLabel.get(name) ?? []));
  const unknown = names.filter((name) => !known.has(name));
  const photos = sum(classes.map((one) => one.photos));
  const right = sum(classes.map((one) => one.right));
  return {
    photos,
    right,
    accuracy: photos === 0 ? null : right / photos,
    macroAccuracy:
      classes.length === 0
        ? null
        : sum(classes.map((one) => one.right / one.photos)) / classes.length,
    classes,
    unknown,
    unknownPhotos: sum(unknown.map((name) => byLabel.get(name)?.length ?? 0)),
  };
}

function classAccuracy(sport: string, told: readonly string[]): ClassAccuracy {
  const wrong = told.filter((said) => said !== sport);
  const takenFor = [...new Set(wrong)]
    .map((said) => ({ sport: said, photos: wrong.filter((one) => one === said).length }))
    .sort((a, b) => b.photos - a.photos || (a.sport < b.sport ? -1 : 1));
  return { sport, photos: told.length, right: told.length - wrong.length, takenFor };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The names of the columns of `podium classify --csv`, in their order; the last three only where they are known. */
export const sportsHeader = [
  'path',
  'sport',
  'confidence',
  'second',
  'second_confidence',
  'third',
  'third_confidence',
  'label',
  'other_sport',
  'other_confidence',
] as const;

/** The confusion matrix as rows of a table: one a label, one column a class that was ever told, by name. */
export function confusionTable({ classes }: SportAccuracy): (string | number)[][] {
  const told = [
    ...new Set(
      classes.flatMap(({ sport, takenFor }) => [sport, ...takenFor.map((one) => one.sport)]),
    ),
  ].sort();
  const rows = classes.map(({ sport, right, takenFor }) => {
    const counts = new Map(takenFor.map((one) => [one.sport, one.photos]));
    counts.set(sport, right);
    return [sport, ...told.map((name) => counts.get(name) ?? 0)];
  });
  return [['label', ...told], ...rows];
}

/** Share of the photos of which both say the same; null where neither said anything of any photo. */
export function sportAgreement(
  first: readonly (string | null)[],
  second: readonly (string | null)[],
): { readonly agreement: number | null; readonly differences: readonly number[] } {
  const both = [...first.keys()].filter((photo) => first[photo] && second[photo]);
  const differences = both.filter(
    (photo) => plainClass(first[photo] ?? '') !== plainClass(second[photo] ?? ''),
  );
  const agreement = both.length === 0 ? null : 1 - differences.length / both.length;
  return { agreement, differences };
}
