// A photo of an album as it is planned: its files, their names, and what is told of them in the end.

import { join } from 'node:path';
import type { ExportedFile } from '../../../shared/contract.ts';
import { numberedName } from './names.ts';
import type { AlbumPhoto } from './options.ts';

export type PlannedFile = {
  readonly kind: ExportedFile['kind'];
  readonly from: string;
  /** What follows the stem in the file's name: `.jpg`, `.xmp`, `.CR2.xmp`. */
  readonly suffix: string;
  /** `copy` byte by byte, `make` a copy of another form, `describe`: write a sidecar, merged where there is one. */
  readonly how: 'copy' | 'make' | 'describe';
  /** Whether `from` is removed in the end. */
  readonly removed: boolean;
  /** Whether the album has it already, to the byte: it is left as it is. */
  readonly kept: boolean;
  readonly sizeBytes: number;
  readonly note: string | null;
};

/** One photo with all that goes with it: its files share a stem and arrive together or not at all. */
export type PlannedPhoto = {
  readonly item: AlbumPhoto;
  readonly stem: string;
  /** Number of the name, 1 without a number: the first that is free for all files. */
  readonly count: number;
  readonly files: readonly PlannedFile[];
};

/** File names of a photo's files in the album, in the order of `files`. */
export function namesOf({ stem, files, count }: Omit<PlannedPhoto, 'item'>): string[] {
  const longest = files.map(({ suffix }) => suffix).reduce((a, b) => (a.length < b.length ? b : a));
  return files.map(({ suffix }) => numberedName(stem, count, suffix, longest));
}

export function noteWith(note: string | null, more: string): string {
  return note === null ? more : `${note} ${more}`;
}

/** What a plan gives when nothing gets in its way. */
export function plannedResult(photos: readonly PlannedPhoto[], to: string): ExportedFile[] {
  return photos.flatMap((photo) => resultOf(photo, to));
}

export function resultOf(photo: PlannedPhoto, to: string): ExportedFile[] {
  const names = namesOf(photo);
  return photo.files.map(({ from, kind, note }, index) => {
    return { from, to: join(to, names[index] ?? ''), kind, note };
  });
}
