// A quick look at photos that have not been analysed: their small pictures, fetched for what is on the screen.

import type { QuickThumbnail } from '../../contract.ts';
import { attempt, type OpenShoot } from './open.ts';
import type { Shoot } from '../shoot.ts';

/** The first screen of a small window, so that it is drawn in one go; then enough that calls do not count. */
const firstBatch = 16;
const nextBatches = 24;

/** Pictures are put on the screen together, this often at most: each time the grid is laid out and drawn again. */
const showMs = 100;

export type QuickLook = {
  /** What is on the screen now and has no picture; what was wanted before and not yet fetched is dropped. */
  want(ids: readonly number[]): void;
  /** Resolves when everything wanted is there, or after `mostMs`: analysis then gets the processor. */
  shown(mostMs: number): Promise<void>;
};

export function quickLook(open: OpenShoot): QuickLook {
  /** One map that grows: a copy for every batch kept the garbage collector busy. */
  const images = new Map<number, string>();
  /** Asked for, and nothing to show. */
  const without = new Set<number>();
  let wanted: readonly number[] = [];
  let arrived: QuickThumbnail[] = [];
  let isFetching = false;
  let fetched = Promise.resolve();
  let rests = false;

  const show = async () => {
    if (rests || arrived.length === 0) return;
    open.put(withPictures(open.get(), images, arrived));
    arrived = [];
    rests = true;
    await open.rest(showMs);
    rests = false;
    await show();
  };
  const fetchBatch = async (ids: readonly number[]) => {
    const { thumbnails } = await open
      .ask('folder.thumbnails', { ids: [...ids] })
      .catch(() => ({ thumbnails: [] }));
    for (const { id, image } of thumbnails) if (image !== null) images.set(id, image);
    arrived.push(...thumbnails);
    // What could not be fetched is not asked for again: analysis will show it, or say why it cannot be read.
    for (const id of ids) if (!images.has(id)) without.add(id);
    void attempt(open, show);
  };
  const fetchWanted = async () => {
    isFetching = true;
    try {
      for (let size = firstBatch; ; size = nextBatches) {
        const ids = wanted.filter((id) => !images.has(id) && !without.has(id)).slice(0, size);
        if (ids.length === 0) return;
        await fetchBatch(ids);
      }
    } finally {
      isFetching = false; // at once: what is wanted next finds it so
    }
  };
  return {
    want(ids) {
      wanted = ids;
      if (!isFetching) fetched = fetchWanted();
    },
    async shown(mostMs) {
      await open.rest(50); // the grid asks once it is drawn
      await Promise.race([fetched, open.rest(mostMs)]);
    },
  };
}

/** The pictures that arrived, and their shapes for the photos whose own are not known yet. */
function withPictures(
  shoot: Shoot,
  images: ReadonlyMap<number, string>,
  arrived: readonly QuickThumbnail[],
): Shoot {
  const { photos, aspects: before } = shoot.known;
  const aspects = before.slice();
  let changed = false;
  for (const { id, widthPx, heightPx } of arrived) {
    const index = photos.indexOf.get(id);
    if (index === undefined || !Number.isNaN(aspects[index]) || !(widthPx > 0 && heightPx > 0))
      continue;
    aspects[index] = widthPx / heightPx;
    changed = true;
  }
  const known = { ...shoot.known, quick: { images }, aspects: changed ? aspects : before };
  return { ...shoot, known };
}
