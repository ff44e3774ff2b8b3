// Owns the golden table of formats: every sample file is decoded upright in right colours, or has a sentence.
// Run: node test/golden/formats.ts [CONTACT-SHEET.png]

import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, relative, resolve } from 'node:path';
import sharp from 'sharp';
import * as z from 'zod';
import { decodePhoto, type DecodedPhoto } from '../../electron/engine/formats/decode.ts';
import { hasPhotoExtension } from '../../electron/engine/files/file-kind.ts';
import { scanFolder } from '../../electron/engine/files/scan.ts';
import type { Raster } from '../../shared/photo.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { defaultSettings } from '../../shared/settings.ts';

const folder = resolve(import.meta.dirname, '../../../shared/photos/formats');

/** ImageMagick's reading of the same files; formats-expected.sh says how it was made. */
const expectedSchema = z.array(
  z.object({ photo: z.string(), size: z.array(z.number()), quarters: z.array(z.number()) }),
);
type Expected = z.infer<typeof expectedSchema>[number];

/** Largest difference of a quarter's mean colour, of 255: both sides round, and reduce before averaging. */
const tolerance = 2;

/** Where the two readings differ by right of each. */
const explained: ReadonlyMap<string, string> = new Map([
  [
    'sharp/Channel_digital_image_CMYK_color_no_profile.jpg',
    'no profile: which inks is a guess of each',
  ],
  ['sharp/bgbn4a08.png', 'linear gamma by a gAMA chunk, which libvips ignores'],
  ['sharp/bggn4a16.png', 'background colour of its own by a bKGD chunk, here white'],
  ['sharp/tbgn2c16.png', 'linear gamma by a gAMA chunk, which libvips ignores'],
]);

type Outcome = {
  readonly name: string;
  readonly photo: DecodedPhoto | null;
  /** The sentence where there is no photo. */
  readonly message: string;
  readonly ms: number;
};

async function open(path: string): Promise<Outcome> {
  const name = relative(folder, path);
  const start = performance.now();
  const done = (photo: DecodedPhoto | null, message: string) => ({
    ...{ name, photo, message },
    ms: performance.now() - start,
  });
  try {
    return done(await decodePhoto(await readFile(path), basename(path), defaultSettings), '');
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return done(null, error.message);
  }
}

/** Mean colour of each quarter, 12 numbers in rows; a middle row or column counts half to either side. */
function quarterColours({ widthPx, heightPx, data }: Raster): number[] {
  const sums = new Float64Array(12);
  for (let y = 0; y < heightPx; y += 1) {
    const lower = Math.min(1, Math.max(0, y + 1 - heightPx / 2));
    for (let x = 0; x < widthPx; x += 1) {
      const right = Math.min(1, Math.max(0, x + 1 - widthPx / 2));
      const shares = [
        (1 - lower) * (1 - right),
        (1 - lower) * right,
        lower * (1 - right),
        lower * right,
      ];
      for (let i = 0; i < 12; i += 1) {
        const value = data[(y * widthPx + x) * 3 + (i % 3)] ?? 0;
        sums[i] = (sums[i] ?? 0) + value * (shares[Math.floor(i / 3)] ?? 0);
      }
    }
  }
  return [...sums].map((sum) => (sum * 4) / (widthPx * heightPx));
}

const largest = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? NaN))));

function describe(name: string, photo: DecodedPhoto, expected: Expected | undefined): string {
  const colours = quarterColours(photo.analysis);
  const mean = [0, 1, 2].map((c) =>
    Math.round([0, 3, 6, 9].reduce((sum, at) => sum + (colours[at + c] ?? NaN), 0) / 4),
  );
  const size = `${photo.widthPx} x ${photo.heightPx}`;
  const differs = expected ? compare(name, photo, colours, expected) : 'not read by ImageMagick';
  return `${photo.kind.padEnd(5)} ${size.padEnd(12)} rgb ${mean.join(',').padEnd(12)} ${differs}`;
}

