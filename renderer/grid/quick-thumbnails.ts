// A quick look at photos that have not been analysed: their small pictures, fetched for what is on the screen.

import { create } from 'zustand';
import type { QuickThumbnail } from '../../shared/contract.ts';
import { call, imageUrl } from '../page/engine.ts';
import { get, set } from '../page/store.ts';

/** The first screen of a small window, so that it is drawn in one go; then enough that calls do not count. */
const firstBatch = 16;
const nextBatches = 24;

/** Pictures are put on the screen together, this often at most: each time the grid is laid out and drawn again. */
const showMs = 100;

type Urls = Map<number, string>;

/** One map that grows, in a state that is new each time: a copy for every batch kept the garbage collector busy. */
const useUrls = create<{ readonly urls: Urls }>()(() => ({ urls: new Map() }));

/** URL of each photo's quick thumbnail by the photo's id, where there is one. */
export const useQuickThumbnails = (): ReadonlyMap<number, string> => useUrls().urls;

/** Shapes learned from quick thumbnails, width over height by id. */
export const quickAspects = new Map<number, number>();

/** Asked for, and nothing to show. */
const without = new Set<number>();

/** Photos whose shape was learned and is not on the screen yet. */
let learned: number[] = [];

let wanted: readonly number[] = [];
let fetching = false;
let showing: ReturnType<typeof setTimeout> | null = null;
let shownAtMs = -Infinity;

/** What the grid shows now and has no picture of; what was asked for before and not yet fetched is dropped. */
export function wantQuickThumbnails(ids: readonly number[]): void {
  wanted = ids;
  if (!fetching) void fetchWanted();
}

/** Resolves when everything wanted is there, or after `mostMs`: analysis then gets the processor. */
export async function quickThumbnailsShown(mostMs: number): Promise<void> {
  const endMs = performance.now() + mostMs;
  do await new Promise((resolve) => setTimeout(resolve, 50));
  while (fetching && performance.now() < endMs);
}

async function fetchWanted(): Promise<void> {
  fetching = true;
  try {
    for (let size = firstBatch; ; size = nextBatches) {
      const { urls } = useUrls.getState();
      const ids = wanted.filter((id) => !urls.has(id) && !without.has(id)).slice(0, size);
      if (ids.length === 0) return;
      await fetchBatch(ids);
    }
  } finally {
    fetching = false;
  }
}

async function fetchBatch(ids: readonly number[]): Promise<void> {
  const { folders } = get();
  const answer = await call('folder.thumbnails', { ids: [...ids] }).catch(() => null);
  if (get().folders !== folders) return;
  for (const thumbnail of answer?.thumbnails ?? []) take(thumbnail);
  const { urls } = useUrls.getState();
  // What could not be fetched is not asked for again: analysis will show it, or say why it cannot be read.
  for (const id of ids) if (!urls.has(id)) without.add(id);
  showing ??= setTimeout(show, Math.max(0, shownAtMs + showMs - performance.now()));
}

function take({ id, image, widthPx, heightPx }: QuickThumbnail): void {
  if (image !== null) useUrls.getState().urls.set(id, imageUrl('quick', image));
  if (widthPx <= 0 || heightPx <= 0 || quickAspects.has(id)) return;
  quickAspects.set(id, widthPx / heightPx);
  learned.push(id);
}

/** Puts on the screen what has arrived since the last time. */
function show(): void {
  showing = null;
  shownAtMs = performance.now();
  const { urls } = useUrls.getState();
  useUrls.setState({ urls });
  takeShapes();
}

/** Gives photos of unknown shape the shape of their thumbnail. */
function takeShapes(): void {
  const { photos, aspects: before } = get();
  const aspects = before.slice();
  let changed = false;
  for (const id of learned) {
    const index = photos?.indexOf.get(id);
    if (index === undefined || !Number.isNaN(aspects[index])) continue;
    aspects[index] = quickAspects.get(id) ?? NaN;
    changed = true;
  }
  learned = [];
  if (changed) set({ aspects });
}

export function forgetQuickThumbnails(): void {
  if (showing !== null) clearTimeout(showing);
  showing = null;
  useUrls.setState({ urls: new Map() });
  quickAspects.clear();
  without.clear();
  learned = [];
  wanted = [];
}
