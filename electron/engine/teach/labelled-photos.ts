// Photos that are to be learned from: those of a folder whose class a table says, or the subfolder in which they lie.

import { basename, relative, sep } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { PhotoColumns } from '../../../shared/photo.ts';
import { plainClass } from '../../../shared/sport/sport.ts';
import { fewestMoments } from '../../../shared/teach/teach.ts';
import type { LeftOut } from '../../../shared/teach/taught-model.ts';
import { readSportLabels } from '../../disk/sport-labels.ts';

export type LabelledPhotos = {
  /** By name, two or more. */
  readonly classes: readonly string[];
  /** Of each photo of the columns: index of its class, -1 where it has none. */
  readonly labels: Int32Array;
  readonly leftOut: LeftOut;
};

/** As many as a published list of sports has, five times over: more would take hours. */
const mostClasses = 500;

/**
 * The class of each photo: the first subfolder of `folder` in which it lies, or what the CSV says. Throws EngineError `bad-input`
 * with a sentence where nothing can be learned from them.
 */
export function labelPhotos(
  { paths, otherPaths, problems }: Pick<PhotoColumns, 'paths' | 'otherPaths' | 'problems'>,
  folder: string,
  table: string | undefined,
): LabelledPhotos {
  if (paths.length === 0)
    throw new EngineError('bad-input', `There are no photos in ${folder} to learn from.`);
  const files = paths.map((path, photo) => [path, ...(otherPaths.get(photo) ?? [])]);
  const unread = problems.map(({ path }) => [path]);
  const all = sayings([...files, ...unread], folder, table);
  const said = all.slice(0, files.length);
  const told = said.map((names) => (names.size === 1 ? [...names][0] : undefined));
  const classes = [...new Set(told.filter((name) => name !== undefined))].sort();
  const index = new Map(classes.map((name, place) => [name, place]));
  const labels = Int32Array.from(told, (name) => index.get(name ?? '') ?? -1);
  checkClasses(classes, folder, table);
  checkEnough(
    classes,
    classes.map((_, one) => labels.filter((label) => label === one).length),
    'photo',
  );
  return {
    classes,
    labels,
    leftOut: {
      unlabelled: said.filter(({ size }) => size === 0).length,
      contradicting: said.filter(({ size }) => size > 1).length,
      unread: all.slice(files.length).filter(({ size }) => size > 0).length,
    },
  };
}

/** What is said of each photo: copies of one picture may lie in two folders. */
function sayings(
  files: readonly (readonly string[])[],
  folder: string,
  table: string | undefined,
): readonly ReadonlySet<string>[] {
  if (table === undefined)
    return files.map((names) => new Set(names.flatMap((path) => classOf(path, folder))));
  const labels = readSportLabels(table, files.flat());
  let next = 0;
  return files.map((names) => {
    const own = labels.slice(next, (next += names.length));
    return new Set(own.filter((label) => label !== null));
  });
}

function classOf(path: string, folder: string): readonly string[] {
  const parts = relative(folder, path).split(sep);
  const name = plainClass(parts[0] ?? '');
  return parts.length > 1 && name !== '' && name !== '..' ? [name] : [];
}

function checkClasses(classes: readonly string[], folder: string, table: string | undefined): void {
  const [first] = classes;
  if (classes.length > mostClasses)
    throw new EngineError(
      'bad-input',
      `There are ${classes.length} classes; ${mostClasses} are the most that can be learned.`,
    );
  if (classes.length > 1) return;
  const there = first === undefined ? 'none' : `only one, "${first}"`;
  throw new EngineError(
    'bad-input',
    table === undefined
      ? `Sports are told apart, so there have to be two or more: ${folder} has ${there}. Put the photos of each sport into a folder of its own inside it.`
      : `Sports are told apart, so there have to be two or more: ${basename(table)} names ${there}, for these photos.`,
  );
}

/** Throws where a class has too few photos, or moments, to be learned and to be told. */
export function checkEnough(
  classes: readonly string[],
  counts: readonly number[],
  what: 'photo' | 'moment',
): void {
  const few = classes.flatMap((name, place) => {
    const count = counts[place] ?? 0;
    return count < fewestMoments ? [`"${name}" (${count})`] : [];
  });
  if (few.length === 0) return;
  const shown = few.slice(0, 5).join(', ');
  const rest = few.length > 5 ? ` and ${few.length - 5} more` : '';
  throw new EngineError(
    'bad-input',
    what === 'photo'
      ? `Each class needs at least ${fewestMoments} photos that can be read. Too few: ${shown}${rest}.`
      : `Each class needs photos of at least ${fewestMoments} different moments: frames of one burst count as one. Too few: ${shown}${rest}.`,
  );
}