function compare(
  name: string,
  photo: DecodedPhoto,
  colours: readonly number[],
  { size, quarters }: Expected,
): string {
  const difference = largest(colours, quarters);
  const why = explained.get(name);
  if (why) return `differs ${difference.toFixed(1)}: ${why}`;
  const sameSize = size[0] === photo.widthPx && size[1] === photo.heightPx;
  if (sameSize && difference <= tolerance) return `differs ${difference.toFixed(1)}`;
  process.exitCode = 1;
  return `WRONG: differs ${difference.toFixed(1)}, there ${size.join(' x ')}`;
}

/**
 * Two shots, each stored in all eight orientations: every one must come out as the first. The eight were
 * saved apart and carry their number as a mark: ImageMagick's readings differ by 3 to 5 among themselves.
 */
function orientations(outcomes: readonly Outcome[]): void {
  for (const shot of ['Landscape', 'Portrait']) {
    const rasters = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (turn) => outcomes.find(({ name }) => name === `sharp/${shot}_${turn}.jpg`)?.photo?.detail,
    );
    const [first, ...rest] = rasters;
    const differences = rest.map((raster) =>
      first && raster ? meanDifference(first, raster) : NaN,
    );
    if (differences.some((difference) => !(difference < 6))) process.exitCode = 1;
    const shown = differences.map((difference) => difference.toFixed(2)).join(' ');
    console.log(`${shot} 2 to 8 against 1, mean absolute difference: ${shown}`);
  }
}

function meanDifference(a: Raster, b: Raster): number {
  if (a.widthPx !== b.widthPx || a.heightPx !== b.heightPx) return Infinity;
  let sum = 0;
  for (let i = 0; i < a.data.length; i += 1) sum += Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0));
  return sum / a.data.length;
}

/** The thumbnails in rows of twelve, in the order of the table. */
async function contactSheet(photos: readonly DecodedPhoto[], to: string): Promise<void> {
  const [cell, columns] = [110, 12];
  const tiles = photos.map(async ({ thumbnail }, i) => ({
    input: await sharp(thumbnail)
      .resize(cell - 6, cell - 6, { fit: 'inside' })
      .toBuffer(),
    left: (i % columns) * cell,
    top: Math.floor(i / columns) * cell,
  }));
  const height = Math.ceil(photos.length / columns) * cell;
  const create = { width: columns * cell, height, channels: 3, background: '#808080' } as const;
  const sheet = sharp({ create }).composite(await Promise.all(tiles));
  await writeFile(to, await sheet.png().toBuffer());
  console.log(`Contact sheet: ${to}`);
}

async function run(): Promise<void> {
  if (!existsSync(folder)) {
    console.log('There is no ../shared/photos/formats beside this checkout: nothing is checked.');
    return;
  }
  const text = await readFile(new URL('formats-expected.json', import.meta.url), 'utf8');
  const expected = new Map(expectedSchema.parse(JSON.parse(text)).map((one) => [one.photo, one]));
  const { files } = await scanFolder(folder, { recursive: true });
  const outcomes: Outcome[] = [];
  for (const { path } of files) outcomes.push(await open(path));
  for (const { name, photo, message } of outcomes) {
    const quiet = photo || hasPhotoExtension(name) ? '' : '(left out of the list) ';
    const told = photo ? describe(name, photo, expected.get(name)) : quiet + message;
    console.log(`${name.padEnd(52)} ${told}`);
  }
  const photos = outcomes.flatMap(({ photo }) => photo ?? []);
  const slowest = outcomes.reduce((a, b) => (a.ms > b.ms ? a : b));
  console.log(`\n${photos.length} decoded, ${outcomes.length - photos.length} with a sentence.`);
  console.log(`Slowest: ${slowest.name}, ${Math.round(slowest.ms)} ms.`);
  orientations(outcomes);
  const sheet = process.argv[2];
  if (sheet) await contactSheet(photos, sheet);
}

await run();
