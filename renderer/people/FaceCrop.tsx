// A face cut out of its photo's preview, drawn when it comes into view.

import { useEffect, useRef, type ReactElement } from 'react';
import { imageUrl } from '../page/engine.ts';
import { hexOf } from '../grid/tile-facts.ts';
import { useShoot } from '../page/store.ts';
import { cutFace, loadInTurn } from './face-drawing.ts';

type Props = { readonly face: number; readonly sizePx: number };

export function FaceCrop({ face, sizePx }: Props): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const photos = useShoot(({ known }) => known.photos);
  const index = photos.columns.faces.photo[face] ?? -1;
  const hex = index >= 0 ? hexOf(photos, index) : null;
  const [x, y, width, height] = photos.columns.faces.box.subarray(4 * face, 4 * face + 4);
  useEffect(() => {
    const target = canvas.current;
    if (!target || hex === null) return undefined;
    const box = { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 };
    let gone = false;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void loadInTurn(imageUrl('preview', hex)).then((image) => {
        if (image && !gone) void cutFace(target, image, box);
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
