// The players' cards and the team sheet: real faces to find, in the colours of the club, with number and name.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Raster } from '../../../shared/photo.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { decodePhoto } from '../formats/decode.ts';
import { rasterToJpeg, renderSvg } from '../formats/rasters.ts';
import { drawText, svgDocument } from '../report/drawing.ts';
import { cut } from './arrange.ts';
import { roster, teamNames, type Member } from './drawn/match/teams.ts';

/** The package whose photos show the faces. */
export const facesPackage = '@vladmandic/face-api';

type Face = {
  readonly file: string;
  /** x, y, width, height in pixels of the photo. */
  readonly box: readonly [number, number, number, number];
};

/** Of one person there are two photos: one is on her card, with the other one looks for her. */
export const wanted = 9;
const reference: Face = { file: 'demo/sample1.jpg', box: [1477, 199, 199, 236] };
/* prettier-ignore */
const faces: ReadonlyMap<number, Face> = new Map([
  [3, { file: 'demo/sample6.jpg', box: [1479, 281, 215, 275] }],
  [4, { file: 'demo/sample5.jpg', box: [1398, 396, 184, 262] }],
  [6, { file: 'demo/sample6.jpg', box: [663, 352, 177, 277] }],
  [7, { file: 'demo/sample5.jpg', box: [1112, 200, 158, 235] }],
  [8, { file: 'demo/sample6.jpg', box: [246, 501, 221, 254] }],
  [wanted, { file: 'demo/sample3.jpg', box: [1067, 228, 210, 289] }],
  [10, { file: 'demo/sample5.jpg', box: [788, 111, 154, 209] }],
  [11, { file: 'demo/sample3.jpg', box: [1505, 308, 176, 257] }],
]);
/** Numbers of the home team that have a card. */
export const carded: readonly number[] = [...faces.keys()];

/** Around a face, in its heights: the head, and little of what was behind it. */
const HEAD = 1.62;
const JPEG_QUALITY = 92;

/** Pictures with faces, each drawn when asked for; the photos are opened once. */
export type Cards = {
  /** Somebody's card, 800 x 1000 pixels. `again`: another shot, framed a little differently. */
  card(number: number, again: boolean): Promise<Raster>;
  /** Several beside each other under a title, 1200 x 800 pixels. */
  sheet(title: string, numbers: readonly number[]): Promise<Raster>;
  /** The photo with which to look for the wanted person. */
  reference(): Promise<Raster>;
};

export function openCards(): Cards {
  const home = dirname(createRequire(import.meta.url).resolve(`${facesPackage}/package.json`));
  const opened = new Map<string, Promise<Raster>>();
  const photo = (file: string): Promise<Raster> => {
    const known = opened.get(file);
    if (known) return known;
    const read = readFile(join(home, file)).then(
      async (bytes) => (await decodePhoto(bytes, file, defaultSettings)).detail,
    );
    opened.set(file, read);
    return read;
  };
  const head = async ({ file, box }: Face, heights: number) =>
    squareAround(await photo(file), box, heights);
  const portrait = async (number: number, heights = HEAD): Promise<string> => {
    const face = faces.get(number);
    if (!face) throw new Error(`The demo has no face of number ${number}.`);
    const jpeg = await rasterToJpeg(await head(face, heights), JPEG_QUALITY);
    return `data:image/jpeg;base64,${jpeg.toString('base64')}`;
  };
  return {
    card: async (number, again) =>
      drawn(800, 1000, cardSvg(memberOf(number), await portrait(number, again ? 1.75 : HEAD))),
    async sheet(title, numbers) {
      const tiles: string[] = [];
      const columns = Math.min(4, numbers.length);
      const rows = Math.ceil(numbers.length / columns);
      const radius = rows > 1 ? 108 : 190;
      for (const [i, number] of numbers.entries()) {
        const x = (1200 * ((i % columns) + 0.5)) / columns;
        const y = rows > 1 ? 250 + 320 * Math.floor(i / columns) : 380;
        tiles.push(tileSvg(memberOf(number), await portrait(number), x, y, radius));
      }
      const heading = drawText(title, 60, 84, { sizePx: 44, weight: 'semibold', fill: '#f7f5f0' });
      return drawn(1200, 800, `${ground(1200, 800)}${heading}${tiles.join('')}`);
    },
    reference: () => head(reference, 2.1),
  };
}

function memberOf(number: number): Member {
  const member = roster.find((one) => one.team === 'home' && one.number === number);
  if (!member) throw new Error(`The demo's roster has no number ${number}.`);
  return member;
}

function squareAround(photo: Raster, [x, y, width, height]: Face['box'], heights: number): Raster {
  const side = Math.round(Math.min(heights * height, photo.heightPx, photo.widthPx));
  const from = (middle: number, most: number) =>
    Math.round(Math.min(Math.max(middle - side / 2, 0), most - side));
  return cut(photo, {
    left: from(x + width / 2, photo.widthPx),
    top: from(y + height * 0.46, photo.heightPx),
    widthPx: side,
    heightPx: side,
  });
}

async function drawn(widthPx: number, heightPx: number, body: string): Promise<Raster> {
  const png = await renderSvg(svgDocument(widthPx, heightPx, body));
  return (await decodePhoto(png, 'card.png', defaultSettings)).detail;
}

function ground(widthPx: number, heightPx: number): string {
  const bands = Array.from({ length: 9 }, (_, i) => {
    const x = i * 190 - 300;
    return `<path d="M${x} ${heightPx} l${heightPx * 0.6} ${-heightPx} h95 l${-heightPx * 0.6} ${heightPx} z" fill="#ffffff" opacity="0.035"/>`;
  });
  return (
    `<defs><linearGradient id="club" x1="0" y1="0" x2="0.6" y2="1"><stop offset="0" stop-color="#b62a37"/><stop offset="1" stop-color="#5f1019"/></linearGradient></defs>` +
    `<rect width="${widthPx}" height="${heightPx}" fill="url(#club)"/>${bands.join('')}`
  );
}

function circle(photo: string, x: number, y: number, radius: number, id: string): string {
  return (
    `<clipPath id="${id}"><circle cx="${x}" cy="${y}" r="${radius}"/></clipPath>` +
    `<image x="${x - radius}" y="${y - radius}" width="${2 * radius}" height="${2 * radius}" clip-path="url(#${id})" href="${photo}"/>` +
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="#f7f5f0" stroke-width="${Math.round(radius / 22)}"/>`
  );
}

function cardSvg({ number, name, team }: Member, photo: string): string {
  const middle = { align: 'middle', weight: 'semibold' } as const;
  return (
    ground(800, 1000) +
    drawText(String(number), 70, 170, { sizePx: 150, weight: 'semibold', fill: '#f7f5f0' }) +
    circle(photo, 400, 450, 275, 'face') +
    drawText(name, 400, 842, { sizePx: 58, fill: '#f7f5f0', ...middle }) +
    drawText(teamNames[team], 400, 908, { sizePx: 34, fill: '#f3c9c4', align: 'middle' })
  );
}

function tileSvg(
  { number, name }: Member,
  photo: string,
  x: number,
  y: number,
  radius: number,
): string {
  const middle = { align: 'middle', weight: 'semibold' } as const;
  return (
    circle(photo, x, y, radius, `face-${number}`) +
    drawText(`${number}  ${name}`, x, y + radius + 46, { sizePx: 27, fill: '#f7f5f0', ...middle })
  );
}
