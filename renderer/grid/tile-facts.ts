// What a tile says about its photo, read from the columns.

import { useMemo } from 'react';
import { noBracket } from '../../shared/bursts/brackets.ts';
import { fileName } from '../page/file-name.ts';
import { isRanked, noPlace } from '../../shared/shoot/order.ts';
import { useQuickPictures } from './quick-thumbnails.ts';
import { contentHex, imageUrl } from '../page/engine.ts';
import { likenessOf } from '../../shared/people/piles.ts';
import { useShoot, usePage } from '../page/store.ts';
import type { TileCaption } from '../page/left.ts';
import { scoreText } from '../strings.ts';
import { exposureText } from '../../shared/shot.ts';
import type { Photos } from '../../shared/shoot/photos.ts';
import { picksOf } from '../../shared/shoot/burst-covers.ts';
import { together } from '../../shared/shoot/selection.ts';
import { marksOf } from './tile-marks.ts';
import type { TileProps } from './Tile.tsx';

export type TileFacts = Omit<TileProps, 'place' | 'total' | 'left' | 'top' | 'width' | 'height'>;

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
  const name = quick.get(photos.columns.ids[index] ?? -1);
  return name === undefined ? null : imageUrl('quick', name);
}

type Words = (photos: Photos, index: number, score: number | undefined) => string;

/** Nothing of a photo whose file does not say it, or that is not ranked yet. */
const wordsOf: Readonly<Record<TileCaption, Words>> = {
  score: (_, __, score) => (score === undefined ? '' : scoreText(score)),
  exposure: ({ columns }, index) => exposureText(columns, index),
  name: ({ columns }, index) => fileName(columns.paths[index] ?? ''),
};

/** A function from a photo's index to what its tile says. */
export function useTileFacts(): (index: number) => TileFacts {
  const photos = useShoot(({ known }) => known.photos);
  const ranking = useShoot(({ order }) => order.ranking);
  const decisions = useShoot(({ known }) => known.decisions);
  const match = useShoot(({ known }) => known.match);
  const selected = useShoot(({ wanted }) => wanted.selected);
  const selection = useShoot(({ wanted }) => wanted.selection);
  const stacked = useShoot(({ wanted }) => wanted.filters.stacked);
  const openBurst = useShoot(({ wanted }) => wanted.openBurst);
  const problems = useShoot(({ known }) => known.problems);
  const goodEyes = useShoot(({ known }) => known.settings['person.goodEyes']);
  const quick = useQuickPictures();
  const tileCaption = usePage(({ kept }) => kept.tileCaption);
  const broken = useMemo(() => new Set(problems.map(({ path }) => path)), [problems]);
  const { bursts } = photos;
  const { pick } = decisions;
  const picks = useMemo(() => picksOf(bursts, pick), [bursts, pick]);
  const chosen = together({ selected, selection });
  const open = bursts[photos.indexOf.get(openBurst ?? NaN) ?? -1];
  return (index) => {
    const { columns, burstSizes } = photos;
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
      words: wordsOf[tileCaption](
        photos,
        index,
        isRanked(ranking, index) ? ranking.scores[index] : undefined,
      ),
      pick: pick[index] ?? 0,
      stars: decisions.stars[index] ?? 0,
      label: decisions.label[index] ?? 0,
      burst: burstSizes[bursts[index] ?? 0] ?? 1,
      burstPicks: picks[bursts[index] ?? 0] ?? 0,
      byHand: columns.handBursts.has(index),
      inOpenBurst: stacked && bursts[index] === open,
      ...marksOf(photos, index, goodEyes),
      bracket: photos.brackets[index] !== noBracket,
      person: match?.sure[index] === 1,
      maybe: match !== null && likenessOf(match, index) === 'maybe',
      copies: columns.copies.has(index),
      unreadable: !measured && broken.has(path),
      selected: id === selected,
      chosen: chosen.size > 1 && chosen.has(id),
    };
  };
}
