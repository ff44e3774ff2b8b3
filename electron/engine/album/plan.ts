// Decides what an export will do, down to every name, and writes nothing: a dry run is exactly this.

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, parse, resolve } from 'node:path';
import { extensionOf } from '../../../shared/album/copies.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { checkSpace, isScannedAgain } from './checks.ts';
import { belongingsOf, type Belongings } from './belongings.ts';
import { isThere } from './contents.ts';
import { albumStem, nameKey, safeExtension } from './names.ts';
import type { AlbumOptions, AlbumPhoto } from './options.ts';
import { namesOf, noteWith, type PlannedFile, type PlannedPhoto } from './planned.ts';
import { isAnothersSidecar, photosOfSidecar } from './sidecar-users.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import { findSidecars, readSidecar, sidecarText } from '../xmp/sidecar.ts';

/**
 * Checks everything that can be checked beforehand. Throws EngineError with the reason not to start.
 * @param stems names that photos, by their paths, were to have in an export that was interrupted
 */
export async function planAlbum(
  items: readonly AlbumPhoto[],
  options: AlbumOptions,
  stems: ReadonlyMap<string, string>,
): Promise<PlannedPhoto[]> {
  const to = resolve(options.to);
  const standing = new Set((await namesIn(to)).map(nameKey));
  const given = new Set<string>();
  const inside = !options.aside && (await isScannedAgain({ ...options, to }, items));
  const photos: PlannedPhoto[] = [];
  const leaving = new Set<string>();
  for (const item of items) {
    const files = await filesOf(item, options, inside && photos.length === 0, leaving);
    const stem =
      stems.get(item.path) ??
      options.aside?.stems.get(item.path) ??
      albumStem(options.template, item);
    const photo = await named({ item, stem, files, count: 1 }, options, { standing, given });
    for (const name of namesOf(photo)) given.add(nameKey(name));
    photos.push(photo);
  }
  await checkSpace({ ...options, to }, photos);
  return photos;
}

/** Keys of names that are not free: files in the folder, and photos of this album planned before. */
type Taken = { readonly standing: ReadonlySet<string>; readonly given: ReadonlySet<string> };

/** The photo under the first number, from its own on, whose names are free or hold what they are to hold. */
async function named(
  photo: PlannedPhoto,
  options: AlbumOptions,
  taken: Taken,
): Promise<PlannedPhoto> {
  const files: PlannedFile[] = [];
  if (options.aside?.alone === true && isShared(photo, taken))
    return named({ ...photo, count: photo.count + 1 }, options, taken);
  for (const [index, name] of namesOf(photo).entries()) {
    const file = photo.files[index];
    if (!file) continue;
    const isStanding = taken.standing.has(nameKey(name));
    const kept =
      isStanding &&
      options.aside?.alone !== true &&
      (await isThere(file, join(resolve(options.to), name), photo.item, options));
    if (taken.given.has(nameKey(name)) || (isStanding && !kept))
      return named({ ...photo, count: photo.count + 1 }, options, taken);
    files.push(kept ? { ...file, kept, note: noteWith(file.note, keptNote) } : file);
  }
  return { ...photo, files };
}

/** Whether any file there has one of the photo's names before its ending, `a.txt` for `a.jpg`. */
function isShared(photo: PlannedPhoto, { standing, given }: Taken): boolean {
  const stem = namesOf(photo).map((name, index) => {
    return nameKey(name.slice(0, name.length - (photo.files[index]?.suffix.length ?? 0)));
  })[0];
  return [...standing, ...given].some((key) => key === stem || key.startsWith(`${stem}.`));
}

const keptNote = 'What was in the album already, to the byte, was kept.';

/** The photo under its next number: somebody took one of its names meanwhile. */
export async function renamed(photo: PlannedPhoto, options: AlbumOptions): Promise<PlannedPhoto> {
  const standing = new Set((await namesIn(resolve(options.to))).map(nameKey));
  const files = photo.files.map((file) => ({ ...file, kept: false }));
  const next = { ...photo, files, count: photo.count + 1 };
  return named(next, options, { standing, given: new Set() });
}

