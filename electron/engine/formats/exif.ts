// What the camera wrote beside the pixels: capture time, camera, lens and exposure, from any kind of photo.

import ExifReader from 'exifreader';
import { readBoxes } from './boxes.ts';
import type { FileKind } from '../files/file-kind.ts';
import type { Size } from './raw-size.ts';

/** Unknown facts are null. */
export type PhotoFacts = {
  /** Camera's local time read as if it were UTC, milliseconds since 1970 with the sub-second part. */
  readonly takenMs: number | null;
  /** Maker and model, such as "Canon EOS R5". */
  readonly camera: string | null;
  readonly lens: string | null;
  readonly iso: number | null;
  readonly shutterSeconds: number | null;
  /** The f-number. */
  readonly aperture: number | null;
  readonly focalLengthMm: number | null;
  /** Of the camera's clock from UTC, minutes, east positive. */
  readonly offsetMinutes: number | null;
  /** Degrees, north and east positive; both are known or neither. */
  readonly latitude: number | null;
  readonly longitude: number | null;
};

/** What a file's metadata says: facts to keep, and what is needed to bring its pixels upright. */
export type ExifFacts = {
  readonly photo: PhotoFacts;
  /** 1 to 8. */
  readonly orientation: number | null;
  /** Size of the finished picture as the camera states it, not yet upright. */
  readonly size: Size | null;
};

type Tags = {
  readonly exif: NonNullable<ExifReader.ExpandedTags['exif']>;
  readonly gps: ExifReader.ExpandedTags['gps'];
};

const wanted = [
  ...['Make', 'Model', 'LensModel', 'Orientation', 'PixelXDimension', 'PixelYDimension'],
  ...['DateTimeOriginal', 'SubSecTimeOriginal', 'DateTimeDigitized', 'SubSecTimeDigitized'],
  ...['ISOSpeedRatings', 'ExposureTime', 'FNumber', 'FocalLength'],
  ...['OffsetTimeOriginal', 'OffsetTimeDigitized', 'OffsetTime'],
  ...['GPSLatitudeRef', 'GPSLatitude', 'GPSLongitudeRef', 'GPSLongitude'],
];

/** Facts of a file of this kind; all null where it has none or they cannot be read. */
export function readFacts(bytes: Buffer, kind: FileKind): ExifFacts {
  return factsOf(readTags(bytes, kind));
}

/** The first facts win; what they leave unknown comes from the second, such as a RAW's preview. */
export function mergeFacts(first: ExifFacts, second: ExifFacts): ExifFacts {
  const known = Object.entries(first.photo).filter(([, value]) => value !== null);
  return {
    photo: { ...second.photo, ...Object.fromEntries(known) },
    orientation: first.orientation ?? second.orientation,
    size: first.size ?? second.size,
  };
}

function readTags(bytes: Buffer, kind: FileKind): Tags {
  if (kind === 'cr3') {
    const blocks = cr3Blocks(bytes).map(tagsIn);
    const exif = Object.assign({}, ...blocks.map((block) => block.exif)) as Tags['exif'];
    return { exif, gps: undefined };
  }
  if (kind === 'orf' || kind === 'rw2') return tagsIn(withTiffStart(bytes));
  return tagsIn(bytes);
}

function tagsIn(bytes: Buffer): Tags {
  try {
    const options = { expanded: true, includeTags: { exif: wanted, gps: true } } as const;
    const { exif = {}, gps } = ExifReader.load(bytes, options);
    return { exif, gps };
  } catch {
    return { exif: {}, gps: undefined }; // no metadata, or damaged: a photo without it is still a photo
  }
}

/** Olympus and Panasonic write a TIFF but for its two magic bytes. */
function withTiffStart(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes.subarray(0, 2 ** 20)); // directories lie at the start
  const little = bytes[0] === 0x49;
  copy[2] = little ? 42 : 0;
  copy[3] = little ? 0 : 42;
  return copy;
}

/** Canon's CR3 keeps its directories as small TIFFs of their own: CMT1 the main one, CMT2 Exif. */
function cr3Blocks(bytes: Buffer): Buffer[] {
  const movie = readBoxes(bytes).filter((box) => box.type === 'moov');
  const canon = movie
    .flatMap((box) => readBoxes(bytes, box.start, box.end))
    .filter((box) => box.type === 'uuid');
  return canon
    .flatMap((box) => readBoxes(bytes, box.start, box.end))
    .filter((box) => box.type === 'CMT1' || box.type === 'CMT2')
    .map((box) => bytes.subarray(box.start, box.end));
}

