// Keeps how the page was left beside the decisions, so that it is the same after a restart and in every host.

import { call } from './engine.ts';
import { topPhoto } from '../grid/scroll-place.ts';
import { get, set, useStore } from './store.ts';
import { folderLeft, pageLeft, type FolderLeft, type PageLeft } from './left.ts';
import { sayProblem } from './toast.ts';
import { writesInOrder } from './writes.ts';

/** The page writes when the hand has rested for so long, milliseconds: a slider that is dragged writes once. */
const restMs = 400;

const pageName = 'page';

let waiting: ReturnType<typeof setTimeout> | null = null;
/** The page's own state has been read: before, writing would replace it with the first one's. */
let pageKnown = false;
/** Writes go one after the other, and reads after them. */
const writes = writesInOrder();

const kept = ['tilePx', 'peopleOpen', 'rankingOpen', 'keys'] as const;
const keptOfFolders = ['weights', 'presetName', 'aestheticBy', 'filters', 'selected'] as const;

/** Notes every change of what is kept; the grid's place is told by the grid. */
export function startRemembering(): () => void {
  return useStore.subscribe((now, before) => {
    if ([...kept, ...keptOfFolders].some((name) => now[name] !== before[name])) remember();
  });
}

/** Notes the state of the page and of the open folders soon. */
export function remember(): void {
  if (waiting !== null) clearTimeout(waiting);
  waiting = setTimeout(writeNow, restMs);
}

/** Notes it at once, as when the page goes away. */
export function writeNow(): void {
  if (waiting !== null) clearTimeout(waiting);
  waiting = null;
  if (pageKnown) write(pageName, pageNow());
  const { folders, photos } = get();
  if (photos) write(nameOf(folders), folderNow());
}

function pageNow(): PageLeft {
  const { tilePx, peopleOpen, rankingOpen, keys } = get();
  return { tilePx, peopleOpen, rankingOpen, keys };
}

function folderNow(): FolderLeft {
  const { weights, presetName, aestheticBy, filters, selected } = get();
  const [selectedPath, topPath] = [pathOf(selected), pathOf(topPhoto())];
  return { weights, presetName, aestheticBy, filters, selectedPath, topPath };
}

function pathOf(id: number | null): string | null {
  const { photos } = get();
  const index = id === null ? undefined : photos?.indexOf.get(id);
  return index === undefined ? null : (photos?.columns.paths[index] ?? null);
}

function write(name: string, value: PageLeft | FolderLeft): void {
  writes.add(() => call('page.write', { name, value })).catch(sayProblem);
}

/** Shows the page as it was left. */
export async function recallPage(): Promise<void> {
  try {
    const { value } = await call('page.read', { name: pageName });
    set(pageLeft(value));
    pageKnown = true;
  } catch (error) {
    sayProblem(error);
  }
}

/** How the folders were left; null when they are new. */
export async function recallFolders(folders: readonly string[]): Promise<FolderLeft | null> {
  await writes.last();
  return folderLeft((await call('page.read', { name: nameOf(folders) })).value);
}

function nameOf(folders: readonly string[]): string {
  return `folders:${folders.join('\n')}`;
}
