// Carries out an album's plan: copies that are verified before they get their name, originals removed last.

import { rm, rename } from 'node:fs/promises';
import type { BigIntStats } from 'node:fs';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { ExportedFile, ExportProgress } from '../../../shared/contract.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { checkOptions } from './checks.ts';
import { openJournal, type Journal, type PlacedFile } from './journal.ts';
import { planAlbum, renamed } from './plan.ts';
import { namesOf, noteWith, plannedResult, resultOf, type PlannedPhoto } from './planned.ts';
import type { AlbumOptions, AlbumPhoto, Aside } from './options.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import { makeOpenFolder, makeOwnFolder } from '../files/own-folder.ts';
import { isUnchanged, takeName } from './place-file.ts';
import { interruptedPlans, settleExports } from './settle.ts';
import { dropParts, stageAhead, type Staged, type Staging } from './staging.ts';

export type ExportOptions = AlbumOptions & {
  readonly signal?: AbortSignal;
  /** Photos that are finished, out of all; the last time with their files when the export ends early. */
  readonly onProgress?: (progress: ExportProgress) => void;
};

/**
 * Exports an album; returns its files, in order, each photo followed by what goes with it.
 * Never overwrites, and keeps what is there already. A photo arrives with all its files or not at all; those before
 * it stay. What a killed export left is settled first: a photo that it moved as a whole counts as exported.
 * Throws EngineError with a sentence that says which photo, what happened and how many were exported.
 */
export async function exportAlbum(
  items: readonly AlbumPhoto[],
  options: ExportOptions,
): Promise<ExportedFile[]> {
  const to = resolve(options.to);
  await checkOptions(items, { ...options, to });
  const stems = await stemsBefore(to, options);
  if (options.dryRun) return plannedResult(await planAlbum(items, options, stems), to);
  const exported = await finishedBefore(to, items);
  const moved = new Set(exported.map(({ from }) => from));
  const left = items.filter(({ path }) => !moved.has(path));
  const photos = await planAlbum(left, options, stems);
  makeFolder(to, options);
  const journal = await begin(photos, to, options);
  const staging = stageAhead(photos, { id: journal.id, to, options });
  try {
    const before = items.length - left.length;
    await exportPhotos(photos, { journal, staging, to, options, exported, before });
  } finally {
    // Where even that fails the disk is gone: the next run settles what is left.
    await staging.drop().catch(() => undefined);
    await journal.end().catch(() => undefined);
  }
  return exported;
}

/** Names from an interrupted move: its photos are fewer now, and their ranks would start anew. */
async function stemsBefore(
  to: string,
  { move, template }: ExportOptions,
): Promise<ReadonlyMap<string, string>> {
  const plans = move ? await interruptedPlans(to) : [];
  const same = plans.filter((plan) => plan.move && plan.template === template);
  return new Map(same.flatMap(({ stems }) => stems));
}

/** Files of the photos that an interrupted move has moved after all. */
async function finishedBefore(to: string, items: readonly AlbumPhoto[]): Promise<ExportedFile[]> {
  const paths = new Set(items.map(({ path }) => path));
  const finished = await settleExports(to);
  return finished
    .filter((files) => files.some(({ from }) => paths.has(from) && !existsSync(from)))
    .flat();
}

async function begin(
  photos: readonly PlannedPhoto[],
  to: string,
  { template, move, aside }: ExportOptions,
): Promise<Journal> {
  try {
    const stems = photos.map(({ item, stem }): [string, string] => [item.path, stem]);
    return await openJournal(to, { template, move, stems });
  } catch (error) {
    const message = `Nothing was ${doneWord(aside)}: the ${folderWord(aside)} ${to} cannot be written, because ${reasonOf(error)}.`;
    throw new EngineError('bad-input', message, { cause: error });
  }
}

type Run = {
  readonly journal: Journal;
  readonly staging: Staging;
  readonly to: string;
  readonly options: ExportOptions;
  /** Grows with every photo. */
  readonly exported: ExportedFile[];
  /** Photos that were finished already. */
  readonly before: number;
};

async function exportPhotos(photos: readonly PlannedPhoto[], run: Run): Promise<void> {
  const { journal, staging, to, options, exported, before } = run;
  const total = before + photos.length;
  for (const [index, photo] of photos.entries()) {
    const done = before + index;
    if (options.signal?.aborted) {
      options.onProgress?.({ done, total, exported });
      throw stoppedAt(done, total, options);
    }
    try {
      const placed = await exportPhoto(photo, await staging.take(index), run);
      exported.push(...resultOf(placed.photo, to));
      await removeOriginals(placed);
      await journal.settled();
    } catch (error) {
      options.onProgress?.({ done, total, exported });
      throw failedAt(error, photo, run, countText(done, total, options));
    }
    options.onProgress?.({ done: done + 1, total });
  }
}

