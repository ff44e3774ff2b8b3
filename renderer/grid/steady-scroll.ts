// Keeps the eye's place when rows are laid out anew, and brings the selected photo into view.

import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { selectedPlace } from '../page/moving.ts';
import { screen, setScreen, shoot, useShoot } from '../page/store.ts';
import { anchoredTop, rowOfPlace, type Rows } from './justified.ts';
import { captionPx } from './Tile.tsx';

export type Layout = {
  readonly rows: Rows;
  /** The order that is laid out. */
  readonly shown: Uint32Array;
  readonly selected: number | null;
  /** As in `Wanted`: a burst that opens or closes moves its photo. */
  readonly openBurst: number | null;
  readonly heightPx: number;
  /** Above the first row. */
  readonly paddingPx: number;
};

type Seen = Layout & {
  /** Of the selected photo's row below the top of the screen; null when nothing is selected. */
  readonly offsetPx: number | null;
};

/**
 * The selected photo stays where it is on the screen when results reorder the photos, and comes into view when the
 * selection moves or a burst opens. When the same photos are laid out anew, as with shapes that have become known, the first row on the
 * screen stays where it is. `scrollTopPx` is kept up to date: asking the element would lay out the page each time.
 */
export function useSteadyScroll(
  scroller: RefObject<HTMLDivElement | null>,
  scrollTopPx: RefObject<number>,
  layout: Layout,
): void {
  const orderBy = useShoot(({ order }) => order.by);
  const before = useRef<Seen>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || layout.heightPx === 0) return;
    const topPx = selectedTop(layout);
    const last = before.current;
    const to = last
      ? steadyTop(last, layout, topPx, scrollTopPx.current, orderBy === 'results')
      : (openingTop(layout) ?? intoView(layout, topPx, scrollTopPx.current));
    if (Math.abs(to - scrollTopPx.current) >= 1) {
      element.scrollTop = to;
      scrollTopPx.current = element.scrollTop;
    }
    const offsetPx = topPx === null ? null : topPx - scrollTopPx.current;
    before.current = { ...layout, offsetPx };
  });
  useEffect(() => {
    const element = scroller.current;
    const note = () => {
      const known = before.current;
      if (!element || !known) return;
      const topPx = selectedTop(known);
      if (topPx !== null) before.current = { ...known, offsetPx: topPx - element.scrollTop };
    };
    element?.addEventListener('scroll', note, { passive: true });
    return () => element?.removeEventListener('scroll', note);
  }, [scroller]);
}

/** Where the grid was left, once; null when it was at its start, or is no longer the same. */
function openingTop({ rows, shown, paddingPx }: Layout): number | null {
  const { gridOpensAt } = screen();
  if (gridOpensAt === null) return null;
  setScreen({ gridOpensAt: null });
  const place = shown.indexOf(shoot().known.photos.indexOf.get(gridOpensAt) ?? -1);
  return place < 0 ? null : (rows.tops[rowOfPlace(rows, place)] ?? 0) + paddingPx;
}

/** Top of the selected photo's row; null when nothing is selected. */
function selectedTop({ rows, paddingPx }: Layout): number | null {
  const place = selectedPlace();
  return place < 0 ? null : (rows.tops[rowOfPlace(rows, place)] ?? 0) + paddingPx;
}

function steadyTop(
  last: Seen,
  layout: Layout,
  topPx: number | null,
  scrollTopPx: number,
  byResults: boolean,
): number {
  const { rows, shown, selected, openBurst, heightPx, paddingPx } = layout;
  if (last.selected !== selected || last.openBurst !== openBurst)
    return intoView(layout, topPx, scrollTopPx);
  if (last.rows === rows) return scrollTopPx;
  const { offsetPx } = last;
  const seen = offsetPx !== null && offsetPx > -heightPx / 4 && offsetPx < heightPx;
  if (topPx !== null && seen && byResults) return topPx - offsetPx;
  if (last.shown !== shown || last.heightPx === 0) return scrollTopPx;
  return anchoredTop(last.rows, rows, scrollTopPx - paddingPx) + paddingPx;
}

/** The nearest place of the screen that shows the whole row of the selected photo. */
function intoView(layout: Layout, topPx: number | null, scrollTopPx: number): number {
  if (topPx === null) return scrollTopPx;
  const { rows, heightPx, paddingPx } = layout;
  const rowPx = rows.heights[rowOfPlace(rows, selectedPlace())] ?? 0;
  const low = topPx + rowPx + captionPx + paddingPx - heightPx;
  const high = topPx - paddingPx;
  return scrollTopPx > high ? high : Math.max(low, scrollTopPx);
}
