// Puts rejected photos aside with all that belongs to them, noting first where they came from.

import { existsSync } from 'node:fs';
import { parse, resolve } from 'node:path';
import type { CountProgress, ExportedFile, RejectsMoved } from '../../../shared/contract.ts';
import { exportAlbum } from '../album/export.ts';
import type { AlbumOptions } from '../album/options.ts';
import { planAlbum } from '../album/plan.ts';
import { namesOf, type PlannedPhoto } from '../album/planned.ts';
import { settleExports } from '../album/settle.ts';
import { makeOwnFolder } from '../files/own-folder.ts';
import type { FolderInput } from '../files/sync.ts';
import { addAside, homesOf, tidyAside, type AsidePhoto } from './aside-list.ts';
import { asideUnder } from './aside-places.ts';
import { checkMoving, movedTo, rejectedIn, type Group, type Parts } from './rejected.ts';

type Running = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CountProgress) => void;
};

/** How a group goes: under the names it has, nothing taken for one of its files that only looks like it. */
function movingOf({ to, items }: Group): AlbumOptions {
  const stems = new Map(items.map(({ path }) => [path, parse(path).name]));
  return movedTo(to, { done: 'moved', stems, hides: true, alone: true });
}

/** As `planAlbum`, after asking whether the folders let it. */
export async function plannedMove(group: Group): Promise<PlannedPhoto[]> {
  await checkMoving(group);
  return planAlbum(group.items, movingOf(group), new Map());
}

/**
 * Moves the rejected photos of folders. Each photo arrives with all its files, verified, or stays; one that was moved half
 * way when Podium was killed is moved whole first. Throws EngineError with the sentence that says how far it came.
 */
export async function moveRejects(
  parts: Parts,
  input: FolderInput,
  chosen: string | null,
  { signal, onProgress }: Running,
): Promise<RejectsMoved> {
  if (chosen !== null) parts.asidePlaces.add(resolve(chosen));
  await settleAside(parts, input);
  const { groups } = await rejectedIn(parts, input, chosen, signal);
  const total = groups.reduce((sum, { items }) => sum + items.length, 0);
  const files: ExportedFile[] = [];
  let done = 0;
  try {
    for (const group of groups) {
      const before = done;
      const planned = await plannedMove(group);
      makeOwnFolder(group.to);
      await addAside(group.to, planned.map(asidePhoto));
      const step = (now: number, moved: readonly ExportedFile[] = []) => {
        files.push(...moved);
        done = before + now;
        onProgress({ done, total });
      };
      const onStep = (progress: { done: number; exported?: readonly ExportedFile[] }) => {
        step(progress.done, progress.exported);
      };
      files.push(
        ...(await exportAlbum(group.items, { ...movingOf(group), signal, onProgress: onStep })),
      );
      await tidyAside(group.to);
    }
  } finally {
    await parts.sync(input, new AbortController().signal).catch(() => undefined); // the next call says what is wrong
  }
  return { photos: done, files };
}

/** Finishes what a move or a way back that was killed was at, wherever it was. */
export async function settleAside(parts: Parts, input: FolderInput): Promise<void> {
  for (const place of await placesOf(parts, input)) {
    await settleExports(place);
    for (const home of await homesOf(place)) await settleExports(home);
  }
}

/** Folders that hold photos put aside, or may. */
export async function placesOf(parts: Parts, input: FolderInput): Promise<string[]> {
  const chosen = parts.asidePlaces.list().filter((folder) => existsSync(folder)); // a disk may be away
  return [...new Set([...(await asideUnder(input)), ...chosen])];
}

function asidePhoto(photo: PlannedPhoto): AsidePhoto {
  const { dir: home, name: stem } = parse(photo.item.path);
  return { files: namesOf(photo), home, stem };
}
