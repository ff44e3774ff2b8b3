// Where a photo stands in the loupe: fitted to the window, or at one photo pixel a screen pixel around a point.

export type Placed = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** A point of the photo, in shares of its width and height. */
export type Point = { readonly x: number; readonly y: number };

type Area = { readonly widthPx: number; readonly heightPx: number };

/** As large as the window allows, never larger than the photo itself, in the middle. */
export function fitted(photo: Area, area: Area): Placed {
  const scale = Math.min(area.widthPx / photo.widthPx, area.heightPx / photo.heightPx, 1);
  const [width, height] = [photo.widthPx * scale, photo.heightPx * scale];
  return { left: (area.widthPx - width) / 2, top: (area.heightPx - height) / 2, width, height };
}

/**
 * One photo pixel on one screen pixel (`density` of them a CSS pixel), `centre` in the middle of the window as far as
 * the photo's edges allow; a side that is smaller than the window stands in its middle.
 */
export function zoomed(photo: Area, area: Area, centre: Point, density: number): Placed {
  const [width, height] = [photo.widthPx / density, photo.heightPx / density];
  return {
    left: along(width, area.widthPx, centre.x),
    top: along(height, area.heightPx, centre.y),
    width,
    height,
  };
}

function along(length: number, window: number, centre: number): number {
  if (length <= window) return (window - length) / 2;
  return Math.min(0, Math.max(window - length, window / 2 - centre * length));
}

/** The centre after dragging the photo by so many CSS pixels; it stops where the photo's edge meets the window's. */
export function dragged(placed: Placed, area: Area, byX: number, byY: number): Point {
  return {
    x: centreAfter(placed.left + byX, placed.width, area.widthPx),
    y: centreAfter(placed.top + byY, placed.height, area.heightPx),
  };
}

function centreAfter(start: number, length: number, window: number): number {
  if (length <= window) return 0.5;
  const half = window / 2 / length;
  return Math.min(1 - half, Math.max(half, (window / 2 - start) / length));
}
