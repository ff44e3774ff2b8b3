// A photo's bytes to upright sRGB pixels, facts, thumbnail and preview. The only file that opens images.

import sharp, { type Metadata, type Sharp } from 'sharp';
import type { CopyColour } from '../../../shared/album/copies.ts';
import type { Raster } from '../../../shared/photo.ts';
import type { Region } from './cut-out.ts';
import type { Settings } from '../../../shared/settings.ts';
import { decodeMemory } from '../running/memory.ts';
import { adobeRgbProfile, saysAdobeRgb } from './colour/adobe-rgb.ts';
import { decodeProblem, isWithoutEnd, losesPixels } from './decode-problem.ts';
import { exifParts, rawExifParts, type ExifParts } from './facts/exif-parts.ts';
import { mergeFacts, readFacts, type PhotoFacts } from './facts/exif.ts';
import { fileKind, isRaw, type FileKind, type RawKind } from '../files/file-kind.ts';
import { findHdr, toneMap, type Hdr } from './colour/hdr.ts';
import { decodeHeic } from './heic.ts';
import { isSrgbProfile } from './colour/icc.ts';
import { metadataOf, type CopiedMetadata } from './copied/copied-metadata.ts';
import { findLabTiff, labToSrgb, type LabCoding } from './colour/lab-tiff.ts';
import { holdsAllScans, withEnd } from './jpeg-scans.ts';
import * as limits from './limits.ts';
import { findRawPreviews, smallestPreviewPx } from './raw/raw-preview.ts';
import { openRaster, rasterToJpeg, readRaster, reduceRaster, stretched } from './rasters.ts';
import { readRawSize, type Size } from './raw/raw-size.ts';
import { originalSize, reducedSide, sameShape, uprightSize } from './sizes.ts';
import { headerSize, rgbProfile, type Source } from './source.ts';
import { wrapAsTiff } from './tiff.ts';
import { unreadable } from '../files/unreadable.ts';

// One thread a photo: the queue decodes several photos at once, and memory stays bounded.
// No cache: no photo is decoded twice.
sharp.concurrency(1);
sharp.cache(false);

export const thumbnailPx = 320;
export const previewPx = 2048;
/** The highest value of the setting decode.maxMegapixels: an export refuses nothing that was ranked. */
const maxExportMegapixels = 900;

/** JPEG's own limit. */
export const largestSidePx = 65_500;

export type DecodedPhoto = PhotoFacts & {
  readonly kind: FileKind;
  /** Size of the upright original. For a RAW the size its camera states, if its preview has that shape. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Longest side at most `decode.facesPx`, never enlarged. */
  readonly detail: Raster;
  /** Longest side at most `decode.analysisPx`, made from `detail`. */
  readonly analysis: Raster;
  /** JPEG, longest side at most 320 px. */
  readonly thumbnail: Buffer;
  /** JPEG, longest side at most 2048 px. */
  readonly preview: Buffer;
};

/**
 * Decodes a photo once.
 * @param name the file's name, for its kind (RAW) and for sentences
 * Rejects with EngineError `unreadable` and a sentence: empty, not a photo, too large, truncated, damaged.
 */
export async function decodePhoto(
  bytes: Buffer,
  name: string,
  settings: Settings,
): Promise<DecodedPhoto> {
  const source = await openSource(bytes, name, settings['decode.maxMegapixels']);
  const detail = await readPixels(source, settings['decode.facesPx']);
  const analysis = await reduceRaster(detail, settings['decode.analysisPx']);
  return {
    ...source.facts,
    ...uprightSize(source.size, source.orientation),
    kind: source.kind,
    detail,
    analysis,
    thumbnail: await rasterToJpeg(await reduceRaster(analysis, thumbnailPx), 80),
    preview: await rasterToJpeg(await reduceRaster(detail, previewPx), 85),
  };
}

export async function openSource(
  bytes: Buffer,
  name: string,
  maxMegapixels: number,
): Promise<Source> {
  if (bytes.length === 0) throw unreadable(name, 'the file is empty');
  const kind = fileKind(bytes.subarray(0, 64), name);
  if (kind === null) throw unreadable(name, 'it is not a photo of a kind Podium knows');
  const source = isRaw(kind)
    ? await openRaw(bytes, name, kind)
    : await openPicture(bytes, name, kind);
  for (const size of [source.size, headerSize(source.header)]) {
    const problem = limits.tooLarge(size, source.header, maxMegapixels);
    if (problem) throw unreadable(name, problem);
  }
  return source;
}

