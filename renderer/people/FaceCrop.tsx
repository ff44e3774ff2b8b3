// A face cut out of its photo's preview, drawn when it comes into view.

import { useEffect, useRef, type ReactElement } from 'react';
import { boxOf } from '../../shared/faces.ts';
import { imageUrl } from '../page/engine.ts';
import { hexOf } from '../grid/tile-facts.ts';
import { useStore } from '../page/store.ts';
import { cutFace, loadInTurn } from './face-drawing.ts';

type Props = { readonly face: number; readonly sizePx: number };

const noBox = { x: 0, y: 0, width: 0, height: 0 } as const;

export function FaceCrop({ face, sizePx }: Props): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const photos = useStore((state) => state.photos);
  const index = photos?.columns.faces.photo[face] ?? -1;
  const hex = photos && index >= 0 ? hexOf(photos, index) : null;
  const { x, y, width, height } = photos ? boxOf(photos.columns.faces, face) : noBox;
  useEffect(() => {
    const target = canvas.current;
    if (!target || hex === null) return undefined;
    let gone = false;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void loadInTurn(imageUrl('preview', hex)).then((image) => {
        if (image && !gone) void cutFace(target, image, { x, y, width, height });
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
