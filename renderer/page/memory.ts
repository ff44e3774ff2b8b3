// Keeps how the page was left beside the decisions, so that it is the same after a restart and in every host.

import type { FolderLeft } from '../../shared/shoot/acts/opening.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import { call } from './engine.ts';
import { hexOf, isMeasured } from '../grid/tile-facts.ts';
import { bestLeft, folderLeft, pageLeft, type PageLeft } from './left.ts';
import { page, setKept, useStore } from './store.ts';
import { sayProblem } from './toast.ts';

/** The page writes when the hand has rested for so long, milliseconds: a slider that is dragged writes once. */
const restMs = 400;

const pageName = 'page';

/** How folders were left, and the content of the photo that stood first, as their picture. */
type Written = FolderLeft & { readonly bestHex: string | null };

function write(name: string, value: PageLeft | Written): void {
  page()
    .leavings.add(() => call('page.write', { name, value }))
    .catch(sayProblem);
}

function writeFolder(shoot: Shoot, topId: number | null): void {
  const { weights, presetName, aestheticBy, filters, sort, selected } = shoot.wanted;
  const { columns, indexOf } = shoot.known.photos;
  const pathOf = (id: number | null) => columns.paths[indexOf.get(id ?? NaN) ?? -1] ?? null;
  const [selectedPath, topPath] = [pathOf(selected), pathOf(topId)];
  const bestHex = bestOf(shoot);
  const left = { weights, presetName, aestheticBy, filters, sort, selectedPath, topPath, bestHex };
  write(nameOf(shoot.folders), left);
}

/** Null while nothing is ranked; who searched for a person has an order that is not of the match. */
function bestOf({ known: { photos }, wanted, order }: Shoot): string | null {
  const first = order.ranking.order[0];
  if (first === undefined || wanted.person !== null || !isMeasured(photos, first)) return null;
  return hexOf(photos, first);
}

/** Content of the photo that stood first in a folder when it was left; null when that is not known. */
export async function recallBest(folder: string): Promise<string | null> {
  await page().leavings.last();
  return bestLeft((await call('page.read', { name: nameOf([folder]) })).value);
}

/**
 * Shows the page as it was left, and notes from now on every change of what is kept.
 * @returns notes it at once, as when the page goes away
 */
export function startRemembering(): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  /** The page's own state has been read: before, writing would replace it with the first one's. */
  let isKnown = false;
  const writeNow = () => {
    clearTimeout(waiting);
    if (isKnown) write(pageName, page().kept);
    const { shoot } = useStore.getState();
    if (shoot) writeFolder(shoot, page().screen.gridTop);
  };
  useStore.subscribe((now, before) => {
    if (before.shoot && !now.shoot) writeFolder(before.shoot, before.page.screen.gridTop);
    if (kept(now).every((part, place) => part === kept(before)[place])) return;
    clearTimeout(waiting);
    waiting = setTimeout(writeNow, restMs);
  });
  call('page.read', { name: pageName }).then(({ value }) => {
    setKept(pageLeft(value));
    isKnown = true;
  }, sayProblem);
  return writeNow;
}

function kept({ page: { kept, screen }, shoot }: ReturnType<typeof useStore.getState>): unknown[] {
  const wanted = shoot?.wanted;
  return [
    kept,
    screen.gridTop,
    wanted?.weights,
    wanted?.presetName,
    wanted?.aestheticBy,
    wanted?.filters,
    wanted?.sort,
    wanted?.selected,
  ];
}

/** How the folders were left; null when they are new. */
export async function recallFolders(folders: readonly string[]): Promise<FolderLeft | null> {
  await page().leavings.last();
  return folderLeft((await call('page.read', { name: nameOf(folders) })).value);
}

function nameOf(folders: readonly string[]): string {
  return `folders:${folders.join('\n')}`;
}
