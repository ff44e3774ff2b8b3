// Which files make one photo: a RAW beside its JPEG, and copies.

import { sep } from 'node:path';
import { popcount32 } from '../../../shared/arithmetic/vectors.ts';
import type { FileRow } from './file-row.ts';
import { isRaw } from '../files/file-kind.ts';

export type PhotoFiles = {
  /** Stands for the photo: the JPEG of a RAW pair, the first path of copies; never one that failed where another did not. */
  readonly file: FileRow;
  /** Its other files: copies, and the RAW beside each. */
  readonly others: readonly FileRow[];
  /** Those of `others` that hold the same picture as `file`. */
  readonly copies: readonly FileRow[];
};

type PairFiles = Omit<PhotoFiles, 'copies'>;

/** A name of the picture that contents of different bytes have in common; contents that nobody shares have none. */
export type SharedPictures = ReadonlyMap<number, string>;

/** Takes files together into photos; the result is ordered by path, whatever the order of `files`. */
export function groupFiles(files: readonly FileRow[], shared: SharedPictures): PhotoFiles[] {
  const photos = photosAmong(files).sort((a, b) => (a.path < b.path ? -1 : 1));
  const pairs = photos.some(({ kind }) => isRaw(kind))
    ? groupBy(photos, nameOfPair).flatMap(splitPair)
    : photos.map((file): PairFiles => ({ file, others: [] }));
  // Numbers of contents are above 0, those of files that nobody has read are told from them by their sign.
  const copies = groupBy(pairs, ({ file }) =>
    file.content === null ? -file.id : (shared.get(file.content) ?? file.content),
  );
  return copies.map((group) => {
    if (group.length === 1) return { ...group[0], copies: [] };
    const first = group.find(({ file }) => isSound(file)) ?? group[0];
    const rest = group.filter((one) => one !== first);
    return {
      file: first.file,
      others: [...first.others, ...rest.flatMap(({ file, others }) => [file, ...others])],
      copies: rest.map(({ file }) => file),
    };
  });
}

/** The files that may be a RAW and its finished picture by their names, which alone prove nothing. */
export function namedAlike(files: readonly FileRow[]): FileRow[] {
  if (!files.some((file) => isRaw(file.kind))) return [];
  return groupBy(photosAmong(files), nameOfPair).flatMap((group) => {
    const raws = group.filter((file) => isRaw(file.kind)).length;
    return raws > 0 && raws < group.length ? group : [];
  });
}

function photosAmong(files: readonly FileRow[]): FileRow[] {
  return files.filter((file) => file.kind !== null && file.problem === null);
}

/** Files of one folder and one stem, in any case and any Unicode form: `IMG_1.CR3` and `img_1.jpg`. */
function nameOfPair(file: FileRow): string {
  const { path } = file;
  const folder = path.lastIndexOf(sep) + 1;
  const end = path.lastIndexOf('.');
  const stem = path.slice(folder, end > folder ? end : undefined);
  return path.slice(0, folder) + stem.normalize('NFC').toLowerCase();
}

function isSound({ failure }: FileRow): boolean {
  return failure === null;
}

/** A RAW and its finished picture have the same time to the second; writing both takes a camera no longer than another. */
const sameTimeMs = 1000;
/**
 * Of 64 bits of the perceptual hash. Unrelated pictures differ in about 32, a RAW's preview and its JPEG in fewer than 6.
 * A finished picture taken at the same time may have been graded or cropped a little; without a time it must be alike.
 */
const mostBits = { sameTime: 22, noTime: 10 } as const;

/** Whether a RAW and a finished picture of its name were taken at one time and show one picture, as far as is known. */
function arePair(raw: FileRow, finished: FileRow): boolean {
  const apart =
    raw.takenMs === null || finished.takenMs === null
      ? null
      : Math.abs(raw.takenMs - finished.takenMs);
  if (apart !== null && apart > sameTimeMs) return false;
  const bits = bitsApart(raw.likeness, finished.likeness);
  if (bits === null) return apart !== null;
  return bits <= (apart === null ? mostBits.noTime : mostBits.sameTime);
}

function bitsApart(a: Buffer | null, b: Buffer | null): number | null {
  if (!a || !b) return null;
  return [0, 4].reduce(
    (sum, at) => sum + popcount32((a.readUInt32LE(at) ^ b.readUInt32LE(at)) >>> 0),
    0,
  );
}

/**
 * A RAW joins the first finished picture of its name that is sound and shows the same, and stands in where that is broken;
 * finished pictures never join each other.
 */
function splitPair(group: Group<FileRow>): PairFiles[] {
  if (group.length === 1) return [{ file: group[0], others: [] }];
  const finished = group.filter((file) => !isRaw(file.kind));
  const raws = group.filter((file) => isRaw(file.kind));
  const bestFirst = [...finished.filter(isSound), ...finished.filter((file) => !isSound(file))];
  const joined = Map.groupBy(raws, (raw) => bestFirst.find((picture) => arePair(raw, picture)));
  const alone = (joined.get(undefined) ?? []).map((file) => ({ file, others: [] }));
  const pairs = finished.map((picture) => {
    const own = joined.get(picture) ?? [];
    const standIn = isSound(picture) ? undefined : own.find(isSound);
    if (!standIn) return { file: picture, others: own };
    return { file: standIn, others: [picture, ...own.filter((file) => file !== standIn)] };
  });
  const byPath = [...pairs, ...alone].sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  return byPath;
}

type Group<T> = [T, ...T[]];

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | number): Group<T>[] {
  const groups = new Map<string | number, Group<T>>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
