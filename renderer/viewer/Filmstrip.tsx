// The neighbours of the photo in the loupe, small, so that one sees what comes next.

import { useEffect, useRef, type ReactElement } from 'react';
import { selectPlace } from '../page/moving.ts';
import { useQuickPictures } from '../grid/quick-thumbnails.ts';
import { thumbnailOf } from '../grid/tile-facts.ts';
import { selectedIndex, useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';

/** On each side. */
const neighbours = 12;

export function Filmstrip(): ReactElement {
  const photos = useShoot(({ known }) => known.photos);
  const shown = useShoot(({ order }) => order.shown);
  const pick = useShoot(({ known }) => known.decisions.pick);
  const index = useShoot(selectedIndex);
  const quick = useQuickPictures();
  const here = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    here.current?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [index]);
  const place = shown.indexOf(index);
  const from = Math.max(0, place - neighbours);
  const strip = shown.subarray(from, place + neighbours + 1);
  return (
    <div className="strip" role="group" aria-label={strings.loupe.strip}>
      {Array.from(strip, (photo, along) => {
        const src = thumbnailOf(photos, photo, quick);
        const current = photo === index;
        return (
          <button
            key={photos.columns.ids[photo]}
            ref={current ? here : null}
            type="button"
            tabIndex={-1}
            className={pick[photo] === -1 ? 'rejected' : ''}
            aria-current={current}
            aria-label={strings.grid.rank(from + along + 1)}
            onClick={() => selectPlace(from + along)}
          >
            {src !== null && <img src={src} alt="" draggable={false} />}
          </button>
        );
      })}
    </div>
  );
}