/** `leaving` grows by what is moved of this photo: originals that are gone when the next photo's turn comes. */
async function filesOf(
  item: AlbumPhoto,
  options: AlbumOptions,
  inside: boolean,
  leaving: Set<string>,
): Promise<PlannedFile[]> {
  const companions = item.otherPaths.filter((path) => isCompanion(path, item.path));
  const beside = options.move ? await besides([item.path, ...companions]) : nothingBeside;
  const photo = await planned('photo', item.path, {
    how: options.copies === null ? 'copy' : 'make',
    suffix: options.copies ? extensionOf[options.copies.format] : safeExtension(extname(item.path)),
    removed: options.move,
    note: photoNote(
      item.otherPaths.length - companions.length,
      beside.unsure,
      options.move,
      inside,
    ),
  });
  const along = options.move ? companions : [];
  const note = 'Moved with its photo.';
  const others = along.map((path) =>
    planned('companion', path, { suffix: safeExtension(extname(path)), removed: true, note }),
  );
  const images = withOwnNames([photo, ...(await Promise.all(others))]);
  for (const { from, removed } of images) if (removed) leaving.add(from);
  const owners = images.map(({ from }) => from);
  const belongings = beside.paths.map((path) => movedFile('companion', path, owners, leaving));
  return withOwnNames([
    ...images,
    ...(await sidecarsOf(item, owners, options, leaving)),
    ...(await Promise.all(belongings)),
  ]);
}

const nothingBeside: Belongings = { paths: [], unsure: [] };

/** What belongs to any of a photo's files. */
async function besides(paths: readonly string[]): Promise<Belongings> {
  const found = await Promise.all(paths.map(belongingsOf));
  return {
    paths: [...new Set(found.flatMap((one) => one.paths))],
    unsure: [...new Set(found.flatMap((one) => one.unsure))],
  };
}

/** Files whose names differ in case only would be one file on some systems: the first goes, the rest stay. */
function withOwnNames(files: readonly PlannedFile[]): PlannedFile[] {
  const keys = files.map(({ suffix }) => nameKey(suffix));
  return files.filter((_file, index) => keys.indexOf(keys[index] ?? '') === index);
}

function photoNote(
  copiesElsewhere: number,
  unsure: readonly string[],
  move: boolean,
  inside: boolean,
): string | null {
  const notes = [
    inside
      ? 'The album is inside a folder of its photos: when that is scanned again, the album is too.'
      : '',
    move && copiesElsewhere > 0
      ? `Exact copies of its picture stay where they are: ${copiesElsewhere}.`
      : '',
    unsure.length > 0
      ? `Left where it was, since Podium cannot tell whether it belongs to the photo: ${unsure.join(', ')}.`
      : '',
  ];
  const said = notes.filter((note) => note !== '');
  return said.length === 0 ? null : said.join(' ');
}

/** The RAW beside a JPEG, as opposed to an exact copy somewhere else. */
export function isCompanion(other: string, photo: string): boolean {
  const sameStem = nameKey(parse(other).name) === nameKey(parse(photo).name);
  return dirname(other) === dirname(photo) && sameStem;
}

