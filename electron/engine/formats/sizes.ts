// Sizes of pictures: upright, as a camera states them, and as its stored thumbnails have them.

import type { Box } from '../../../shared/photo.ts';
import type { Region } from './cut-out.ts';
import type { Size } from './raw/raw-size.ts';

/** The middle of `from` that has the shape of `photo`; all of it within 2 %, which is rounding. */
export function sameShape(
  from: Size,
  photo: Size,
): { left: number; top: number; width: number; height: number } {
  const shape = photo.widthPx / photo.heightPx;
  const excess = from.widthPx / from.heightPx / shape;
  const width = excess > 1.02 ? Math.round(from.heightPx * shape) : from.widthPx;
  const height = excess < 0.98 ? Math.round(from.widthPx / shape) : from.heightPx;
  const left = Math.floor((from.widthPx - width) / 2);
  return { left, top: Math.floor((from.heightPx - height) / 2), width, height };
}

/** The first stated size, unless the preview shows another section of the sensor: then the preview's. */
export function originalSize(stated: readonly (Size | null)[], preview: Size): Size {
  const shape = ({ widthPx, heightPx }: Size) => widthPx / heightPx;
  const fits = (size: Size | null): size is Size =>
    size !== null &&
    size.widthPx >= preview.widthPx &&
    Math.abs(shape(size) / shape(preview) - 1) < 0.03; // a sensor has a margin of 1 to 2 %
  return stated.find(fits) ?? preview;
}

export function uprightSize({ widthPx, heightPx }: Size, orientation: number): Size {
  return orientation >= 5 ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx };
}

/** Where a box of the upright photo lies among its pixels as they are stored, in shares of those. */
export function storedBox(box: Box, orientation: number): Box {
  const { x, y, width, height } = box;
  const fromRight = 1 - x - width;
  const fromBottom = 1 - y - height;
  const turned = { width: height, height: width };
  switch (orientation) {
    case 2:
      return { ...box, x: fromRight };
    case 3:
      return { ...box, x: fromRight, y: fromBottom };
    case 4:
      return { ...box, y: fromBottom };
    case 5:
      return { x: y, y: x, ...turned };
    case 6:
      return { x: y, y: fromRight, ...turned };
    case 7:
      return { x: fromBottom, y: fromRight, ...turned };
    case 8:
      return { x: fromBottom, y: x, ...turned };
    default:
      return box;
  }
}

/** The whole pixels of a box that lie in a picture; null where none does. */
export function pixelsOf({ x, y, width, height }: Box, { widthPx, heightPx }: Size): Region | null {
  const within = (share: number, sidePx: number) =>
    Math.min(sidePx, Math.max(0, Math.round(share * sidePx)));
  const [left, right] = [within(x, widthPx), within(x + width, widthPx)];
  const [top, bottom] = [within(y, heightPx), within(y + height, heightPx)];
  return right > left && bottom > top
    ? { left, top, width: right - left, height: bottom - top }
    : null;
}

/**
 * JPEG decodes to a half, a quarter or an eighth for less than its full cost, but sharp uses the half only
 * from a threefold reduction on. Where a little less than `limitPx` gets there (24 MP: 1999 px
 * instead of 2048), a photo decodes in three quarters of the time.
 */
export function reducedSide({ widthPx, heightPx }: Size, limitPx: number): number {
  const third = Math.floor(Math.max(widthPx, heightPx) / 3) - 1; // 1: the other side may round up
  return third < limitPx && third >= limitPx * 0.875 ? third : limitPx;
}
