// What a tile says about its photo, read from the columns.

import { useMemo } from 'react';
import { fileName } from '../page/deciding.ts';
import { isRanked, noPlace } from '../page/derive.ts';
import { useQuickThumbnails } from './quick-thumbnails.ts';
import { contentHex, imageUrl } from '../page/engine.ts';
import { useStore, type Photos } from '../page/store.ts';
import { together } from './selection.ts';
import type { TileProps } from './Tile.tsx';

export type TileFacts = Omit<TileProps, 'place' | 'total' | 'left' | 'top' | 'width' | 'height'>;

/** The softest tenth of the folder's range is marked. */
const blurredTo = 0.1;

/** Hex of each photo's content, worked out once: scrolling asks for the same ones again and again. */
const hexes = new WeakMap<Uint8Array, Map<number, string | null>>();

export function hexOf({ columns }: Photos, index: number): string | null {
  const { contents } = columns;
  const known = hexes.get(contents) ?? new Map<number, string | null>();
  hexes.set(contents, known);
  const hex = known.get(index) ?? contentHex(contents, index);
  known.set(index, hex);
  return hex;
}

/** Whether analysis has measured anything of the photo. */
export function isMeasured({ columns }: Photos, index: number): boolean {
  return !Number.isNaN(columns.signals.exposure[index] ?? NaN);
}

/** The picture to show of a photo now: the cached thumbnail, else the quick one, else none. */
export function thumbnailOf(
  photos: Photos,
  index: number,
  quick: ReadonlyMap<number, string>,
): string | null {
  const hex = isMeasured(photos, index) ? hexOf(photos, index) : null;
  if (hex !== null) return imageUrl('thumbnail', hex);
  return quick.get(photos.columns.ids[index] ?? -1) ?? null;
}

/** A function from a photo's index to what its tile says. */
export function useTileFacts(): (index: number) => TileFacts | null {
  const photos = useStore((state) => state.photos);
  const ranking = useStore((state) => state.ranking);
  const decisions = useStore((state) => state.decisions);
  const person = useStore((state) => state.person);
  const selected = useStore((state) => state.selected);
  const selection = useStore((state) => state.selection);
  const problems = useStore((state) => state.problems);
  const goodEyes = useStore((state) => state.settings['person.goodEyes']);
  const quick = useQuickThumbnails();
  const broken = useMemo(() => new Set(problems.map(({ path }) => path)), [problems]);
  const chosen = together({ selected, selection });
  return (index) => {
    if (!photos) return null;
    const { columns, normalised, bursts, burstSizes } = photos;
    const id = columns.ids[index] ?? -1;
    const path = columns.paths[index] ?? '';
    const place = ranking.places[index] ?? noPlace;
    const measured = isMeasured(photos, index);
    return {
      id,
      src: thumbnailOf(photos, index, quick),
      name: fileName(path),
      rank: isRanked(ranking, index) ? place + 1 : null,
      score: ranking.scores[index] ?? 0,
      pick: decisions.pick[index] ?? 0,
      stars: decisions.stars[index] ?? 0,
      label: decisions.label[index] ?? 0,
      burst: burstSizes[bursts[index] ?? 0] ?? 1,
      eyesClosed: (columns.signals.eyes_open[index] ?? NaN) < goodEyes,
      blurred: (normalised.sharpness[index] ?? NaN) <= blurredTo,
      person: person?.match?.matched[index] === 1,
      unreadable: !measured && broken.has(path),
      selected: id === selected,
      chosen: chosen.size > 1 && chosen.has(id),
    };
  };
}
