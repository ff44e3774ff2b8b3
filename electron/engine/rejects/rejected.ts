// Which files are those of rejected photos: told by the decisions that are kept, never by what is on a screen.

import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { isOnCamera } from '../album/camera-card.ts';
import type { AlbumOptions, AlbumPhoto, Aside } from '../album/options.ts';
import { isCompanion } from '../album/plan.ts';
import type { EngineParts } from '../context.ts';
import type { FolderInput } from '../files/sync.ts';
import { pictureOf } from '../photo-source.ts';
import { placeFor } from './aside-places.ts';

export type Parts = Pick<
  EngineParts,
  'photos' | 'files' | 'analyses' | 'decisions' | 'ratings' | 'sync' | 'exchanging' | 'asidePlaces'
>;

/** Files of rejected photos that go to one folder. */
export type Group = { readonly to: string; readonly items: readonly AlbumPhoto[] };

export type Rejected = {
  readonly groups: readonly Group[];
  /** Photos that are not rejected. */
  readonly kept: number;
};

/** Copies of a rejected picture are rejected with it: each goes from where it lies. */
export async function rejectedIn(
  parts: Parts,
  input: FolderInput,
  chosen: string | null,
  signal: AbortSignal,
): Promise<Rejected> {
  await parts.sync(input, signal);
  await readUnknown(parts, input, signal);
  await parts.exchanging.over(); // a sidecar that is still to be written belongs to the photo where it lies now
  const { ids, pictures, paths, copies, otherPaths } = parts.photos.columns(input);
  const { pick } = parts.decisions.read(pictures, parts.ratings.of(ids));
  const items = new Map<string, AlbumPhoto[]>();
  let kept = 0;
  for (const [photo, path] of paths.entries()) {
    // A still lies in Podium's own folder already: there is nothing to put aside.
    if (pick[photo] !== -1 || parts.files.videoOf(path) !== undefined) {
      kept += 1;
      continue;
    }
    const all = [path, ...(otherPaths.get(photo) ?? [])];
    const along = new Set<string>();
    for (const one of [path, ...(copies.get(photo) ?? [])]) {
      const to = placeFor(one, chosen);
      if (to === null || along.has(one)) continue;
      const others = all.filter((other) => other !== one && isCompanion(other, one));
      for (const other of others) along.add(other);
      items.set(to, [...(items.get(to) ?? []), movedPhoto(one, others)]);
    }
  }
  return { groups: [...items].map(([to, group]) => ({ to, items: group })), kept };
}

/** What was decided of a file is known once it is known which picture it holds: of one that is new here, it is not yet. */
async function readUnknown(parts: Parts, input: FolderInput, signal: AbortSignal): Promise<void> {
  const { ids, contents } = parts.photos.columns(input);
  for (const [photo, id] of ids.entries()) {
    if (contents.subarray(32 * photo, 32 * photo + 32).some((byte) => byte !== 0)) continue;
    throwIfCancelled(signal);
    await pictureOf(parts, id).catch(() => null); // what cannot be read was never decided about
  }
}

/** A photo that is moved as it is: nothing is written about it. */
export function movedPhoto(path: string, otherPaths: readonly string[]): AlbumPhoto {
  return {
    path,
    otherPaths: [...otherPaths],
    caption: {},
    rank: 1,
    score: 0,
    takenMs: null,
    subjects: [],
    faces: [],
    pick: 0,
    stars: 0,
    label: 0,
    widthPx: 1,
    heightPx: 1,
  };
}

/** Photos that are moved as they are, under names of their own. */
export function movedTo(to: string, aside: Aside): AlbumOptions {
  const asTheyAre = { template: '{name}', copies: null, xmp: false } as const;
  return { to, ...asTheyAre, move: true, dryRun: false, aside };
}

/** Throws EngineError with the reason why photos cannot be taken out of their folders, or put into that one. */
export async function checkMoving({ to, items }: Group): Promise<void> {
  const found = await stat(to).catch(() => null);
  if (found && !found.isDirectory())
    throw new EngineError('bad-input', `The photos cannot be put into ${to}, which is a file.`);
  for (const folder of new Set([to, ...items.map(({ path }) => dirname(path))])) {
    if (await isOnCamera(folder))
      throw new EngineError(
        'bad-input',
        `${folder} is on a camera card, where Podium changes nothing: copy the card first.`,
      );
    if (folder === to && !found) continue;
    await access(folder, constants.W_OK).catch((cause: unknown) => {
      const message = `The photos in ${folder} cannot be moved, because ${reasonOf(cause)}.`;
      throw new EngineError('bad-input', message, { cause });
    });
  }
}
