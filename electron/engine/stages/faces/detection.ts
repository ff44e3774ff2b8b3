// What a face detector returns, whichever network it is.

/** A rectangle in pixels of the raster that was searched; may reach over its edge. */
export type PixelBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A square of the raster; may reach over its edge, where everything is black. */
export type Square = { readonly x: number; readonly y: number; readonly sidePx: number };

/** A point in pixels of the raster that was searched. */
export type Point = { readonly x: number; readonly y: number };

export type Detection = {
  readonly box: PixelBox;
  /** The detector's score, 0..1. */
  readonly confidence: number;
  /** Right eye, left eye, nose, right and left mouth corner (the person's right), where the network gives them. */
  readonly points?: readonly [Point, Point, Point, Point, Point];
};
