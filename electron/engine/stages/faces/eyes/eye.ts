// Where one eye lies in the pixels.

import type { Point } from '../detection.ts';

export type Eye = {
  readonly side: 'right' | 'left'; // the person's
  /** Halfway between the corners, in pixels of the raster. */
  readonly centre: Point;
  /** Between the corners. */
  readonly widthPx: number;
  /** Clockwise turn of the line through the corners, in radians. */
  readonly angle: number;
};
