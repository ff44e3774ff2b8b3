// The photo itself: fitted or at 1:1, dragged with the hand, its faces to be clicked. Two of them move together.

import { useEffect, useRef, type PointerEvent, type ReactElement } from 'react';
import { boxOf, facesOf } from '../../shared/people/faces.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { findFaceFrom } from '../people/person-acts.ts';
import { tileAspect } from '../grid/justified.ts';
import { useSize } from '../parts/use-size.ts';
import { page, setScreen, useScreen, useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { dragged, fitted, zoomed as zoomedTo, type Placed } from './fit.ts';
import { Clipping } from './Clipping.tsx';
import { SeenMarks } from './SeenMarks.tsx';
import { useFullSize } from './use-full-size.ts';

type Props = {
  readonly index: number;
  readonly thumbnail: string | null;
  readonly preview: string | null;
  /** What the picture is called; the photo alone on the screen needs no name. */
  readonly name?: string;
  /** Whether it may be marked what was seen. */
  readonly marked?: boolean;
};

/** While a photo's own size is unknown it is fitted by its shape. */
const unknownWidthPx = 4000;

export function Stage({ index, thumbnail, preview, name, marked = false }: Props): ReactElement {
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const columns = useShoot(({ known }) => known.photos.columns);
  const aspect = tileAspect(useShoot(({ known }) => known.aspects[index]));
  const isZoomed = useScreen((state) => state.zoomed);
  const centre = useScreen((state) => state.centre);
  const { url: full, loading } = useFullSize(index, isZoomed);
  const photo = sizeOf(columns, index, aspect);
  const placed = isZoomed
    ? zoomedTo(photo, size, centre, window.devicePixelRatio)
    : fitted(photo, size);
  useEffect(() => void (page().onScreen.photo = { placed, size }));
  const hand = useHand(placed, size);
  const zoomAt = (event: PointerEvent<HTMLElement> | React.MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - box.left - placed.left) / placed.width;
    const y = (event.clientY - box.top - placed.top) / placed.height;
    setScreen({ centre: { x, y }, zoomed: !isZoomed });
  };
  return (
    <div
      ref={area}
      className={isZoomed ? 'stage zoomed' : 'stage'}
      onDoubleClick={zoomAt}
      {...(isZoomed && hand)}
    >
      <div
        className="photo"
        style={{
          transform: `translate(${placed.left}px, ${placed.top}px)`,
          width: placed.width,
          height: placed.height,
        }}
      >
        {thumbnail !== null && <img src={thumbnail} alt="" draggable={false} />}
        {preview !== null && (
          <img src={preview} alt={name ?? strings.loupe.name} draggable={false} />
        )}
        {isZoomed && full !== null && <img src={full} alt="" draggable={false} />}
        <Clipping src={(isZoomed ? full : null) ?? preview} />
        {marked && <SeenMarks index={index} />}
        {!isZoomed && <FaceFrames index={index} />}
      </div>
      {loading && <p className="stage-note">{strings.loupe.loading}</p>}
      {preview === null && <p className="stage-note">{strings.loupe.notReady}</p>}
    </div>
  );
}

/** Upright pixels of the photo's file; its shape at a likely size while they are unknown. */
function sizeOf(
  columns: Pick<PhotoColumns, 'widthPx' | 'heightPx'> | undefined,
  index: number,
  aspect: number,
): { readonly widthPx: number; readonly heightPx: number } {
  const [widthPx, heightPx] = [columns?.widthPx[index] ?? 0, columns?.heightPx[index] ?? 0];
  if (widthPx > 0 && heightPx > 0) return { widthPx, heightPx };
  return { widthPx: unknownWidthPx, heightPx: unknownWidthPx / aspect };
}

type Hand = Record<'onPointerDown' | 'onPointerMove', (event: PointerEvent<HTMLElement>) => void>;

function useHand(
  placed: Placed,
  size: { readonly widthPx: number; readonly heightPx: number },
): Hand {
  const start = useRef<{ x: number; y: number; placed: Placed }>(null);
  return {
    onPointerDown: (event) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { x: event.clientX, y: event.clientY, placed };
    },
    onPointerMove: (event) => {
      const from = start.current;
      if (!from || event.buttons === 0) return;
      const by = [event.clientX - from.x, event.clientY - from.y] as const;
      setScreen({ centre: dragged(from.placed, size, ...by) });
    },
  };
}

/** A second click that comes so soon is the rest of a double click, which zooms; milliseconds. */
const doubleClickMs = 350;

/** Acts on a single click only; a key that presses the button acts at once. */
function useSingleClick(): (event: React.MouseEvent, act: () => void) => void {
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  return ({ detail: clicks }, act) => {
    clearTimeout(waiting.current);
    if (clicks === 0) act();
    else if (clicks === 1) waiting.current = setTimeout(act, doubleClickMs);
  };
}

/** A frame around each counted face; a click finds that person. */
function FaceFrames({ index }: { readonly index: number }): ReactElement | null {
  const columns = useShoot(({ known }) => known.photos.columns);
  const settings = useShoot(({ known }) => known.settings);
  const groups = useShoot(({ known }) => known.groups);
  const onSingleClick = useSingleClick();
  return (
    <>
      {facesOf(columns.faces, index, settings).counted.map((face) => {
        const { x, y, width, height } = boxOf(columns.faces, face);
        const group = groups?.groups[groups.group[face] ?? -1];
        const name = group?.name ?? strings.people.someone;
        const percent = (share: number) => `${100 * share}%`;
        return (
          <button
            key={face}
            type="button"
            className="face-frame"
            aria-label={strings.people.faceHere(name)}
            title={strings.people.faceHere(name)}
            style={{
              left: percent(x),
              top: percent(y),
              width: percent(width),
              height: percent(height),
            }}
            onClick={(event) => onSingleClick(event, () => findFaceFrom(face, group?.name ?? null))}
          />
        );
      })}
    </>
  );
}
