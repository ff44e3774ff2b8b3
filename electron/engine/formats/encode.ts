// Pixels made into the file of a copy: sharpened, marked, compressed, with their profile and metadata.

import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { unsharpMasks, type CopyFormat, type Sharpening } from '../../../shared/album/copies.ts';
import type { Raster } from '../../../shared/photo.ts';
import { openRaster, readRaster } from './rasters.ts';
import type { Size } from './raw/raw-size.ts';

/** A picture with transparency, and where its top left corner lies. */
export type Overlay = { readonly png: Buffer; readonly x: number; readonly y: number };

/** The same pixels sharpened for where they will be seen. */
export function sharpened(raster: Raster, sharpen: Sharpening): Promise<Raster> {
  if (sharpen === 'none') return Promise.resolve(raster);
  const { radiusPx, amount } = unsharpMasks[sharpen];
  // One slope for flat and jagged areas, and no limit: the plain unsharp mask.
  const mask = { sigma: radiusPx, m1: amount, m2: amount, x1: 1, y2: 100, y3: 100 };
  return readRaster(openRaster(raster).sharpen(mask));
}

export function overlaid(raster: Raster, { png, x, y }: Overlay): Promise<Raster> {
  return readRaster(
    openRaster(raster)
      .composite([{ input: png, left: x, top: y }])
      .removeAlpha(),
  );
}

/**
 * A picture at the size of a mark: as high as `most` says, or lower where it would be too wide. Rejects where it is no
 * picture.
 * @param opacity 0 to 1, times its own
 */
export async function markPicture(
  bytes: Buffer,
  most: Size,
  opacity: number,
): Promise<Size & { readonly png: Buffer }> {
  const veil = Buffer.from([255, 255, 255, Math.round(opacity * 255)]);
  const { data, info } = await sharp(bytes, { failOn: 'truncated', density: 300 })
    .autoOrient()
    .resize(most.widthPx, most.heightPx, { fit: 'inside' })
    .ensureAlpha()
    .composite([
      {
        input: veil,
        raw: { width: 1, height: 1, channels: 4 },
        tile: true,
        blend: 'dest-in',
      },
    ])
    .png()
    .toBuffer({ resolveWithObject: true });
  return { png: data, widthPx: info.width, heightPx: info.height };
}

const profiles = new Map<string, Promise<Buffer>>();

/** The bytes of a profile that the image library brings; Saucecontrol's compact ones, 480 bytes, in the public domain. */
export function namedProfile(name: 'srgb' | 'p3'): Promise<Buffer> {
  const known = profiles.get(name) ?? readProfile(name);
  profiles.set(name, known);
  return known;
}

async function readProfile(name: 'srgb' | 'p3'): Promise<Buffer> {
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } });
  const { icc } = await sharp(await dot.withIccProfile(name).png().toBuffer()).metadata();
  if (!icc) throw new Error(`The image library brings no profile ${name}.`);
  return icc;
}

/** A JPEG without any metadata. @param quality 1 to 100 */
export function bareJpeg(raster: Raster, quality: number): Promise<Buffer> {
  return openRaster(raster).jpeg({ quality }).toBuffer();
}

/** A JPEG with Exif by the names of its directories and tags, and an XMP packet. @param quality 1 to 100 */
export function describedJpeg(
  raster: Raster,
  quality: number,
  told: { readonly exif: Readonly<Record<string, Record<string, string>>>; readonly xmp: string },
): Promise<Buffer> {
  return openRaster(raster).withExif(told.exif).withXmp(told.xmp).jpeg({ quality }).toBuffer();
}

export type Told = {
  readonly profile: Buffer;
  /** A TIFF. */
  readonly exif: Buffer | null;
  readonly xmp: Buffer | null;
};

/** A picture with its profile and metadata. */
export async function pictureWith(
  raster: Raster,
  format: Exclude<CopyFormat, 'jpeg'>,
  quality: number,
  told: Told,
): Promise<Buffer> {
  if (format === 'webp')
    return webpWith(await openRaster(raster).webp({ quality }).toBuffer(), raster, told);
  const compressionLevel = format === 'png' ? 6 : 0;
  const png = pngWith(await openRaster(raster).png({ compressionLevel }).toBuffer(), told);
  if (format === 'png') return png;
  // An AVIF is a tree of boxes that point into each other: the image library carries into it what a PNG says.
  const carried = sharp(png, { limitInputPixels: false }).keepIccProfile();
  if (told.exif) carried.keepExif();
  if (told.xmp) carried.keepXmp();
  return carried.avif({ quality }).toBuffer();
}

/** Which chunks there are (WebP container, extended format). */
const webpFlags = { profile: 0x20, exif: 0x08, xmp: 0x04 } as const;

function webpWith(webp: Buffer, { widthPx, heightPx }: Size, { profile, exif, xmp }: Told): Buffer {
  const head = Buffer.alloc(10);
  head[0] = webpFlags.profile | (exif ? webpFlags.exif : 0) | (xmp ? webpFlags.xmp : 0);
  head.writeUIntLE(widthPx - 1, 4, 3);
  head.writeUIntLE(heightPx - 1, 7, 3);
  const chunks = Buffer.concat([
    Buffer.from('WEBP', 'latin1'),
    riffChunk('VP8X', head),
    riffChunk('ICCP', profile),
    webp.subarray(12), // the pixels, behind RIFF, its length and WEBP
    ...(exif ? [riffChunk('EXIF', exif)] : []),
    ...(xmp ? [riffChunk('XMP ', xmp)] : []),
  ]);
  return riffChunk('RIFF', chunks);
}

function riffChunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length & 1)]);
}

/** Signature and header, behind which other chunks begin. */
const pngHeadBytes = 33;

function pngWith(png: Buffer, { profile, exif, xmp }: Told): Buffer {
  return Buffer.concat([
    png.subarray(0, pngHeadBytes),
    chunk('iCCP', Buffer.concat([Buffer.from('ICC\0\0', 'latin1'), deflateSync(profile)])),
    ...(exif ? [chunk('eXIf', exif)] : []),
    ...(xmp ? [chunk('iTXt', Buffer.concat([xmpKeyword, xmp]))] : []),
    png.subarray(pngHeadBytes),
  ]);
}

/** Its keyword, not compressed, without language and translation (XMP, part 3, 1.1.5). */
const xmpKeyword = Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1');

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
