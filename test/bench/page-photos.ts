// The folders that the page is measured with: many small real photos, and 50,000 that exist in the cache only.

import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import sharp, { type OutputInfo } from 'sharp';
import { imagePath, saveImage } from '../../electron/engine/cache/images.ts';
import type { EngineOptions } from '../../electron/engine/engine.ts';
import { stages } from '../../electron/engine/analyse.ts';
import { readyStages } from '../../electron/engine/versions.ts';
import { openModelFolder } from '../../models/folder.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { fillLargeCache, madeBytes, madeContent, madePath } from '../fixtures/large-cache.ts';
import { samplePhoto } from '../fixtures/match-folder.ts';
import { ascii, directories, long, makeTiff, placeOf } from '../fixtures/tiff-maker.ts';

const photo = { width: 640, height: 427 };
/** How far a photo is moved within its sample: so many steps along each side give distinct crops. */
const steps = 30;
const jobs = 4;

/** Fills a new folder with distinct 640 x 427 JPEGs as cameras write them: capture time and stored thumbnail. */
export async function fillWithCameraPhotos(folder: string, count: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const samples = await Promise.all([1, 2, 3, 4, 5, 6].map(enlargedSample));
  const numbers = Array.from({ length: count }, (_, number) => number).values();
  const work = async () => {
    for (const number of numbers) {
      const sample = samples[number % samples.length];
      if (!sample) continue;
      const name = `DSC_${String(number + 1).padStart(5, '0')}.jpg`;
      writeFileSync(join(folder, name), await cameraPhoto(sample, number));
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
}

type Sample = { readonly data: Buffer; readonly info: OutputInfo };

function enlargedSample(number: number): Promise<Sample> {
  return sharp(samplePhoto(number))
    .resize(photo.width + steps, photo.height + steps, { fit: 'cover' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
}

async function cameraPhoto({ data, info }: Sample, number: number): Promise<Buffer> {
  const move = Math.floor(number / 6);
  const [left, top] = [move % steps, Math.floor(move / steps) % steps];
  const { width, height, channels } = info;
  const crop = sharp(data, { raw: { width, height, channels } }).extract({ left, top, ...photo });
  const pixels = await crop.raw().toBuffer();
  const cropped = () => sharp(pixels, { raw: { ...photo, channels } });
  const [jpeg, thumbnail] = await Promise.all([
    cropped().jpeg({ quality: 80 }).toBuffer(),
    cropped().resize(160, 107, { fit: 'fill', kernel: 'nearest' }).jpeg({ quality: 75 }).toBuffer(),
  ]);
  return withExif(jpeg, thumbnail, number);
}

/** Three frames a second, as in bursts of a match, with a rest after each eight. */
function withExif(jpeg: Buffer, thumbnail: Buffer, number: number): Buffer {
  const takenMs = Date.UTC(2026, 4, 16, 15) + 333 * number + 5000 * Math.floor(number / 8);
  const time = new Date(takenMs).toISOString();
  const taken = new Map([
    [0x9003, ascii(time.slice(0, 19).replaceAll('-', ':').replace('T', ' '))],
    [0x9291, ascii(time.slice(20, 23))],
  ]);
  const stored = new Map([
    [0x0201, placeOf(thumbnail)],
    [0x0202, long(thumbnail.length)],
  ]);
  const tiff = makeTiff([new Map([[0x8769, directories(taken)]]), stored]);
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 4);
  return Buffer.concat([head, exif, jpeg.subarray(2)]);
}

/** Pictures that the made photos share: one after the other, so that neighbours differ. */
const sharedPictures = 60;

/**
 * Fills a new folder with files of the right size and time and nothing in them, and the cache with their analyses and
 * pictures, so that the folder opens as one that was analysed before.
 */
export async function fillAnalysedFolder(
  options: EngineOptions,
  folder: string,
  photos: number,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const ready = readyStages(stages, await openModelFolder(options.modelsFolder), defaultSettings);
  const versions = Object.fromEntries(ready.map(({ stage, version }) => [stage.name, version]));
  await fillLargeCache(options, folder, { photos, people: 600, versions });
  const images = join(options.cacheFolder, 'images');
  const pictures = await sharedImages(images);
  for (let number = 0; number < photos; number++) {
    const path = madePath(folder, number);
    closeSync(openSync(path, 'wx'));
    truncateSync(path, madeBytes); // a hole: it takes no room
    utimesSync(path, number, number);
    for (const { size, files } of pictures) {
      const target = imagePath(images, madeContent(path), size);
      if (!existsSync(dirname(target))) mkdirSync(dirname(target), { recursive: true });
      linkSync(files[number % files.length] ?? '', target);
    }
  }
}

async function sharedImages(images: string) {
  const samples = await Promise.all([1, 2, 3, 4, 5, 6].map(enlargedSample));
  const sizes = [
    { size: 'thumbnail', widthPx: 320 },
    { size: 'preview', widthPx: 2048 },
  ] as const;
  const pictures = [];
  for (const { size, widthPx } of sizes) {
    const files: string[] = [];
    for (let number = 0; number < sharedPictures; number++) {
      const sample = samples[number % samples.length];
      if (!sample) continue;
      const upright = await cameraPhoto(sample, number);
      const jpeg = await sharp(upright).resize(widthPx).jpeg({ quality: 80 }).toBuffer();
      const name = createHash('sha256').update(jpeg).digest();
      saveImage(images, name, size, jpeg);
      files.push(imagePath(images, name, size));
    }
    pictures.push({ size, files });
  }
  return pictures;
}
