// Where text stands in a crop: the detector's map of text pixels as boxes, each turned as its text is.

import { at } from '../../../../shared/arithmetic/vectors.ts';

/** How surely each pixel is of a text, 0..1, row by row. */
export type TextMap = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly values: Float32Array;
};

/** A rectangle in pixels of the map, turned clockwise about its middle. */
export type TextBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Between -45 and 45 degrees, in radians: text is taken to be upright rather than to run downwards. */
  readonly angle: number;
};

// As PaddleOCR publishes them for this network.
const TEXT_FROM = 0.3;
const BOX_FROM = 0.6;
/** The map shows the core of a text: its box grows on each side by this share of area over perimeter. */
const GROWTH = 1.6;
/** Smaller specks are no text. */
const LEAST_PX = 30;

const ANGLES = Array.from({ length: 19 }, (_, i) => ((i - 9) * 5 * Math.PI) / 180);
/** A turned box must be so much smaller than the upright one: a single digit is nearly round and fits at any angle. */
const TURNED_BELOW = 0.88;

/** The surest parts of the map, each as one box. */
export function textBoxes(map: TextMap): readonly TextBox[] {
  return regions(map)
    .filter(({ length, score }) => length >= LEAST_PX && score >= BOX_FROM)
    .map(({ pixels }) => grown(tightest(pixels, map.widthPx)));
}

type Region = {
  readonly pixels: readonly number[];
  readonly length: number;
  /** Mean of the map within it. */
  readonly score: number;
};

/** Pixels that are of a text and touch each other. */
function regions({ values, widthPx }: TextMap): Region[] {
  const seen = new Uint8Array(values.length);
  const found: Region[] = [];
  const isNew = (pixel: number) => seen[pixel] === 0 && at(values, pixel) > TEXT_FROM;
  for (let start = 0; start < values.length; start++) {
    if (!isNew(start)) continue;
    const pixels = [start];
    seen[start] = 1;
    let sum = 0;
    for (let next = 0; next < pixels.length; next++) {
      const pixel = pixels[next] ?? 0;
      sum += at(values, pixel);
      for (const other of neighbours(pixel, widthPx, values.length)) {
        if (!isNew(other)) continue;
        seen[other] = 1;
        pixels.push(other);
      }
    }
    found.push({ pixels, length: pixels.length, score: sum / pixels.length });
  }
  return found;
}

function neighbours(pixel: number, widthPx: number, count: number): number[] {
  const column = pixel % widthPx;
  return [
    ...(column > 0 ? [pixel - 1] : []),
    ...(column < widthPx - 1 ? [pixel + 1] : []),
    ...(pixel >= widthPx ? [pixel - widthPx] : []),
    ...(pixel + widthPx < count ? [pixel + widthPx] : []),
  ];
}

function tightest(pixels: readonly number[], widthPx: number): TextBox {
  const boxes = ANGLES.map((angle) => boxAround(pixels, widthPx, angle));
  const area = ({ width, height }: TextBox) => width * height;
  const smallest = boxes.reduce((a, b) => (area(b) < area(a) ? b : a));
  const upright = boxAround(pixels, widthPx, 0);
  return area(smallest) < TURNED_BELOW * area(upright) ? smallest : upright;
}

function boxAround(pixels: readonly number[], widthPx: number, angle: number): TextBox {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const pixel of pixels) {
    const x = (pixel % widthPx) + 0.5;
    const y = Math.floor(pixel / widthPx) + 0.5;
    const along = x * cos + y * sin;
    const down = y * cos - x * sin;
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, down);
    bottom = Math.max(bottom, down);
  }
  const [along, down] = [(left + right) / 2, (top + bottom) / 2];
  return {
    x: along * cos - down * sin,
    y: along * sin + down * cos,
    width: right - left + 1,
    height: bottom - top + 1,
    angle,
  };
}

function grown(box: TextBox): TextBox {
  const { width, height } = box;
  const growth = (GROWTH * width * height) / (2 * (width + height));
  return { ...box, width: width + 2 * growth, height: height + 2 * growth };
}