/** Copies do not count as photos of the folder around the album; originals that were moved there do. */
function makeFolder(to: string, { move, aside }: ExportOptions): void {
  try {
    if (aside ? aside.hides : !move) makeOwnFolder(to);
    else if (!aside) makeOpenFolder(to);
  } catch (error) {
    const message = `The ${folderWord(aside)} ${to} could not be made, because ${reasonOf(error)}.`;
    throw new EngineError('bad-input', message, { cause: error });
  }
}

type Placed = { readonly photo: PlannedPhoto; readonly staged: readonly Staged[] };

async function exportPhoto(
  photo: PlannedPhoto,
  staged: readonly Staged[],
  run: Run,
): Promise<Placed> {
  const isPlaced = await place(photo, staged, run).catch(async (error: unknown) => {
    await dropParts(staged, run.to);
    throw error;
  });
  if (isPlaced) return { photo: withNotes(photo, staged), staged };
  await dropParts(staged, run.to);
  const other = await renamed(photo, run.options);
  return exportPhoto(other, await run.staging.stage(other), run);
}

function withNotes(photo: PlannedPhoto, staged: readonly Staged[]): PlannedPhoto {
  const files = photo.files.map((file, index) => {
    const more = staged[index]?.note;
    return more ? { ...file, note: noteWith(file.note, more) } : file;
  });
  return { ...photo, files };
}

/** Gives all files of a photo their names; false, with none given, when somebody took one meanwhile. */
async function place(photo: PlannedPhoto, staged: readonly Staged[], run: Run): Promise<boolean> {
  const { to, journal } = run;
  const names = namesOf(photo);
  const files = photo.files.flatMap(({ kind, from }, index): PlacedFile[] => {
    const made = staged[index]?.made;
    return made ? [{ kind, from, name: names[index] ?? '', ...made }] : [];
  });
  if (files.length === 0) return true;
  await journal.placing(files);
  const placed: PlacedFile[] = [];
  const takeBack = async () => {
    for (const { part, name } of placed) await rename(join(to, name), join(to, part));
  };
  for (const file of files) {
    const isPlaced = await takeName(join(to, file.part), join(to, file.name)).catch(
      async (error: unknown) => {
        await takeBack();
        throw error;
      },
    );
    if (!isPlaced) {
      await takeBack();
      return false;
    }
    placed.push(file);
  }
  await journal.placed(files);
  return true;
}

/** Only called when every copy of the photo is verified and has its name. */
async function removeOriginals({ photo, staged }: Placed): Promise<void> {
  for (const [index, { from, removed }] of photo.files.entries()) {
    const source = staged[index]?.source;
    if (!removed || !source) continue;
    const problem = await removeOriginal(from, source);
    if (problem === null) continue;
    const message = `${basename(from)} was copied, but its original was kept, because ${problem}`;
    throw new EngineError('internal', message);
  }
}

/** Why an original could not be removed; null when it was. */
async function removeOriginal(from: string, source: BigIntStats): Promise<string | null> {
  try {
    if (!(await isUnchanged(from, source))) return 'it was changed meanwhile';
    await rm(from);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Codes where the disk of the album, not the photo, is the reason. */
const targetCodes = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG']);

/** One sentence: which photo, what happened, how many were exported before. */
function failedAt(
  error: unknown,
  photo: PlannedPhoto,
  { to, options }: Run,
  count: string,
): EngineError {
  if (error instanceof EngineError) {
    return new EngineError(error.code, `${error.message.replace(/\.$/, '')}; ${count}.`);
  }
  const path = error instanceof Error && 'path' in error ? String(error.path) : '';
  const other = photo.files.find(({ from }) => from === path && from !== photo.item.path);
  const what = other ? `${basename(other.from)} beside it: ` : '';
  const atTarget = targetCodes.has(errorCode(error)) || path.startsWith(to);
  const where = atTarget ? ` (${to})` : '';
  const message = `${basename(photo.item.path)} could not be ${doneWord(options.aside)}: ${what}${reasonOf(error)}${where}; ${count}.`;
  const gone = errorCode(error) === 'ENOENT' && !atTarget;
  return new EngineError(gone ? 'not-found' : 'internal', message, { cause: error });
}

const doneWord = (aside: Aside | undefined) => aside?.done ?? 'exported';
const folderWord = (aside: Aside | undefined) => (aside ? 'folder' : 'album folder');

function countText(done: number, total: number, { aside }: ExportOptions): string {
  return `${done} of ${total} photos were ${doneWord(aside)}`;
}

function stoppedAt(done: number, total: number, options: ExportOptions): EngineError {
  return new EngineError('cancelled', `Stopped: ${countText(done, total, options)}.`);
}
