// In to one photo pixel a screen pixel, and out again.

import type { ReactElement } from 'react';
import { toggleZoom } from './zoom.ts';
import { Icon } from '../parts/icons.tsx';
import { useScreen } from '../page/store.ts';
import { strings } from '../strings.ts';

export function ZoomButton(): ReactElement {
  const zoomed = useScreen((state) => state.zoomed);
  return (
    <button type="button" className="quiet" aria-pressed={zoomed} onClick={toggleZoom}>
      <Icon name="zoom" />
      {zoomed ? strings.loupe.fit : strings.loupe.zoom}
    </button>
  );
}
