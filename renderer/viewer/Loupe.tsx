// One photo as large as the window, its faces, 1:1 zoom, and its neighbours in the ranking.

import { useEffect, type ReactElement } from 'react';
import { viewId } from '../page/lost-focus.ts';
import { openGrid, selectedPlace } from '../page/moving.ts';
import { useQuickPictures, wantQuickThumbnails } from '../grid/quick-thumbnails.ts';
import { imageUrl } from '../page/engine.ts';
import { hexOf, isMeasured, thumbnailOf } from '../grid/tile-facts.ts';
import { selectedIndex, useShoot } from '../page/store.ts';
import type { Photos } from '../../shared/shoot/photos.ts';
import { strings } from '../strings.ts';
import { Filmstrip } from './Filmstrip.tsx';
import { ClippingButton, MarksButton } from './OverlayButtons.tsx';
import { Stage } from './Stage.tsx';
import { ViewerBar } from './ViewerBar.tsx';
import { ZoomButton } from './ZoomButton.tsx';
import './viewer.css';

export function Loupe(): ReactElement {
  const photos = useShoot(({ known }) => known.photos);
  const index = useShoot(selectedIndex);
  const quick = useQuickPictures();
  const shown = useShoot(({ order }) => order.shown);
  useEffect(() => {
    if (index >= 0) {
      if (!isMeasured(photos, index)) wantQuickThumbnails([photos.columns.ids[index] ?? 0]);
      preloadNeighbours(photos, shown);
    }
  }, [photos, index, shown]);
  const ready = index >= 0 && isMeasured(photos, index);
  const hex = ready ? hexOf(photos, index) : null;
  return (
    <section id={viewId} tabIndex={-1} className="loupe" aria-label={strings.loupe.name}>
      <ViewerBar index={index} back={strings.loupe.back} onBack={openGrid}>
        <ClippingButton />
        <MarksButton />
        <ZoomButton />
      </ViewerBar>
      {index >= 0 && (
        <Stage
          key={photos.columns.ids[index]}
          index={index}
          thumbnail={thumbnailOf(photos, index, quick)}
          preview={hex === null ? null : imageUrl('preview', hex)}
          marked
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
