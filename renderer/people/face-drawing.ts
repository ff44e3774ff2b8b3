// Cutting a face out of a photo's picture.

import type { Box } from '../../shared/photo.ts';
import { page } from '../page/store.ts';

/** Room left around the face's box, in shares of its larger side. */
const margin = 0.25;

/** Side of the square that is cut out around a face, in pixels of a picture of that size. */
export function cropSide(box: Box, widthPx: number, heightPx: number): number {
  return Math.max(box.width * widthPx, box.height * heightPx) * (1 + 2 * margin);
}

/** One at a time: a dozen previews at once would make scrolling stutter. */
export function loadInTurn(url: string): Promise<HTMLImageElement | null> {
  const load = () =>
    new Promise<HTMLImageElement | null>((resolve) => {
      const image = new Image();
      image.onload = () => resolve(image);
      image.onerror = () => resolve(null); // the preview is not in the cache any more: the circle stays empty
      image.src = url;
    });
  return page().facePictures(load);
}

type Square = { readonly left: number; readonly top: number; readonly side: number };

function squareAround(box: Box, { naturalWidth, naturalHeight }: HTMLImageElement): Square {
  const side = cropSide(box, naturalWidth, naturalHeight);
  const left = (box.x + box.width / 2) * naturalWidth - side / 2;
  const top = (box.y + box.height / 2) * naturalHeight - side / 2;
  return { left, top, side };
}

/**
 * As `drawFace`, for one face of a picture that shows nothing else: by way of a small bitmap, as a preview drawn on a
 * canvas stays decoded, 11 MB each, twice.
 */
export async function cutFace(
  canvas: HTMLCanvasElement,
  image: HTMLImageElement,
  box: Box,
): Promise<void> {
  const { left, top, side } = squareAround(box, image);
  const [x, y, size] = [Math.round(left), Math.round(top), Math.max(1, Math.round(side))];
  const { width, height } = canvas;
  const small = { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' } as const;
  const face = await createImageBitmap(image, x, y, size, size, small);
  const context = canvas.getContext('2d');
  context?.clearRect(0, 0, width, height);
  context?.drawImage(face, 0, 0);
  face.close();
}

/** Fills a square canvas with the face in the middle; what lies beyond the photo's edge stays empty. */
export function drawFace(canvas: HTMLCanvasElement, image: HTMLImageElement, box: Box): void {
  const { left, top, side } = squareAround(box, image);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, left, top, side, side, 0, 0, canvas.width, canvas.height);
}
