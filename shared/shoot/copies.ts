// Copies: files that hold the picture of a photo again. They name their original and are never ranked beside it.

import type { PhotoColumns } from '../photo.ts';

type Files = Pick<PhotoColumns, 'paths' | 'copies'>;

export type Copy = { readonly path: string; readonly copyOf: string };

/** The copies of `photos`, in their order. */
export function copiesOf({ paths, copies }: Files, photos: Iterable<number>): Copy[] {
  return [...photos].flatMap((photo) =>
    (copies.get(photo) ?? []).map((path) => ({ path, copyOf: paths[photo] ?? '' })),
  );
}

/** How many files of the folders are copies. */
export function countCopies({ copies }: Pick<PhotoColumns, 'copies'>): number {
  let count = 0;
  for (const paths of copies.values()) count += paths.length;
  return count;
}

/** For people; null where there are none. */
export function copiesSentence(count: number): string | null {
  if (count === 0) return null;
  return count === 1
    ? '1 file is a copy of another photo here: it is listed with it and not ranked.'
    : `${count} files are copies of other photos here: they are listed with them and not ranked.`;
}
