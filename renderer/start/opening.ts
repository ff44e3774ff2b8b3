// Opening folders and leaving them.

import type { RecentFolder } from '../../shared/contract.ts';
import { isCancelled, sentenceOf } from '../../shared/calls/rpc.ts';
import * as analysing from '../../shared/shoot/acts/analysing.ts';
import { follow } from '../../shared/shoot/acts/following.ts';
import { idOf, openFolders as openShoot } from '../../shared/shoot/acts/opening.ts';
import { promptsLook } from '../../shared/shoot/acts/prompts.ts';
import { quickLook } from '../../shared/shoot/acts/quick.ts';
import { putFoldersInAddress } from '../page/address.ts';
import { call } from '../page/engine.ts';
import { pageHost } from '../page/host.ts';
import { recallBest, recallFolders } from '../page/memory.ts';
import { firstScreen, type Opening } from '../page/page.ts';
import { opened, openedNow, page, screen, setPage, setScreen, useStore } from '../page/store.ts';

/** Analysis waits so long for the first screen of pictures: looking comes first. */
const firstLookMs = 1500;

/** Shows the folders as soon as their files are known, then analyses them. */
export async function openFolders(folders: readonly string[]): Promise<void> {
  closeFolders();
  putFoldersInAddress(folders);
  const life = new AbortController();
  const show = (found: number) => {
    setScreen({ opening: { kind: 'folders', life, folders, found } });
  };
  show(0);
  try {
    const left = recallFolders(folders);
    const open = await openShoot(pageHost, {
      folders,
      life,
      onFound: ({ found }) => show(found),
      recall: () => left,
    });
    const gridOpensAt = idOf(open.get().known.photos, (await left)?.topPath ?? null);
    const quick = quickLook(open);
    useStore.setState({
      shoot: open.get(),
      opened: { ...open, quick },
      page: { ...page(), screen: { ...firstScreen, gridTop: gridOpensAt, gridOpensAt } },
    });
    window.addEventListener('focus', promptsLook(open), { signal: open.signal });
    void follow(open);
    void analysing.analyse(open, quick.shown(firstLookMs));
  } catch (error) {
    if (isCancelled(error)) return;
    setScreen({ opening: null, openProblem: sentenceOf(error) });
    void loadRecent();
  }
}

export function analyse(): void {
  void analysing.analyse(opened());
}

export function pause(): void {
  analysing.pause(opened());
}

/** Shows what is on its way to be opened, instead of what was before it. */
export function beginOpening(opening: Opening | null, openProblem: string | null = null): void {
  screen().opening?.life.abort();
  setScreen({ opening, openProblem });
}

/** Leaves the open folders; the screen begins anew. */
export function closeFolders(): void {
  screen().opening?.life.abort();
  openedNow()?.leave();
  putFoldersInAddress([]);
  useStore.setState({
    shoot: null,
    opened: null,
    page: { ...page(), screen: firstScreen },
  });
}

/** The photo that stood first is a folder's picture; where the folder has no pictures at all, that one is gone too. */
function withCover(folder: RecentFolder, bestHex: string | null): RecentFolder {
  return folder.coverHex === null ? folder : { ...folder, coverHex: bestHex ?? folder.coverHex };
}

export async function loadRecent(): Promise<void> {
  try {
    const { folders } = await call('library.recent', {});
    const best = await Promise.all(folders.map(({ path }) => recallBest(path)));
    setPage({ recent: folders.map((folder, place) => withCover(folder, best[place] ?? null)) });
  } catch (error) {
    // Without the engine nothing can be opened: it is said where folders are opened.
    setPage({ recent: [] });
    setScreen({ openProblem: screen().openProblem ?? sentenceOf(error) });
  }
}
