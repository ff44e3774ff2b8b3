// What lies on a card: shots, each with all that goes along under its name, and files that belong to none.

import { readdir, stat } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import { readTakenTime } from '../formats/facts/pair-evidence.ts';
import { nameKey } from '../album/names.ts';
import { hasPhotoExtension } from '../files/file-kind.ts';
import { kindOfOther, leftOutByName } from '../files/left-out.ts';

export type CardFile = {
  readonly path: string;
  /** What follows the stem that all files of a shot share: `.JPG`, `.JPG.xmp`. */
  readonly suffix: string;
  readonly sizeBytes: number;
};

/** One press of the release: a photo, RAW and JPEG, a film or a sound, with sidecars and what else bears its name. */
export type Shot = {
  /** Its first photo, or what it is without one. */
  readonly path: string;
  readonly files: readonly CardFile[];
  /** As the camera's clock stood, milliseconds; by the file's own time where no photo says it. */
  readonly takenMs: number;
};

export type Card = {
  readonly shots: readonly Shot[];
  /** Files that go with no shot, such as a camera's own lists: they stay on the card. */
  readonly others: number;
};

type Found = CardFile & {
  readonly name: string;
  readonly stem: string;
  readonly modifiedMs: number;
};

/** Reads which shots there are; throws EngineError where the folder is not there or cannot be read. */
export async function readCard(root: string, signal: AbortSignal): Promise<Card> {
  const shots: Shot[] = [];
  let others = 0;
  const folders = [root];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    throwIfCancelled(signal);
    const { files, inside } = await list(folder);
    folders.push(...inside);
    for (const group of Map.groupBy(files, ({ stem }) => nameKey(stem)).values()) {
      const shot = await shotOf(group);
      if (shot) shots.push(shot);
      else others += group.length;
    }
  }
  shots.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { shots, others };
}

async function list(folder: string): Promise<{ files: Found[]; inside: string[] }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const code = errorCode(error) === 'ENOENT' ? 'not-found' : 'unreadable';
    const message = `The folder ${folder} cannot be read: ${reasonOf(error)}.`;
    throw new EngineError(code, message, { cause: error });
  });
  const seen = entries.filter(({ name }) => !name.startsWith('.'));
  const inside = seen.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  const files: Found[] = [];
  for (const { name } of seen.filter((entry) => entry.isFile()).sort(byName)) {
    const path = join(folder, name);
    const { size, mtimeMs } = await stat(path);
    const stem = stemOf(name);
    const suffix = name.slice(stem.length);
    files.push({ path, suffix, sizeBytes: size, name, stem, modifiedMs: mtimeMs });
  }
  return { files, inside: inside.sort() };
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) =>
  a.name < b.name ? -1 : 1;

/** `IMG_1.JPG.xmp` goes with `IMG_1.JPG`. */
function stemOf(name: string): string {
  const { name: stem, ext } = parse(name);
  return ext !== '' && hasPhotoExtension(stem) ? parse(stem).name : stem;
}

async function shotOf(group: readonly Found[]): Promise<Shot | null> {
  const whole = group.filter(({ name }) => leftOutByName(name) !== 'unfinished');
  const photo = whole.find(({ name }) => hasPhotoExtension(name));
  const main = photo ?? whole.find(({ name }) => kindOfOther(name) !== 'other');
  if (!main || (!photo && leftOutByName(main.name) === 'sidecar')) return null;
  const told = photo ? await readTakenTime(photo) : null;
  const files = whole.map(({ path, suffix, sizeBytes }) => ({ path, suffix, sizeBytes }));
  return { path: main.path, files, takenMs: told ?? clockTime(main.modifiedMs) };
}

/** A time without a zone, as cameras write it: what the clock on the wall showed. */
function clockTime(modifiedMs: number): number {
  const at = new Date(modifiedMs);
  return modifiedMs - at.getTimezoneOffset() * 60_000;
}

/** Bytes of a shot with all that goes along. */
export function bytesOf({ files }: Shot): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** For sentences: the name of a shot with its extension. */
export function shotName({ path }: Shot): string {
  const { name } = parse(path);
  return name + extname(path);
}