async function openPicture(bytes: Buffer, name: string, kind: FileKind): Promise<Source> {
  const found = kind === 'tiff' ? findLabTiff(bytes) : null;
  const pixels = found?.asRgb ?? bytes;
  const header = await readHeader(pixels, name, kind);
  const size = headerSize(header);
  return {
    ...{ kind, name, bytes: pixels, header, size },
    lab: found?.coding ?? null,
    hdr: findHdr(bytes, kind, header.icc),
    facts: readFacts(bytes, kind, header).photo,
    exif: exifParts(header.exif ?? bytes), // a TIFF is its own block, the other kinds begin like none
    orientation: header.orientation ?? 1,
    memory:
      bytes.length +
      (found ? limits.labBytes(pixels, size) : limits.decodeBytes(bytes, kind, header)),
  };
}

/** Nothing but the header is read, however large the picture claims to be. */
async function readHeader(bytes: Buffer, name: string, kind: FileKind): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: false, failOn: 'truncated' }).metadata();
  } catch (error) {
    throw unreadable(name, decodeProblem(error, bytes, kind), error);
  }
}

/** A RAW is shown by the largest preview in it; the raw sensor data is not developed. */
async function openRaw(bytes: Buffer, name: string, kind: RawKind): Promise<Source> {
  const { previews, cutOff } = findRawPreviews(bytes, kind);
  const [largest] = previews;
  if (!largest || Math.max(largest.widthPx, largest.heightPx) < smallestPreviewPx) {
    throw unreadable(name, cutOff ? 'the file ends early' : 'it holds no preview large enough');
  }
  const preview = largest.file();
  const picture = await openPicture(preview, name, largest.kind);
  const own = readFacts(preview, largest.kind, picture.header);
  const facts = mergeFacts(readFacts(bytes, kind), own);
  const turned = largest.kind === 'jpeg' ? picture.header.orientation : undefined;
  const orientation = turned ?? facts.orientation ?? 1;
  const size = originalSize([facts.size, readRawSize(bytes, kind)], picture.size);
  const exif = rawExifParts(bytes, kind, picture.exif);
  return { ...picture, kind, facts: facts.photo, exif, orientation, size };
}

/** Upright pixels, the longest side at most `limitPx`: exactly that, or for speed a little less. */
export function readPixels(
  source: Source,
  limitPx: number,
  colour: CopyColour = 'srgb',
  isExact = false,
): Promise<Raster> {
  const isFinished = source.orientation === 1 && !rgbProfile(source) && colour !== 'p3';
  const bytes = source.memory + limits.rasterBytes(source.header, limitPx, isFinished);
  const problem = limits.wantsTooMuch(bytes);
  if (problem) throw unreadable(source.name, problem);
  return decodeMemory.hold(bytes, () => readAtOnce(source, limitPx, colour, isExact));
}

async function readAtOnce(
  source: Source,
  limitPx: number,
  colour: CopyColour,
  isExact: boolean,
): Promise<Raster> {
  const { kind, name, bytes } = source;
  const profile = rgbProfile(source);
  try {
    // libheif turns its pixels upright itself; the file's Exif orientation is then no longer true.
    const [raster, orientation] =
      kind === 'heic'
        ? [await readHeic(source, limitPx), 1]
        : source.lab
          ? [await readLab(source, source.lab, limitPx), source.orientation]
          : [
              await readReduced(source, limitPx, profile !== undefined, isExact),
              source.orientation,
            ];
    // An RGB profile is applied to the reduced pixels: on a 24 MP photo that saves 280 ms of 370.
    return await finishRaster(raster, orientation, profile, colour);
  } catch (error) {
    throw unreadable(name, decodeProblem(error, bytes, isRaw(kind) ? 'jpeg' : kind), error);
  }
}

async function readHeic({ bytes, hdr }: Source, limitPx: number): Promise<Raster> {
  const raster = await reduceRaster(await decodeHeic(bytes), limitPx);
  // Its decoder hands out 8 bits, whatever the file has.
  if (!hdr) return raster;
  return toneMap({ ...raster, data: Uint16Array.from(raster.data, (v) => v * 257) }, hdr);
}

