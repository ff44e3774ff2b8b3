// Which files make one photo: a RAW beside its JPEG, and exact copies.

import { parse } from 'node:path';
import type { FileRow } from './files.ts';
import { isRaw } from '../files/file-kind.ts';

export type PhotoFiles = {
  /** Stands for the photo: the JPEG of a RAW pair, the first path of copies; never one that failed where another did not. */
  readonly file: FileRow;
  readonly others: readonly FileRow[];
};

/** Takes files together into photos; the result is ordered by path, whatever the order of `files`. */
export function groupFiles(files: readonly FileRow[]): PhotoFiles[] {
  const photos = files.filter((file) => file.kind !== null && file.problem === null);
  const byPath = photos.sort((a, b) => (a.path < b.path ? -1 : 1));
  const pairs = groupBy(byPath, pairKey).flatMap(splitPair);
  const copies = groupBy(pairs, ({ file }) =>
    file.content === null ? `file ${file.id}` : `content ${file.content}`,
  );
  return copies.map((group) => {
    const first = group.find(({ file }) => isSound(file)) ?? group[0];
    const rest = group.filter((one) => one !== first);
    return {
      file: first.file,
      others: [...first.others, ...rest.flatMap(({ file, others }) => [file, ...others])],
    };
  });
}

/** Files of one folder and one stem, in any case: `IMG_1.CR3` and `img_1.jpg`. */
function pairKey(file: FileRow): string {
  const { dir, name } = parse(file.path);
  return `${dir}/${name.toLowerCase()}`;
}

function isSound({ failure }: FileRow): boolean {
  return failure === null;
}

/**
 * A RAW joins the first finished picture of its name that is sound, and stands in where none is; finished pictures
 * never join each other.
 */
function splitPair(group: readonly FileRow[]): PhotoFiles[] {
  const finished = group.filter((file) => !isRaw(file.kind));
  const raws = group.filter((file) => isRaw(file.kind));
  const sound = finished.find(isSound);
  const first = sound ?? finished[0];
  if (!first) return raws.map((file) => ({ file, others: [] }));
  const alone = finished.filter((file) => file !== first).map((file) => ({ file, others: [] }));
  const standIn = sound ? undefined : raws.find(isSound);
  if (!standIn) return [{ file: first, others: raws }, ...alone];
  const others = [first, ...raws.filter((file) => file !== standIn)];
  return [{ file: standIn, others }, ...alone];
}

type Group<T> = [T, ...T[]];

function groupBy<T>(items: readonly T[], key: (item: T) => string): Group<T>[] {
  const groups = new Map<string, Group<T>>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}
