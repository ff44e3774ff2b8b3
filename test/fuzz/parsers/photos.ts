// Photos: decoding by kind, a copy for an export, a first look, what they say of themselves, and what names them.

import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePhoto, fullJpeg } from '../../../electron/engine/formats/decode.ts';
import { copyPhoto } from '../../../electron/engine/formats/copied/copy-photo.ts';
import { exifParts, rawExifParts } from '../../../electron/engine/formats/facts/exif-parts.ts';
import { readFacts } from '../../../electron/engine/formats/facts/exif.ts';
import { identify } from '../../../electron/engine/formats/picture/picture-hash.ts';
import { lookAt } from '../../../electron/engine/formats/quick-thumbnail.ts';
import { fileKind, isRaw } from '../../../electron/engine/files/file-kind.ts';
import { scannedFile } from '../../../electron/engine/files/scan.ts';
import { wholeness } from '../../../electron/engine/live/whole-file.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { smaller } from '../../fixtures/copy-forms.ts';
import type { Seed } from '../mutations/mutate.ts';
import { Wrong, type Parser, type Take } from '../parser.ts';
import * as pictures from '../seeds/pictures.ts';

const just = (take: Take) => () => Promise.resolve({ take });

const decode: Take = async (bytes, name) => {
  const { detail, thumbnail } = await decodePhoto(bytes, name, defaultSettings);
  const { widthPx, heightPx, data } = detail;
  if (data.length !== widthPx * heightPx * 3) throw new Wrong('Its raster is not whole.');
  if (thumbnail.length === 0) throw new Wrong('Its thumbnail is empty.');
};

const decoded = (name: string, seeds: () => Promise<readonly Seed[]>, weight = 10): Parser => ({
  name,
  weight,
  seeds,
  open: just(decode),
});

/** Two forms between which every path of what a copy says lies. */
const forms = [
  smaller(64, { quality: 80 }),
  smaller(64, { format: 'webp', colour: 'keep', metadata: 'no-gps' }),
];

/** Exif, XMP, IPTC and texts of a photo, in the copy that an export writes. */
const copied: Take = async (bytes, name) => {
  for (const form of forms) {
    const copy = await copyPhoto(bytes, name, { form, changes: { rating: 5, label: 'Red' } });
    await fullJpeg(copy.bytes, 'copy.jpg');
  }
  await fullJpeg(bytes, name);
};

/** A photo without facts is still a photo: this refuses nothing. */
const facts: Take = (bytes, name) => {
  const kind = fileKind(bytes.subarray(0, 64), name);
  if (kind !== null) {
    const { photo, size, orientation } = readFacts(bytes, kind);
    const numbers = [...Object.values(photo), orientation, size?.widthPx, size?.heightPx];
    if (numbers.some((one) => typeof one === 'number' && !Number.isFinite(one)))
      throw new Wrong('A fact is no number.');
    if (isRaw(kind)) rawExifParts(bytes, kind, exifParts(bytes));
  }
  exifParts(bytes);
  return Promise.resolve();
};

const named: Take = async (bytes, name) => {
  const { sha256, picture } = await identify(Buffer.from(bytes), name);
  if (sha256.length !== 32 || picture.length !== 32) throw new Wrong('A name has not 32 bytes.');
};

async function openLook(folder: string): Promise<{ take: Take }> {
  const take: Take = async (bytes, name) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const kind = fileKind(bytes.subarray(0, 64), name);
    const row = { path, kind } as Parameters<typeof lookAt>[0];
    await lookAt(row, defaultSettings);
  };
  return Promise.resolve({ take });
}

async function openEnd(folder: string): Promise<{ take: Take }> {
  const take: Take = async (bytes, name) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    await wholeness(scannedFile(path, statSync(path, { bigint: true })));
  };
  return Promise.resolve({ take });
}

/** A thread that loads libheif anew for each photo, and three photos for a copy: half a second and one and a half. */
const slow = 0.6;

export const photoParsers: readonly Parser[] = [
  decoded('jpeg', pictures.jpegSeeds),
  decoded('png', pictures.pngSeeds),
  decoded('webp', pictures.webpSeeds),
  decoded('gif', pictures.gifSeeds),
  decoded('tiff', pictures.tiffSeeds),
  decoded('avif', pictures.avifSeeds),
  decoded('heic', pictures.heicSeeds, slow),
  decoded('raw', pictures.rawSeeds),
  { name: 'copied', weight: 10, seeds: pictures.quickPictures, open: just(copied) },
  { name: 'heic-copied', weight: slow / 3, seeds: pictures.heicSeeds, open: just(copied) },
  { name: 'look', weight: 10, seeds: pictures.quickPictures, open: openLook },
  { name: 'heic-look', weight: slow, seeds: pictures.heicSeeds, open: openLook },
  { name: 'end', weight: 10, seeds: pictures.everyPicture, open: openEnd },
  { name: 'facts', weight: 10, seeds: pictures.everyPicture, open: just(facts) },
  { name: 'picture', weight: 10, seeds: pictures.everyPicture, open: just(named) },
];
