// Whether a picture is drawn or cut out instead of taken: white ground, or few colours.

import type { Raster } from '../../../../shared/photo.ts';
import { ramp } from './places.ts';

/** From here up a channel is paper white; skies and shirts rarely are in all three. */
const WHITE = 245;
/** A photo in sunlight reaches 0.08; cut-outs and drawings begin at a third. */
const WHITE_FROM = 0.08;
const WHITE_TO = 0.35;
/** Colours of five bits a channel: photos of 300 px have over a thousand, flat drawings a few hundred at most. */
const COLOURS_FROM = 200;
const COLOURS_TO = 700;
/** A picture is in colour when a hundredth of its pixels are. */
const COLOURED = 24;
const COLOURED_SHARE = 0.01;
/** A line is white when nearly all of it is; a picture behind a white frame begins with a line that mostly is not. */
const WHITE_LINE = 0.98;
const PICTURE_LINE = 0.4;

type Bounds = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** 0 for a photo, 1 for what is surely drawn, cut out or set on a white page. */
export function graphicness(raster: Raster): number {
  const white = whitePixels(raster);
  const inside = shareIn(white, raster.widthPx, insideFrame(white, raster));
  return Math.max(ramp(inside, WHITE_FROM, WHITE_TO), fewColours(raster));
}

function whitePixels({ data, widthPx, heightPx }: Raster): Uint8Array {
  const white = new Uint8Array(widthPx * heightPx);
  for (let i = 0; i < white.length; i++) {
    const darkest = Math.min(data[3 * i] ?? 0, data[3 * i + 1] ?? 0, data[3 * i + 2] ?? 0);
    white[i] = Number(darkest >= WHITE);
  }
  return white;
}

function shareIn(white: Uint8Array, widthPx: number, bounds: Bounds): number {
  const { left, top, right, bottom } = bounds;
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) sum += white[y * widthPx + x] ?? 0;
  }
  return sum / Math.max((right - left) * (bottom - top), 1);
}

/** A photo printed with a white frame is judged by what is inside; a drawing on white has no straight edge to it. */
function insideFrame(white: Uint8Array, { widthPx, heightPx }: Raster): Bounds {
  const whole = { left: 0, top: 0, right: widthPx, bottom: heightPx };
  const share = (bounds: Partial<Bounds>) => shareIn(white, widthPx, { ...whole, ...bounds });
  const row = (y: number) => share({ top: y, bottom: y + 1 });
  const column = (x: number) => share({ left: x, right: x + 1 });
  let { left, top, right, bottom } = whole;
  while (top < bottom && row(top) >= WHITE_LINE) top++;
  while (bottom > top && row(bottom - 1) >= WHITE_LINE) bottom--;
  while (left < right && column(left) >= WHITE_LINE) left++;
  while (right > left && column(right - 1) >= WHITE_LINE) right--;
  const inner = { left, top, right, bottom };
  const lines = [
    { ...inner, bottom: top + 1 },
    { ...inner, top: bottom - 1 },
    { ...inner, right: left + 1 },
    { ...inner, left: right - 1 },
  ];
  const framed = lines.every((line) => shareIn(white, widthPx, line) <= PICTURE_LINE);
  return framed && top < bottom && left < right ? inner : whole;
}

/** 1 for a handful of colours. Black-and-white photos have few by nature and are left alone. */
function fewColours({ data }: Raster): number {
  const seen = new Uint8Array(1 << 15);
  let [colours, coloured] = [0, 0];
  for (let i = 0; i < data.length; i += 3) {
    const [r, g, b] = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
    if (Math.max(r, g, b) - Math.min(r, g, b) >= COLOURED) coloured++;
    const colour = ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3);
    if (seen[colour]) continue;
    seen[colour] = 1;
    colours++;
  }
  if (coloured < (COLOURED_SHARE * data.length) / 3) return 0;
  return 1 - ramp(colours, COLOURS_FROM, COLOURS_TO);
}
