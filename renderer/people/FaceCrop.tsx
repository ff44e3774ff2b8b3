// A face cut out of its photo's preview, drawn when it comes into view.

import { useEffect, useRef, type ReactElement } from 'react';
import { imageUrl } from '../engine.ts';
import { hexOf } from '../grid/tile-facts.ts';
import { useStore } from '../store.ts';

type Props = { readonly face: number; readonly sizePx: number };

/** Room left around the face's box, in shares of its larger side. */
const margin = 0.25;

export function FaceCrop({ face, sizePx }: Props): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const photos = useStore((state) => state.photos);
  const index = photos?.columns.faces.photo[face] ?? -1;
  const hex = photos && index >= 0 ? hexOf(photos, index) : null;
  const [x, y, width, height] = photos?.columns.faces.box.subarray(4 * face, 4 * face + 4) ?? [];
  useEffect(() => {
    const target = canvas.current;
    if (!target || hex === null) return undefined;
    const box = { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 };
    let gone = false;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void load(imageUrl('preview', hex)).then((image) => {
        if (image && !gone) draw(target, image, box);
      });
    });
    observer.observe(target);
    return () => {
      gone = true;
      observer.disconnect();
    };
  }, [hex, x, y, width, height]);
  const pixels = Math.round(sizePx * Math.min(2, window.devicePixelRatio));
  return <canvas ref={canvas} className="face" width={pixels} height={pixels} aria-hidden="true" />;
}

/** One at a time: decoding a dozen previews at once would make scrolling stutter. */
let lastLoad: Promise<unknown> = Promise.resolve();

function load(url: string): Promise<HTMLImageElement | null> {
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

type FaceBox = Record<'x' | 'y' | 'width' | 'height', number>;

function draw(canvas: HTMLCanvasElement, image: HTMLImageElement, box: FaceBox): void {
  const { naturalWidth, naturalHeight } = image;
  const side = Math.max(box.width * naturalWidth, box.height * naturalHeight) * (1 + 2 * margin);
  const left = (box.x + box.width / 2) * naturalWidth - side / 2;
  const top = (box.y + box.height / 2) * naturalHeight - side / 2;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, left, top, side, side, 0, 0, canvas.width, canvas.height);
}
