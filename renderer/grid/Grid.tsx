// The ranked photos in justified rows; only the rows near the screen exist.

import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { viewId } from '../page/lost-focus.ts';
import { toggleBurst } from '../page/bursts.ts';
import { openLoupe, selectedPlace } from '../page/moving.ts';
import { wantQuickThumbnails } from './quick-thumbnails.ts';
import { clickPhoto } from './selecting.ts';
import { FilterLine } from '../filters/FilterLine.tsx';
import { openPhotoMenu } from '../menus/opening-menus.ts';
import { useSize } from '../parts/use-size.ts';
import { SearchLine } from '../search/SearchLine.tsx';
import { page, screen, setScreen, shoot, usePage, useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { GridNotes, NewOrder } from './GridNotes.tsx';
import { rowAt, makeRowsOf, tilesOfRow, type Rows } from './justified.ts';
import { useSteadyScroll } from './steady-scroll.ts';
import { captionPx, Tile, tileId } from './Tile.tsx';
import { isMeasured, useTileFacts } from './tile-facts.ts';
import './grid.css';

const gapPx = 8;
/** Around the rows, so that the ring of a selected photo at the edge is whole. */
const paddingPx = 16;
/** Rows are made this far beyond the screen, in heights of the screen. */
const overscan = 0.6;

/** The rows to draw: first, and one after the last. */
function rowsNear(rows: Rows, scrollTopPx: number, heightPx: number): readonly [number, number] {
  if (rows.count === 0) return [0, 0];
  const margin = heightPx * overscan;
  return [rowAt(rows, scrollTopPx - margin), rowAt(rows, scrollTopPx + heightPx + margin) + 1];
}

/** Id of the first photo of the row at this height; null at the start, where nothing needs to be kept. */
function photoAt(rows: Rows, topPx: number): number | null {
  const { known, order } = shoot();
  if (topPx <= 0) return null;
  const photo = order.shown[rows.starts[rowAt(rows, topPx)] ?? 0];
  return known.photos.columns.ids[photo ?? -1] ?? null;
}

/** Noted only when it is another: the grid tells at every pixel. */
function noteTop(gridTop: number | null): void {
  if (screen().gridTop !== gridTop) setScreen({ gridTop });
}

export function Grid(): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useShoot(({ order }) => order.shown);
  const aspects = useShoot(({ known }) => known.aspects);
  const tilePx = usePage(({ kept }) => kept.tilePx);
  const selected = useShoot(({ wanted }) => wanted.selected);
  const sort = useShoot(({ wanted }) => wanted.sort);
  const hand = usePage((state) => state.hand);
  const size = useSize(scroller);
  const widthPx = Math.max(0, size.widthPx - 2 * paddingPx);
  const [rowsOf] = useState(makeRowsOf);
  const rows = useMemo(
    () => rowsOf(shown, aspects, { widthPx, targetPx: tilePx, gapPx, captionPx }),
    [rowsOf, shown, aspects, widthPx, tilePx],
  );
  /** Where the screen is, as the last scroll event told: asking the element would lay out the page each time. */
  const topPx = useRef(0);
  const [drawnTopPx, setDrawnTopPx] = useState(0);
  const [first, end] = rowsNear(rows, drawnTopPx - paddingPx, size.heightPx);

  /** Rows far from the screen have no tiles that could be named. */
  const isDrawn = (place: number) =>
    place >= (rows.starts[first] ?? 0) && place < (rows.starts[Math.min(end, rows.count)] ?? 0);

  const follow = () => {
    const top = topPx.current;
    page().onScreen.grid = { rows, gapPx, scrollTopPx: top, heightPx: size.heightPx };
    if (size.heightPx > 0) noteTop(photoAt(rows, top - paddingPx));
    const near = rowsNear(rows, top - paddingPx, size.heightPx);
    // Drawn again only when the screen nears the end of what exists, not on every pixel.
    if (near[0] < first || near[1] > end || Math.abs(top - drawnTopPx) > size.heightPx / 2)
      setDrawnTopPx(top);
  };
  const openBurst = useShoot(({ wanted }) => wanted.openBurst);
  const { heightPx } = size;
  useSteadyScroll(scroller, topPx, { rows, shown, selected, openBurst, heightPx, paddingPx });
  useLayoutEffect(follow);
  useEffect(() => () => void (page().onScreen.grid = null), []);

  return (
    <div className="grid-column">
      <SearchLine />
      <FilterLine />
      <div
        className="grid-area"
        onPointerEnter={() => hand.over(true)}
        onPointerLeave={() => hand.over(false)}
      >
        <NewOrder />
        <div
          ref={scroller}
          id={viewId}
          className="grid"
          role="listbox"
          aria-multiselectable="true"
          tabIndex={0}
          aria-label={strings.order.photos(sort.by, sort.reversed)}
          aria-activedescendant={isDrawn(selectedPlace()) ? tileId(selected ?? 0) : undefined}
          onScroll={(event) => {
            topPx.current = event.currentTarget.scrollTop;
            follow();
          }}
          onClick={(event) => {
            const tile = event.target instanceof Element && event.target.closest('.tile');
            const keys = { range: event.shiftKey, toggle: event.ctrlKey || event.metaKey };
            if (!(tile instanceof HTMLElement)) return;
            clickPhoto(Number(tile.dataset['id']), keys);
            if (event.target instanceof Element && event.target.closest('.burst')) toggleBurst();
          }}
          onDoubleClick={openLoupe}
          onContextMenu={(event) =>
            openPhotoMenu(event, event.currentTarget.querySelector('.tile.selected'))
          }
        >
          <RowTiles rows={rows} first={first} end={end} />
        </div>
        <GridNotes />
      </div>
    </div>
  );
}

type RowTilesProps = { readonly rows: Rows; readonly first: number; readonly end: number };

function RowTiles({ rows, first, end }: RowTilesProps): ReactElement {
  const shown = useShoot(({ order }) => order.shown);
  const photos = useShoot(({ known }) => known.photos);
  const aspects = useShoot(({ known }) => known.aspects);
  const factsOf = useTileFacts();
  const tiles: ReactElement[] = [];
  const unseen: number[] = [];
  for (let row = first; row < Math.min(end, rows.count); row++) {
    const start = rows.starts[row] ?? 0;
    const top = Math.round((rows.tops[row] ?? 0) + paddingPx);
    const height = Math.round(rows.heights[row] ?? 0);
    tilesOfRow(rows, row, shown, aspects, gapPx).forEach(({ left, width }, along) => {
      const place = start + along;
      const index = shown[place] ?? 0;
      const facts = factsOf(index);
      if (!isMeasured(photos, index)) unseen.push(facts.id);
      const where = { place, total: shown.length, left: left + paddingPx, top, width, height };
      tiles.push(<Tile key={facts.id} {...facts} {...where} />);
    });
  }
  useEffect(() => wantQuickThumbnails(unseen));
  const height = (rows.tops[rows.count] ?? 0) + 2 * paddingPx;
  return (
    <div className="rows" role="presentation" style={{ height }}>
      {tiles}
    </div>
  );
}
