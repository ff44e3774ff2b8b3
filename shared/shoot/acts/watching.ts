// What appears, changes, moves and goes in the open folders by itself, and folders that are away and come back: the shoot follows.

import type { FolderNow } from '../../contract.ts';
import { analyseAgain } from './analysing.ts';
import { loadGroups } from './answers.ts';
import { attempt, type OpenShoot } from './open.ts';
import { remember } from './opening.ts';
import { takeNewColumns } from './results.ts';
import { arrived } from '../changes.ts';
import type { Known } from '../shoot.ts';

/** Photos that go on arriving are taken with so many times as much rest as taking them takes. */
const restShare = 4;

/** Takes how the folders are now; nothing happens where that is known. */
export async function takeFolders(open: OpenShoot, now: FolderNow): Promise<void> {
  const { known } = open.get();
  const { away, state } = now;
  const isBack = known.away.some((folder) => !away.includes(folder));
  // Of folders that are away from the first look on, nothing else is said.
  const isOther = state !== '' && state !== known.state;
  const said =
    state === '' ? {} : { leftOut: now.leftOut, stills: now.stills, scanProblems: now.problems };
  if (!isKnown(known, { away, ...said })) open.put(arrived(open.get(), { away, ...said }));
  if (isOther) await takePhotos(open, state);
  if (isOther || isBack) analyseAgain(open);
}

async function takePhotos(open: OpenShoot, state: string): Promise<void> {
  const startMs = open.host.nowMs();
  const isFirst = open.get().known.photos.columns.count === 0;
  await takeNewColumns(open, true);
  await loadGroups(open);
  open.put(arrived(open.get(), { state }));
  if (isFirst && open.get().known.photos.columns.count > 0)
    void attempt(open, () => remember(open));
  await open.rest(restShare * (open.host.nowMs() - startMs));
}

function isKnown(known: Known, said: Partial<Known>): boolean {
  const { away, leftOut, stills, scanProblems } = known;
  const now = { away, leftOut, stills, scanProblems };
  return JSON.stringify({ ...now, ...said }) === JSON.stringify(now);
}
