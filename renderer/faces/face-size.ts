// How large faces are shown: all alike, and as large as lets all of them be seen at once.

import type { Size } from '../parts/use-size.ts';
import { surveyLayout } from '../survey/layout.ts';

/** Smaller, eyes cannot be judged: rather scroll. Larger, most faces have no more pixels to show. */
const leastPx = 160;
const mostPx = 320;
/** As in faces.css: between faces, around them, and what is said above them. */
const gapPx = 24;
const paddingPx = 48;
const headPx = 64;
/** The lines below a face. */
const captionPx = 128;

/** Side of each face's square, CSS pixels. */
export function faceSizePx(faces: number, { widthPx, heightPx }: Size): number {
  const boxes = surveyLayout(new Array<number>(faces).fill(1), {
    widthPx: Math.max(0, widthPx - paddingPx),
    heightPx: Math.max(0, heightPx - headPx),
    gapPx,
    captionPx,
  });
  return Math.floor(Math.min(mostPx, Math.max(leastPx, boxes[0]?.height ?? leastPx)));
}
