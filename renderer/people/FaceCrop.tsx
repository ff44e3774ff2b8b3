// A face cut out of its photo's preview, drawn when it comes into view.

import { useEffect, useRef, type ReactElement } from 'react';
import { boxOf } from '../../shared/people/faces.ts';
import { imageUrl } from '../page/engine.ts';
import { hexOf } from '../grid/tile-facts.ts';
import { useShoot } from '../page/store.ts';
import { whileShown } from '../parts/while-shown.ts';
import { cutFace, loadInTurn } from './face-drawing.ts';

type Props = { readonly face: number; readonly sizePx: number };

export function FaceCrop({ face, sizePx }: Props): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const photos = useShoot(({ known }) => known.photos);
  const index = photos.columns.faces.photo[face] ?? -1;
  const hex = index >= 0 ? hexOf(photos, index) : null;
  const { x, y, width, height } = boxOf(photos.columns.faces, face);
  useEffect(() => {
    const target = canvas.current;
    if (!target || hex === null) return undefined;
    const seen = Promise.withResolvers<undefined>();
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) seen.resolve(undefined);
    });
    observer.observe(target);
    const stop = whileShown(async ({ wait }) => {
      await wait(seen.promise);
      observer.disconnect();
      const image = await wait(loadInTurn(imageUrl('preview', hex)));
      if (image) await cutFace(target, image, { x, y, width, height });
    });
    return () => {
      stop();
      observer.disconnect();
    };
  }, [hex, x, y, width, height]);
  const pixels = Math.round(sizePx * Math.min(2, window.devicePixelRatio));
  return <canvas ref={canvas} className="face" width={pixels} height={pixels} aria-hidden="true" />;
}
