// The picture that faces are cut out of: the preview at once, every pixel of the photo where that would look soft.

import { useEffect, useState } from 'react';
import { boxOf } from '../../shared/people/faces.ts';
import { imageUrl } from '../page/engine.ts';
import { hexOf } from '../grid/tile-facts.ts';
import { cropSide } from '../people/face-drawing.ts';
import type { Photos } from '../../shared/shoot/photos.ts';
import { whileShown } from '../parts/while-shown.ts';
import { useFullSize } from '../viewer/use-full-size.ts';
import type { FaceFacts } from './face-facts.ts';

/** Longest side of a preview, px. */
const previewPx = 2048;

/** Null while the preview loads, or when it is no longer in the cache. */
export function useFacePicture(
  photos: Photos,
  index: number,
  facts: readonly FaceFacts[],
  sizePx: number,
): HTMLImageElement | null {
  const soft = facts.some(({ face }) => isSoft(photos, index, face, sizePx));
  const full = usePicture(useFullSize(index, soft).url);
  const hex = hexOf(photos, index);
  const preview = usePicture(hex === null ? null : imageUrl('preview', hex));
  return full ?? preview;
}

/** Whether the preview has fewer pixels of a face than are shown, and the photo has more. */
function isSoft({ columns }: Photos, index: number, face: number, sizePx: number): boolean {
  const [width, height] = [columns.widthPx[index] ?? 0, columns.heightPx[index] ?? 0];
  const scale = previewPx / Math.max(width, height);
  if (!(scale < 1)) return false;
  const side = cropSide(boxOf(columns.faces, face), width * scale, height * scale);
  return side < sizePx * window.devicePixelRatio;
}

function usePicture(url: string | null): HTMLImageElement | null {
  const [picture, setPicture] = useState<HTMLImageElement | null>(null);
  useEffect(() => {
    if (url === null) return undefined;
    return whileShown(
      async ({ wait }) => {
        const image = new Image();
        image.src = url;
        await wait(image.decode());
        setPicture(image);
      },
      () => undefined, // not in the cache any more: the places of the faces stay empty
    );
  }, [url]);
  return picture;
}