/** Whole before it is reduced: samples of a* and b* must not be mixed while a sign may stand between them. */
async function readLab({ bytes }: Source, coding: LabCoding, limitPx: number): Promise<Raster> {
  const samples = sharp(bytes, { failOn: 'truncated', ignoreIcc: true, limitInputPixels: false });
  return reduceRaster(labToSrgb(await readRaster(samples), coding), limitPx);
}

/** A part of a picture that is read row by row, as its pixels are stored. Rejects as `decodePhoto` does. */
export async function readPart(
  { kind, name, bytes, header }: Source,
  region: Region,
): Promise<Raster> {
  try {
    const options = { failOn: 'truncated', ignoreIcc: true, limitInputPixels: false } as const;
    const picture = onWhite(sharp(bytes, options), header).extract(region);
    return await readRaster(picture.toColourspace('srgb'));
  } catch (error) {
    throw unreadable(name, decodeProblem(error, bytes, isRaw(kind) ? 'jpeg' : kind), error);
  }
}

/** Decodes strictly; warnings about anything but pixels are forgiven in a second attempt. */
async function readReduced(
  { bytes, header, hdr }: Source,
  limitPx: number,
  ignoreIcc: boolean,
  isExact: boolean,
): Promise<Raster> {
  const sidePx = isExact ? limitPx : reducedSide(headerSize(header), limitPx);
  const attempt = (from: Buffer, failOn: 'warning' | 'truncated') => {
    const options = { failOn, ignoreIcc: ignoreIcc || hdr !== null, limitInputPixels: false };
    const picture = onWhite(sharp(from, options), header).resize(sidePx, sidePx, {
      fit: 'inside',
      withoutEnlargement: true,
    });
    return hdr ? readLight(picture, hdr) : readRaster(picture.toColourspace('srgb'));
  };
  try {
    return await attempt(bytes, 'warning');
  } catch (error) {
    if (!losesPixels(error)) return attempt(bytes, 'truncated');
    if (!isWithoutEnd(error) || !holdsAllScans(bytes)) throw error;
    return attempt(withEnd(bytes), 'warning').catch(() => {
      throw error;
    });
  }
}

async function readLight(picture: Sharp, hdr: Hdr): Promise<Raster> {
  const samples = picture.toColourspace('rgb16').raw({ depth: 'ushort' });
  const { data, info } = await samples.toBuffer({ resolveWithObject: true });
  const light = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  return toneMap({ widthPx: info.width, heightPx: info.height, data: light }, hdr);
}

function onWhite(picture: Sharp, { hasAlpha }: Pick<Metadata, 'hasAlpha'>): Sharp {
  return hasAlpha ? picture.flatten({ background: '#ffffff' }) : picture;
}

/** Turns pixels upright and converts them to the colours wanted, in one pass; nothing to do is free. */
async function finishRaster(
  raster: Raster,
  orientation: number,
  profile: Buffer | undefined,
  colour: CopyColour = 'srgb',
): Promise<Raster> {
  const foreign = profile && !isSrgbProfile(profile) ? profile : undefined;
  if (orientation === 1 && (colour === 'keep' || (colour === 'srgb' && !foreign))) return raster;
  const kept = colour === 'keep' ? undefined : foreign;
  const tiff = wrapAsTiff({ ...raster, orientation, profile: kept });
  // By way of sRGB, Display P3 would hold no colour that sRGB lacks: the profile is left to the last step.
  const ignoreIcc = colour === 'p3';
  const picture = sharp(tiff, { limitInputPixels: false, ignoreIcc })
    .autoOrient()
    .toColourspace('srgb');
  return readRaster(colour === 'p3' ? picture.withIccProfile('p3') : picture);
}

/** The profile of what `finishRaster` returns. */
function finishedProfile(colour: CopyColour, profile: Buffer | undefined): 'srgb' | 'p3' | Buffer {
  if (colour !== 'keep') return colour;
  return profile && !isSrgbProfile(profile) ? profile : 'srgb';
}

/** What is written in a photo: its stars, label, flag and caption among it. Rejects as `decodePhoto` does. */
export async function statedFacts(bytes: Buffer, name: string): Promise<PhotoFacts> {
  return (await openSource(bytes, name, maxExportMegapixels)).facts;
}

