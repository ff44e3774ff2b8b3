// One photo pixel a screen pixel, and what of the photo one then sees first.

import { boxOf, facesOf } from '../../shared/people/faces.ts';
import { screen, selectedIndex, setScreen, shoot } from '../page/store.ts';
import type { Point } from './fit.ts';

/** Zooms in on the face that matters most, or out again. */
export function toggleZoom(): void {
  setScreen(screen().zoomed ? { zoomed: false } : { zoomed: true, centre: firstLook() });
}

/** The middle of the photo's main face; the middle of the photo where there is none. */
function firstLook(): Point {
  const { photos, settings } = shoot().known;
  const { faces } = photos.columns;
  const { main } = facesOf(faces, selectedIndex(shoot()), settings);
  if (main === undefined) return { x: 0.5, y: 0.5 };
  const { x, y, width, height } = boxOf(faces, main);
  return { x: x + width / 2, y: y + height / 2 };
}
