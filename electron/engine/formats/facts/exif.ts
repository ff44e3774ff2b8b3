// What is written beside the pixels: capture time, camera, lens, exposure, rating and caption, from any kind of photo.

import ExifReader from 'exifreader';
import {
  cleanText,
  mergeCaptions,
  saidOnly,
  type Caption,
} from '../../../../shared/captions/caption.ts';
import { readBoxes } from '../boxes.ts';
import { exifTime, readOffset, readTime, type CaptureTime } from './capture-time.ts';
import { isRaw, type FileKind } from '../../files/file-kind.ts';
import { exifBlock } from '../jpeg-segments.ts';
import { readIptcCaption } from './iptc-caption.ts';
import { fileRating, mergeRatings, type FileRating } from './rating.ts';
import type { Size } from '../raw/raw-size.ts';
import { creationTime, rawProfile, readIptcTime, type PngTexts } from './text-metadata.ts';
import { readDirectories, valueOf } from '../tiff.ts';
import { readXmpFacts } from './xmp-facts.ts';

/** Unknown facts are null. */
export type PhotoFacts = {
  /** Camera's local time read as if it were UTC, milliseconds since 1970 with the sub-second part. */
  readonly takenMs: number | null;
  /** When a program last wrote the file, in the same terms: for photos of which nothing better is known. */
  readonly writtenMs: number | null;
  readonly rating: FileRating;
  readonly caption: Caption;
  /** Maker and model, such as "Canon EOS R5". */
  readonly camera: string | null;
  /** Of the camera's body, as its maker writes it: tells two cameras of one model apart. */
  readonly bodySerial: string | null;
  readonly lens: string | null;
  readonly iso: number | null;
  readonly shutterSeconds: number | null;
  /** The f-number. */
  readonly aperture: number | null;
  readonly focalLengthMm: number | null;
  /** How far the exposure was set from what the camera measured, EV. */
  readonly exposureBias: number | null;
  /** 1 where the camera says that it bracketed exposures by itself, 0 where it says that it did not. */
  readonly autoBracket: number | null;
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
  /** The reader gives the serial number, and its types do not know it. */
  readonly exif: NonNullable<ExifReader.ExpandedTags['exif']> & { readonly BodySerialNumber?: Tag };
  readonly gps: ExifReader.ExpandedTags['gps'];
};

const noTags: Tags = { exif: {}, gps: undefined };

const wanted = [
  ...['Make', 'Model', 'LensModel', 'Orientation', 'PixelXDimension', 'PixelYDimension'],
  ...['DateTimeOriginal', 'SubSecTimeOriginal', 'OffsetTimeOriginal', 'DateTime'],
  ...['DateTimeDigitized', 'SubSecTimeDigitized', 'OffsetTimeDigitized', 'OffsetTime'],
  ...['ISOSpeedRatings', 'ExposureTime', 'FNumber', 'FocalLength'],
  ...['ExposureBiasValue', 'ExposureMode', 'BodySerialNumber'],
  ...['ImageDescription', 'Artist', 'Copyright'],
  ...['GPSLatitudeRef', 'GPSLatitude', 'GPSLongitudeRef', 'GPSLongitude'],
];

/** Metadata that the image library finds as it opens a picture. */
export type Blocks = {
  readonly exif?: Buffer | undefined;
  readonly xmp?: Buffer | undefined;
  readonly iptc?: Buffer | undefined;
  readonly comments?: PngTexts | undefined;
};

/** Facts of a file of this kind; all null where it has none or they cannot be read. */
export function readFacts(bytes: Buffer, kind: FileKind, blocks: Blocks = {}): ExifFacts {
  const texts = blocks.comments ?? [];
  const exif =
    kind === 'jpeg' ? exifBlock(bytes) : (blocks.exif ?? rawProfile(texts, ['exif', 'app1']));
  const tags = exif ? tagsIn(withoutName(exif)) : kind === 'jpeg' ? noTags : readTags(bytes, kind);
  const own = kind === 'tiff' || isRaw(kind) ? bytes : exif && withoutName(exif);
  const xmp = readXmpFacts(blocks.xmp ?? rawProfile(texts, ['xmp']) ?? storedXmp(bytes, kind));
  const iptc = blocks.iptc ?? rawProfile(texts, ['iptc', '8bim']);
  const time =
    timeOf(tags.exif) ?? xmp.time ?? (iptc ? readIptcTime(iptc) : null) ?? creationTime(texts);
  const rating = fileRating({ ...xmp, exif: own ? exifStars(own) : null });
  const caption = [xmp.caption, iptc ? readIptcCaption(iptc) : {}, exifCaption(tags.exif)];
  return factsOf(tags, time, rating, caption.reduce(mergeCaptions));
}

/** What cameras write of themselves as the description of every photo. */
const noDescription = /digital camera|^(sony dsc|dcim|samsung|default|untitled)\b/i;

function exifCaption({ ImageDescription, Artist, Copyright }: Tags['exif']): Caption {
  const description = utf8Text(ImageDescription?.value);
  return saidOnly({
    description: noDescription.test(description) ? '' : description,
    byline: utf8Text(Artist?.value),
    copyright: utf8Text(Copyright?.value),
  });
}

/** Exif's texts are read byte by byte, and most programs put UTF-8 there. */
function utf8Text(value: unknown): string {
  const read = text(value) ?? '';
  const said = Buffer.from(read, 'latin1').toString('utf8');
  return cleanText(said.includes('\ufffd') ? read : said);
}