/** A small upright JPEG of a photo, longest side at most 320 px, for a first look. Rejects as `decodePhoto` does. */
export async function shrinkPhoto(
  bytes: Buffer,
  name: string,
  settings: Settings,
): Promise<Size & { readonly jpeg: Buffer; readonly takenMs: number | null }> {
  const source = await openSource(bytes, name, settings['decode.maxMegapixels']);
  const jpeg = await rasterToJpeg(await readPixels(source, thumbnailPx), 80);
  return { ...uprightSize(source.size, source.orientation), jpeg, takenMs: source.facts.takenMs };
}

/**
 * The thumbnail that a camera stored in a photo, as the photo itself is seen: turned upright, and without the
 * black bars that fill it up to 4:3. `photo`: the photo's size before it is turned. Null where it is damaged.
 */
export async function uprightThumbnail(
  jpeg: Buffer,
  orientation: number,
  photo: Size,
  exif: ExifParts,
): Promise<Buffer | null> {
  const profile = saysAdobeRgb(exif) ? adobeRgbProfile() : undefined;
  try {
    const { width, height } = await sharp(jpeg).metadata();
    const region = sameShape({ widthPx: width, heightPx: height }, photo);
    const whole = region.width === width && region.height === height;
    if (whole && orientation === 1 && !profile) return jpeg;
    const raster = await readRaster(sharp(jpeg).extract(region).toColourspace('srgb'));
    return await rasterToJpeg(await finishRaster(raster, orientation, profile), 80);
  } catch {
    return null; // its only purpose is to be quick: the caller decodes the photo instead
  }
}

export type ResizeOptions = {
  /** Longest side, to the pixel; Infinity keeps the size. Never enlarged. */
  readonly longEdgePx: number;
  /** 1 to 100. */
  readonly quality: number;
  /** The file's name, which tells RAW formats apart and begins the sentence of an error. */
  readonly name?: string;
};

/** A JPEG for others without metadata: upright, sRGB, of any photo Podium reads. Rejects as `decodePhoto` does. */
export async function resizeJpeg(bytes: Buffer, options: ResizeOptions): Promise<Buffer> {
  const { longEdgePx, quality, name = 'The photo' } = options;
  const source = await openSource(bytes, name, maxExportMegapixels);
  const raster = await readPixels(source, Math.min(longEdgePx, largestSidePx), 'srgb', true);
  return openRaster(raster).jpeg({ quality }).toBuffer();
}

export type CopiedPixels = {
  readonly raster: Raster;
  /** Of the raster's colours: by name, or the photo's own. */
  readonly profile: 'srgb' | 'p3' | Buffer;
  /** The photo before it was reduced, upright. */
  readonly upright: Size;
  /** The same as it is stored. */
  readonly stored: Size;
  /** Exif orientation of the stored pixels, 1 to 8. */
  readonly orientation: number;
  readonly metadata: CopiedMetadata;
};

/**
 * The upright pixels of a copy, exactly as large as `sizeOf` says of the upright photo, at most that. Rejects as
 * `decodePhoto` does.
 */
export async function pixelsForCopy(
  bytes: Buffer,
  name: string,
  colour: CopyColour,
  sizeOf: (upright: Size) => Size,
): Promise<CopiedPixels> {
  const source = await openSource(bytes, name, maxExportMegapixels);
  const { orientation } = source;
  const stored = headerSize(source.header);
  const upright = uprightSize(stored, orientation);
  const size = sizeOf(upright);
  const read = await readPixels(source, Math.max(size.widthPx, size.heightPx), colour, true);
  const isExact = read.widthPx === size.widthPx && read.heightPx === size.heightPx;
  const raster = isExact ? read : await stretched(read, size);
  const profile = finishedProfile(colour, rgbProfile(source));
  return { raster, profile, upright, stored, orientation, metadata: metadataOf(bytes, source) };
}

/**
 * A photo at full size as any program shows it right: a JPEG that is upright and sRGB already as it is (20 ms
 * instead of 400 for 24 MP), anything else made into one. Rejects as `decodePhoto` does.
 */
export async function fullJpeg(bytes: Buffer, name: string): Promise<Buffer> {
  const source = await openSource(bytes, name, maxExportMegapixels);
  const { icc, channels, space } = source.header;
  const isSrgb = icc ? isSrgbProfile(icc) : rgbProfile(source) === undefined;
  const plain = channels === 3 && space === 'srgb' && isSrgb && bytes.length <= limits.largestAsIs;
  if (source.kind === 'jpeg' && source.orientation === 1 && plain) return bytes;
  return resizeJpeg(bytes, { longEdgePx: limits.viewEdge(source.header), quality: 92, name });
}
