// Cutting a face out of a photo's picture.

import type { Box } from '../../shared/photo.ts';

/** Room left around the face's box, in shares of its larger side. */
const margin = 0.25;

/** Side of the square that is cut out around a face, in pixels of a picture of that size. */
export function cropSide(box: Box, widthPx: number, heightPx: number): number {
  return Math.max(box.width * widthPx, box.height * heightPx) * (1 + 2 * margin);
}

/** One at a time: decoding a dozen previews at once would make scrolling stutter. */
let lastLoad: Promise<unknown> = Promise.resolve();

export function loadInTurn(url: string): Promise<HTMLImageElement | null> {
  const loaded = lastLoad.then(async () => {
    const image = new Image();
    image.src = url;
    return image.decode().then(
      () => image,
      () => null, // the preview is not in the cache any more: the circle stays empty
    );
  });
  lastLoad = loaded;
  return loaded;
}

/** Fills a square canvas with the face in the middle; what lies beyond the photo's edge stays empty. */
export function drawFace(canvas: HTMLCanvasElement, image: HTMLImageElement, box: Box): void {
  const { naturalWidth, naturalHeight } = image;
  const side = cropSide(box, naturalWidth, naturalHeight);
  const left = (box.x + box.width / 2) * naturalWidth - side / 2;
  const top = (box.y + box.height / 2) * naturalHeight - side / 2;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, left, top, side, side, 0, 0, canvas.width, canvas.height);
}
