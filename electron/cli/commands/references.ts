// `--ref`: from what was typed to the photos, and faces in them, of one person.

import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { PhotoReference, PodiumContract } from '../../../shared/contract.ts';
import { asEngineError, EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { say } from '../terminal/terminal.ts';

/** What one `--ref` names: a photo, or a folder of photos of the person. */
export type LocatedReference = { readonly photo: PhotoReference } | { readonly folder: string };

/** Throws EngineError `not-found` where there is nothing of that name. */
export function locateReferences(text: string): LocatedReference {
  const path = resolve(text);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return { folder: path };
  const photo = parseReference(path, existsSync);
  if (existsSync(photo.path)) return { photo };
  throw new EngineError('not-found', `There is no reference photo at ${photo.path}.`);
}

/** `photo.jpg#2` means the second face from the left; a file that really ends in `#2` is taken as it is. */
function parseReference(text: string, exists: (path: string) => boolean): PhotoReference {
  const match = /^(?<path>.+)#(?<face>[1-9]\d*)$/.exec(text);
  const { path, face } = match?.groups ?? {};
  if (exists(text) || path === undefined || face === undefined) return { path: text };
  return { path, face: Number(face) - 1 };
}

/**
 * The references that show one clear face. Throws the engine's sentence about a photo that does not; one of a
 * folder is left out with that sentence, and only a folder without any usable photo is refused.
 */
export async function usableReferences(
  call: Call<PodiumContract>,
  located: readonly LocatedReference[],
  signal: AbortSignal,
): Promise<PhotoReference[]> {
  const usable: PhotoReference[] = [];
  for (const reference of located) {
    if ('folder' in reference) usable.push(...(await usableIn(call, reference.folder, signal)));
    else {
      await tryReference(call, reference.photo, signal);
      usable.push(reference.photo);
    }
  }
  return usable;
}

async function usableIn(
  call: Call<PodiumContract>,
  folder: string,
  signal: AbortSignal,
): Promise<PhotoReference[]> {
  const photos = await photosIn(call, folder, signal);
  if (photos.length === 0)
    throw new EngineError('bad-input', `The reference folder ${folder} holds no photos.`);
  const usable: PhotoReference[] = [];
  for (const path of photos) {
    const problem = await problemOf(call, { path }, signal);
    if (problem === null) usable.push({ path });
    else say(`Not used as a reference: ${problem}`);
  }
  if (usable.length > 0) return usable;
  throw new EngineError(
    'bad-input',
    `No photo in the reference folder ${folder} shows one clear face.`,
  );
}

/** The photos of a folder and what is named like one; notes, sidecars and films beside them do not count. */
async function photosIn(
  call: Call<PodiumContract>,
  folder: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const input = { folders: [folder], recursive: false };
  const { problems } = await call('folder.sync', input, { signal });
  const { paths } = await call('folder.columns', input, { signal });
  return [...new Set([...paths, ...problems.map(({ path }) => path)])].sort();
}

async function problemOf(
  call: Call<PodiumContract>,
  reference: PhotoReference,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    await tryReference(call, reference, signal);
    return null;
  } catch (error) {
    const { code, message } = asEngineError(error);
    if (code !== 'bad-input') throw error;
    return message.startsWith(basename(reference.path))
      ? message
      : `${basename(reference.path)}: ${message}`;
  }
}

/** Looks at the photo alone: the engine says what is wrong with it, before the long work. */
async function tryReference(
  call: Call<PodiumContract>,
  reference: PhotoReference,
  signal: AbortSignal,
): Promise<void> {
  const input = { folders: [dirname(reference.path)], recursive: false, waits: false };
  await call('person.match', { ...input, references: [reference] }, { signal });
}
