// What becomes of a frame on its way to a file: cut, halved, stored as a turned camera would.

import type { Raster } from '../../../shared/photo.ts';

/** In pixels, whole numbers, inside the raster it is cut from. */
export type Rectangle = {
  readonly left: number;
  readonly top: number;
  readonly widthPx: number;
  readonly heightPx: number;
};

export function cut(raster: Raster, { left, top, widthPx, heightPx }: Rectangle): Raster {
  const data = new Uint8Array(3 * widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const from = 3 * ((top + y) * raster.widthPx + left);
    data.set(raster.data.subarray(from, from + 3 * widthPx), 3 * y * widthPx);
  }
  return { widthPx, heightPx, data };
}

/** Half the size: the mean of every two by two pixels. */
export function halved(raster: Raster): Raster {
  const [widthPx, heightPx] = [raster.widthPx >> 1, raster.heightPx >> 1];
  const data = new Uint8Array(3 * widthPx * heightPx);
  const row = 3 * raster.widthPx;
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const from = 2 * (y * row + 3 * x);
      for (let channel = 0; channel < 3; channel += 1) {
        const sum = [0, 3, row, row + 3].reduce(
          (total, offset) => total + (raster.data[from + offset + channel] ?? 0),
          0,
        );
        data[3 * (y * widthPx + x) + channel] = Math.round(sum / 4);
      }
    }
  }
  return { widthPx, heightPx, data };
}

/** The pixels as they are stored in a file of that Exif orientation (1 to 8) which shows `upright`. */
export function stored(upright: Raster, orientation: number): Raster {
  if (orientation === 1) return upright;
  const lies = orientation >= 5;
  const widthPx = lies ? upright.heightPx : upright.widthPx;
  const heightPx = lies ? upright.widthPx : upright.heightPx;
  const mirrored = [2, 3, 7, 8].includes(orientation);
  const flipped = [3, 4, 6, 7].includes(orientation);
  const data = new Uint8Array(upright.data.length);
  let from = 0;
  for (let y = 0; y < upright.heightPx; y += 1) {
    for (let x = 0; x < upright.widthPx; x += 1) {
      const across = lies ? y : x;
      const down = lies ? x : y;
      const column = mirrored ? widthPx - 1 - across : across;
      const row = flipped ? heightPx - 1 - down : down;
      const to = 3 * (row * widthPx + column);
      for (let channel = 0; channel < 3; channel += 1)
        data[to + channel] = upright.data[from++] ?? 0;
    }
  }
  return { widthPx, heightPx, data };
}
