// The ranked photos in justified rows; only the rows near the screen exist.

import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { remember } from '../actions/memory.ts';
import { openLoupe, selectedPlace } from '../actions/move.ts';
import { wantQuickThumbnails } from '../actions/quick-thumbnails.ts';
import { clickPhoto } from '../actions/select.ts';
import { pointerEntersPhotos, pointerLeavesPhotos } from '../actions/settle.ts';
import { FilterLine } from '../filters/FilterLine.tsx';
import { useSize } from '../parts/use-size.ts';
import { get, useStore } from '../store.ts';
import { strings } from '../strings.ts';
import { GridNotes, NewOrder } from './GridNotes.tsx';
import { justify, rowAt, rowOfPlace, tilesOfRow, type Rows } from './justified.ts';
import { noteLayout } from './moves.ts';
import { captionPx, Tile, tileId } from './Tile.tsx';
import { noteTopPhoto, takeWantedPhoto } from './scroll-place.ts';
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
  const { shown, photos } = get();
  if (topPx <= 0) return null;
  const photo = shown[rows.starts[rowAt(rows, topPx)] ?? 0];
  return photo === undefined ? null : (photos?.columns.ids[photo] ?? null);
}

export function Grid(): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useStore((state) => state.shown);
  const aspects = useStore((state) => state.aspects);
  const tilePx = useStore((state) => state.tilePx);
  const selected = useStore((state) => state.selected);
  const size = useSize(scroller);
  const widthPx = Math.max(0, size.widthPx - 2 * paddingPx);
  const rows = useMemo(
    () => justify(shown, aspects, { widthPx, targetPx: tilePx, gapPx, captionPx }),
    [shown, aspects, widthPx, tilePx],
  );
  const [scrollTopPx, setScrollTopPx] = useState(0);
  const [first, end] = rowsNear(rows, scrollTopPx - paddingPx, size.heightPx);

  const follow = () => {
    const top = scroller.current?.scrollTop ?? 0;
    noteLayout({ rows, gapPx, scrollTopPx: top, heightPx: size.heightPx });
    if (size.heightPx > 0) noteTopPhoto(photoAt(rows, top - paddingPx));
    const near = rowsNear(rows, top - paddingPx, size.heightPx);
    // Drawn again only when the screen nears the end of what exists, not on every pixel.
    if (near[0] < first || near[1] > end || Math.abs(top - scrollTopPx) > size.heightPx / 2)
      setScrollTopPx(top);
  };
  useSteadyScroll(scroller, rows, size.heightPx, selected);
  useLayoutEffect(follow);
  useEffect(() => () => noteLayout(null), []);

  return (
    <div className="grid-column">
      <FilterLine />
      <div
        className="grid-area"
        onPointerEnter={pointerEntersPhotos}
        onPointerLeave={pointerLeavesPhotos}
      >
        <NewOrder />
        <div
          ref={scroller}
          className="grid"
          role="listbox"
          aria-multiselectable="true"
          tabIndex={0}
          aria-label={strings.grid.name}
          aria-activedescendant={selectedPlace() >= 0 ? tileId(selected ?? 0) : undefined}
          onScroll={() => {
            follow();
            remember();
          }}
          onClick={(event) => {
            const tile = event.target instanceof Element && event.target.closest('.tile');
            const keys = { range: event.shiftKey, toggle: event.ctrlKey || event.metaKey };
            if (tile instanceof HTMLElement) clickPhoto(Number(tile.dataset['id']), keys);
          }}
          onDoubleClick={openLoupe}
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
  const shown = useStore((state) => state.shown);
  const photos = useStore((state) => state.photos);
  const aspects = useStore((state) => state.aspects);
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
      if (!facts || !photos) return;
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

/** Scrolls to where the grid was left; false when it was at its start, or is no longer the same. */
function openAt(element: HTMLElement, rows: Rows): boolean {
  const id = takeWantedPhoto();
  const { photos, shown } = get();
  const place = id === null ? -1 : shown.indexOf(photos?.indexOf.get(id) ?? -1);
  if (place < 0) return false;
  element.scrollTop = (rows.tops[rowOfPlace(rows, place)] ?? 0) + paddingPx;
  return true;
}

/**
 * Keeps the eye's place: the selected photo stays where it is on the screen when results reorder the photos or
 * the rows are laid out anew, and comes into view when the selection moves.
 */
function useSteadyScroll(
  scroller: React.RefObject<HTMLDivElement | null>,
  rows: Rows,
  heightPx: number,
  selected: number | null,
): void {
  const orderBy = useStore((state) => state.orderBy);
  const before = useRef<{ rows: Rows; selected: number | null; offsetPx: number | null }>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    const place = selectedPlace();
    if (!element || heightPx === 0) return;
    const row = rowOfPlace(rows, Math.max(0, place));
    const topPx = place < 0 ? null : (rows.tops[row] ?? 0) + paddingPx;
    const last = before.current;
    const opening = last === null && openAt(element, rows);
    if (opening) {
      // The photos stand where they were left; the selected one may be elsewhere.
    } else if (topPx !== null && last?.selected !== selected) {
      const bottomPx = topPx + (rows.heights[row] ?? 0) + captionPx;
      const low = bottomPx - heightPx + paddingPx;
      const high = topPx - paddingPx;
      if (element.scrollTop > high) element.scrollTop = high;
      else if (element.scrollTop < low) element.scrollTop = low;
    } else if (topPx !== null && last && last.rows !== rows && orderBy === 'results') {
      const offsetPx = last.offsetPx;
      const seen = offsetPx !== null && offsetPx > -heightPx / 4 && offsetPx < heightPx;
      if (seen) element.scrollTop = topPx - offsetPx;
    }
    const offsetPx = topPx === null ? null : topPx - element.scrollTop;
    before.current = { rows, selected, offsetPx };
  });
  useEffect(() => {
    const element = scroller.current;
    const note = () => {
      const place = selectedPlace();
      const known = before.current;
      if (!element || !known || place < 0) return;
      const topPx = (known.rows.tops[rowOfPlace(known.rows, place)] ?? 0) + paddingPx;
      before.current = { ...known, offsetPx: topPx - element.scrollTop };
    };
    element?.addEventListener('scroll', note, { passive: true });
    return () => element?.removeEventListener('scroll', note);
  }, [scroller]);
}
