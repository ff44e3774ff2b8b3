// A quick look at photos that have not been analysed: their small pictures, fetched for what is on the screen.

import { create } from 'zustand';
import { call } from '../engine.ts';
import { get } from '../store.ts';
import { refilter } from './rank.ts';

/** Few enough that the first arrive at once, many enough that calls do not count. */
const batchSize = 8;

type Urls = Map<number, string | null>;

/** One map that grows, in a state that is new each time: a copy for every batch kept the garbage collector busy. */
const useUrls = create<{ readonly urls: Urls }>()(() => ({ urls: new Map() }));

/** Blob URL of each photo's quick thumbnail by the photo's id; null where there is none to show. */
export const useQuickThumbnails = (): ReadonlyMap<number, string | null> => useUrls().urls;

/** Shapes learned from quick thumbnails, width over height by id. */
export const quickAspects = new Map<number, number>();

let wanted: readonly number[] = [];
let fetching = false;

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
    for (;;) {
      const known = useUrls.getState().urls;
      const ids = wanted.filter((id) => !known.has(id)).slice(0, batchSize);
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
  const { urls } = useUrls.getState();
  let shapesChanged = false;
  // What could not be fetched is not asked for again: analysis will show it, or say why it cannot be read.
  for (const id of ids) urls.set(id, null);
  for (const { id, jpeg, widthPx, heightPx } of answer?.thumbnails ?? []) {
    if (jpeg) urls.set(id, URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' })));
    if (widthPx > 0 && heightPx > 0 && !quickAspects.has(id)) {
      quickAspects.set(id, widthPx / heightPx);
      shapesChanged = true;
    }
  }
  useUrls.setState({ urls });
  if (shapesChanged) takeShapes();
}

/** Gives photos of unknown shape the shape of their thumbnail. */
function takeShapes(): void {
  const { photos } = get();
  if (!photos) return;
  const aspects = photos.aspects.map((aspect, index) =>
    Number.isNaN(aspect) ? (quickAspects.get(photos.columns.ids[index] ?? -1) ?? NaN) : aspect,
  );
  refilter({ photos: { ...photos, aspects } });
}

export function forgetQuickThumbnails(): void {
  for (const url of useUrls.getState().urls.values()) if (url) URL.revokeObjectURL(url);
  useUrls.setState({ urls: new Map() });
  quickAspects.clear();
  wanted = [];
}
