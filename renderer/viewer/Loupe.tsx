// One photo as large as the window, its faces, 1:1 zoom, and its neighbours in the ranking.

import { useEffect, type ReactElement } from 'react';
import { fileName } from '../actions/decide.ts';
import { noPlace } from '../actions/derive.ts';
import { openGrid, selectedPlace, selectNext } from '../actions/move.ts';
import { useQuickThumbnails, wantQuickThumbnails } from '../actions/quick-thumbnails.ts';
import { imageUrl } from '../engine.ts';
import { hexOf, isMeasured, thumbnailOf } from '../grid/tile-facts.ts';
import { Icon } from '../parts/icons.tsx';
import { selectedIndex, set, useStore, type Photos } from '../store.ts';
import { count, scoreText, strings } from '../strings.ts';
import { Filmstrip } from './Filmstrip.tsx';
import { Stage } from './Stage.tsx';
import './viewer.css';

export function Loupe(): ReactElement {
  const photos = useStore((state) => state.photos);
  const index = useStore(selectedIndex);
  const quick = useQuickThumbnails();
  const shown = useStore((state) => state.shown);
  useEffect(() => {
    if (photos && index >= 0) {
      if (!isMeasured(photos, index)) wantQuickThumbnails([photos.columns.ids[index] ?? 0]);
      preloadNeighbours(photos, shown);
    }
  }, [photos, index, shown]);
  const ready = photos !== null && index >= 0 && isMeasured(photos, index);
  const hex = ready ? hexOf(photos, index) : null;
  return (
    <section className="loupe" aria-label={strings.loupe.name}>
      <LoupeBar index={index} />
      {photos && index >= 0 && (
        <Stage
          key={photos.columns.ids[index]}
          index={index}
          thumbnail={thumbnailOf(photos, index, quick)}
          preview={hex === null ? null : imageUrl('preview', hex)}
        />
      )}
      <Filmstrip />
    </section>
  );
}

/** So that the next key finds its photo decoded: one behind, two ahead. */
function preloadNeighbours(photos: Photos, shown: Uint32Array): void {
  const place = selectedPlace();
  for (const step of [1, -1, 2]) {
    const index = shown[place + step];
    const hex = index !== undefined && isMeasured(photos, index) ? hexOf(photos, index) : null;
    if (hex === null) continue;
    const image = new Image();
    image.src = imageUrl('preview', hex);
    image.decode().catch(() => undefined); // only a head start: the stage says what is missing
  }
}

function LoupeBar({ index }: { readonly index: number }): ReactElement {
  const photos = useStore((state) => state.photos);
  const ranking = useStore((state) => state.ranking);
  const zoomed = useStore((state) => state.zoomed);
  const shown = useStore((state) => state.shown);
  const place = ranking.places[index] ?? noPlace;
  const text = strings.loupe;
  return (
    <div className="loupe-bar">
      <button type="button" className="quiet" onClick={openGrid}>
        <Icon name="back" />
        {text.back}
      </button>
      <b className="file">{fileName(photos?.columns.paths[index] ?? '')}</b>
      {photos && isMeasured(photos, index) && place !== noPlace && (
        <span className="muted numbers">
          {strings.grid.rank(place + 1)} · {scoreText(ranking.scores[index] ?? 0)}
        </span>
      )}
      <Decided index={index} />
      <span className="spring" />
      <span className="muted numbers">{text.of(shown.indexOf(index) + 1, shown.length)}</span>
      <button
        type="button"
        className="quiet"
        aria-label={text.previous}
        onClick={() => selectNext(-1)}
      >
        <Icon name="left" />
      </button>
      <button type="button" className="quiet" aria-label={text.next} onClick={() => selectNext(1)}>
        <Icon name="right" />
      </button>
      <button
        type="button"
        className="quiet"
        aria-pressed={zoomed}
        onClick={() => set({ zoomed: !zoomed })}
      >
        <Icon name="zoom" />
        {zoomed ? text.fit : text.zoom}
      </button>
    </div>
  );
}

function Decided({ index }: { readonly index: number }): ReactElement {
  const { pick, stars, label } = useStore((state) => state.decisions);
  const starred = stars[index] ?? 0;
  const labelled = label[index] ?? 0;
  return (
    <span className="decided">
      {pick[index] === 1 && (
        <span className="picked">
          <Icon name="pick" /> {strings.grid.pick}
        </span>
      )}
      {pick[index] === -1 && (
        <span>
          <Icon name="reject" /> {strings.grid.reject}
        </span>
      )}
      {starred > 0 && <span title={count(starred)}>{'★'.repeat(starred)}</span>}
      {labelled > 0 && (
        <span className={`label label-${labelled}`} title={strings.labels[labelled]} />
      )}
    </span>
  );
}