async function sidecarsOf(
  item: AlbumPhoto,
  owners: readonly string[],
  options: AlbumOptions,
  leaving: ReadonlySet<string>,
): Promise<PlannedFile[]> {
  const found = await Promise.all(owners.map(findSidecars));
  const all = [...new Set(found.flat())];
  const others = await Promise.all(all.map((path) => isAnothersSidecar(path, owners)));
  const paths = all.filter((_path, index) => others[index] === false);
  if (!options.xmp) {
    const moved = options.move ? paths : [];
    return Promise.all(moved.map((path) => movedFile('sidecar', path, owners, leaving)));
  }
  const problems = await Promise.all(paths.map(sidecarProblem));
  const readable = paths.filter((_path, index) => problems[index] === null);
  // Where there are two that move, both say what was decided: a program reads the one or the other.
  const described = options.move ? readable : readable.slice(0, 1);
  const files =
    described.length === 0
      ? [newSidecar(item)]
      : await Promise.all(
          described.map((path) => describedSidecar(path, owners, options, leaving)),
        );
  const spoilt = problems.flatMap((problem) => problem ?? []).map((problem) => spoiltNote(problem));
  return files.map((file, index) =>
    index > 0 ? file : { ...file, note: spoilt.reduce<string | null>(noteWith, file.note) },
  );
}

const spoiltNote = (problem: string) =>
  `${problem} It was left where it is: the copy's sidecar holds what Podium knows.`;

const sharedNote = 'Copied, and left where it is too: another photo there uses it.';

/** A file that goes with its photo as it is. */
async function movedFile(
  kind: PlannedFile['kind'],
  path: string,
  owners: readonly string[],
  leaving: ReadonlySet<string>,
): Promise<PlannedFile> {
  const removed = await isLastUse(path, leaving);
  const note = removed ? 'Moved with its photo.' : sharedNote;
  return planned(kind, path, { suffix: besideSuffix(path, owners), removed, note });
}

/** Why a sidecar cannot be merged into the copy's, as a sentence; null when it can. */
async function sidecarProblem(path: string): Promise<string | null> {
  try {
    readSidecar(await sidecarText(path), basename(path));
    return null;
  } catch (error) {
    if (error instanceof EngineError) return error.message;
    throw error;
  }
}

/** Whether all photos that a file belongs to leave: another that stays, or leaves later, still needs it. */
async function isLastUse(file: string, leaving: ReadonlySet<string>): Promise<boolean> {
  const users = await photosOfSidecar(file);
  return users.every((path) => leaving.has(path));
}

function newSidecar({ path }: AlbumPhoto): PlannedFile {
  return {
    kind: 'sidecar',
    from: path,
    suffix: '.xmp',
    how: 'describe',
    removed: false,
    kept: false,
    sizeBytes: 0,
    note: null,
  };
}

async function describedSidecar(
  existing: string,
  owners: readonly string[],
  { copies, move }: AlbumOptions,
  leaving: ReadonlySet<string>,
): Promise<PlannedFile> {
  const suffix = copies === null ? besideSuffix(existing, owners) : '.xmp';
  const removed = move && (await isLastUse(existing, leaving));
  const note = move && !removed ? sharedNote : null;
  return planned('sidecar', existing, { suffix, how: 'describe', removed, note });
}

/** `.xmp`, or `.EXT.xmp` where the file is named after the whole name of its photo. */
function besideSuffix(file: string, owners: readonly string[]): string {
  const owner = owners.find((path) => nameKey(parse(file).name) === nameKey(basename(path)));
  return (owner ? safeExtension(extname(owner)) : '') + safeExtension(extname(file));
}

async function planned(
  kind: PlannedFile['kind'],
  from: string,
  rest: Pick<PlannedFile, 'suffix' | 'removed'> & Partial<PlannedFile>,
): Promise<PlannedFile> {
  try {
    const { size } = await stat(from);
    return { kind, from, how: 'copy', kept: false, sizeBytes: size, note: null, ...rest };
  } catch (error) {
    const gone = errorCode(error) === 'ENOENT';
    const advice = gone ? ': scan its folder again' : '';
    const message = `${basename(from)} cannot be read, because ${reasonOf(error)}${advice}.`;
    throw new EngineError(gone ? 'not-found' : 'unreadable', message, { cause: error });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    const message = `The album folder ${folder} cannot be read, because ${reasonOf(error)}.`;
    throw new EngineError('bad-input', message, { cause: error });
  }
}