function factsOf(all: Tags): ExifFacts {
  const tags = all.exif;
  const orientation = whole(tags.Orientation?.value);
  const widthPx = whole(tags.PixelXDimension?.value);
  const heightPx = whole(tags.PixelYDimension?.value);
  return {
    photo: photoFacts(all),
    orientation: orientation !== null && orientation <= 8 ? orientation : null,
    size: widthPx && heightPx ? { widthPx, heightPx } : null,
  };
}

function photoFacts({ exif: tags, gps }: Tags): PhotoFacts {
  return {
    takenMs:
      readTime(text(tags.DateTimeOriginal?.value), text(tags.SubSecTimeOriginal?.value)) ??
      readTime(text(tags.DateTimeDigitized?.value), text(tags.SubSecTimeDigitized?.value)),
    camera: cameraName(text(tags.Make?.value), text(tags.Model?.value)),
    lens: text(tags.LensModel?.value),
    iso: whole(tags.ISOSpeedRatings?.value),
    shutterSeconds: ratio(tags.ExposureTime?.value),
    aperture: ratio(tags.FNumber?.value),
    focalLengthMm: ratio(tags.FocalLength?.value),
    offsetMinutes:
      readOffset(text(tags.OffsetTimeOriginal?.value)) ??
      readOffset(text(tags.OffsetTimeDigitized?.value)) ??
      readOffset(text(tags.OffsetTime?.value)),
    ...place(gps?.Latitude, gps?.Longitude),
  };
}

/** A camera without reception writes nothing, or zeros: nobody takes photos at 0 N, 0 E. */
function place(
  latitude: number | undefined,
  longitude: number | undefined,
): Pick<PhotoFacts, 'latitude' | 'longitude'> {
  const known =
    latitude !== undefined &&
    longitude !== undefined &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180 &&
    (latitude !== 0 || longitude !== 0);
  return known ? { latitude, longitude } : { latitude: null, longitude: null };
}

/** @param offset "+02:00", "-03:30" or "Z" */
export function readOffset(offset: string | null): number | null {
  if (offset === 'Z') return 0;
  const match = /^([+-])(\d\d):(\d\d)$/.exec(offset ?? '');
  if (!match) return null;
  const minutes = 60 * Number(match[2]) + Number(match[3]);
  const largest = 14 * 60; // the Line Islands
  if (minutes > largest) return null;
  return match[1] === '-' && minutes > 0 ? -minutes : minutes;
}

/** Tags hold what a file says, not what their type promises: every value is checked. */
function text(value: unknown): string | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'string') return null;
  const trimmed = first.replace(/\0[^]*$/, '').trim();
  return trimmed === '' ? null : trimmed;
}

function whole(value: unknown): number | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'number' && Number.isInteger(first) && first > 0 ? first : null;
}

function ratio(value: unknown): number | null {
  if (!Array.isArray(value)) return null;
  const [over, under] = value as unknown[];
  if (typeof over !== 'number' || typeof under !== 'number') return null;
  return over > 0 && under > 0 ? over / under : null;
}

/** The model alone where it already begins with its maker's name. */
function cameraName(make: string | null, model: string | null): string | null {
  if (!make || !model) return model ?? make;
  const maker = make.split(/\s/)[0] ?? make;
  return model.toLowerCase().startsWith(maker.toLowerCase()) ? model : `${make} ${model}`;
}

/**
 * @param time "2024:05:31 18:02:59"; other separators occur
 * @param subSeconds digits after the decimal point of the seconds
 */
export function readTime(time: string | null, subSeconds: string | null): number | null {
  const match = /^(\d{4})\D(\d\d)\D(\d\d)\D(\d\d)\D(\d\d)\D(\d\d)/.exec(time ?? '');
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map(Number);
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(ms);
  // Date.UTC rolls impossible dates over (month 13, 31 February) and reads years below 100 as 19xx.
  const possible = back.getUTCFullYear() === year && back.getUTCMonth() === month - 1;
  if (!possible || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 60)
    return null;
  const digits = /^\d+/.exec(subSeconds ?? '')?.[0] ?? '';
  return ms + Number(digits.slice(0, 3).padEnd(3, '0'));
}