/** The first facts win; what they leave unknown comes from the second, such as a RAW's preview. */
export function mergeFacts(first: ExifFacts, second: ExifFacts): ExifFacts {
  const known = Object.entries(first.photo).filter(([, value]) => value !== null);
  // A time and its offset belong together.
  const { takenMs, offsetMinutes } = first.photo.takenMs === null ? second.photo : first.photo;
  return {
    photo: {
      ...second.photo,
      ...Object.fromEntries(known),
      ...{ takenMs, offsetMinutes },
      rating: mergeRatings(first.photo.rating, second.photo.rating),
      caption: mergeCaptions(first.photo.caption, second.photo.caption),
    },
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
    const { exif = {}, gps } = ExifReader.load(unshared(bytes), options);
    return { exif, gps };
  } catch {
    return noTags; // no metadata, or damaged: a photo without it is still a photo
  }
}

/** The memory under a buffer that is all of it: of a buffer the reader makes a copy, however large the file. */
function unshared(bytes: Buffer): Buffer | ArrayBufferLike {
  return bytes.length === bytes.buffer.byteLength ? bytes.buffer : bytes;
}

function withoutName(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
}

/** Where formats that the image library does not open keep their XMP: TIFF's tag 700, and a box of its own in CR3. */
function storedXmp(bytes: Buffer, kind: FileKind): Buffer | undefined {
  if (kind === 'cr3') {
    const box = readBoxes(bytes).find(({ uuid }) => uuid === 'be7acfcb97a942e89c71999491e3afac');
    return box && bytes.subarray(box.start, box.end);
  }
  if (!isRaw(kind)) return undefined;
  const entry = readDirectories(bytes)
    .find((directory) => directory.has(700))
    ?.get(700);
  return entry && bytes.subarray(entry.offset, entry.offset + entry.count);
}

/** Exif's tag 0x4746, which Windows and some cameras write; null where there is none. */
function exifStars(tiff: Buffer): number | null {
  const [first] = readDirectories(tiff);
  const stars = first && valueOf(first, 0x4746);
  return stars !== undefined && stars <= 5 ? stars : null;
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

function factsOf(
  all: Tags,
  time: CaptureTime | null,
  rating: FileRating,
  caption: Caption,
): ExifFacts {
  const { exif: tags, gps } = all;
  const orientation = whole(tags.Orientation?.value);
  const widthPx = whole(tags.PixelXDimension?.value);
  const heightPx = whole(tags.PixelYDimension?.value);
  return {
    photo: {
      takenMs: time?.takenMs ?? null,
      offsetMinutes: time?.offsetMinutes ?? offsetOf(tags),
      writtenMs: readTime(text(tags.DateTime?.value), null),
      rating,
      caption,
      camera: cameraName(text(tags.Make?.value), text(tags.Model?.value)),
      bodySerial: text(tags.BodySerialNumber?.value),
      lens: text(tags.LensModel?.value),
      iso: whole(tags.ISOSpeedRatings?.value),
      shutterSeconds: ratio(tags.ExposureTime?.value),
      aperture: ratio(tags.FNumber?.value),
      focalLengthMm: ratio(tags.FocalLength?.value),
      exposureBias: biasOf(tags.ExposureBiasValue?.value),
      autoBracket: bracketOf(tags.ExposureMode?.value),
      ...place(gps?.Latitude, gps?.Longitude),
    },
    orientation: orientation !== null && orientation <= 8 ? orientation : null,
    size: widthPx && heightPx ? { widthPx, heightPx } : null,
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

/** `OffsetTime` is that of the file's last change: a camera that writes it alone means its own clock. */
function offsetOf(tags: Tags['exif']): number | null {
  return (
    readOffset(text(tags.OffsetTimeOriginal?.value)) ??
    readOffset(text(tags.OffsetTimeDigitized?.value)) ??
    readOffset(text(tags.OffsetTime?.value))
  );
}

function timeOf(tags: Tags['exif']): CaptureTime | null {
  const exif = (time: Tag, subSeconds: Tag, offset: Tag) =>
    exifTime(
      text(time?.value),
      text(subSeconds?.value),
      text(offset?.value) ?? text(tags.OffsetTime?.value),
    );
  return (
    exif(tags.DateTimeOriginal, tags.SubSecTimeOriginal, tags.OffsetTimeOriginal) ??
    exif(tags.DateTimeDigitized, tags.SubSecTimeDigitized, tags.OffsetTimeDigitized)
  );
}

type Tag = { readonly value: unknown } | undefined;

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

/** EV, of either sign; what no camera can be set to, such as what Exif writes for unknown, is nothing. */
function biasOf(value: unknown): number | null {
  if (!Array.isArray(value)) return null;
  const [over, under] = value as unknown[];
  if (typeof over !== 'number' || typeof under !== 'number' || under === 0) return null;
  const bias = over / under;
  return Math.abs(bias) <= mostBias ? bias : null;
}

/** Cameras offer 5 EV of compensation, and brackets around it of up to 5 more. */
const mostBias = 10;

/** Exif's ExposureMode: 0 automatic, 1 by hand, 2 a bracket. */
function bracketOf(value: unknown): number | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return first === 2 ? 1 : first === 0 || first === 1 ? 0 : null;
}

/** The model alone where it already begins with its maker's name. */
function cameraName(make: string | null, model: string | null): string | null {
  if (!make || !model) return model ?? make;
  const maker = make.split(/\s/)[0] ?? make;
  return model.toLowerCase().startsWith(maker.toLowerCase()) ? model : `${make} ${model}`;
}
