// A copy of a photo as its user wants it: size, colours, sharpness, mark and format, saying only what is true of it.

import {
  copySize,
  isTooSmall,
  type CopyForm,
  type CopyFormat,
  type CopyMetadata,
} from '../../../../shared/album/copies.ts';
import { emptyPacket } from '../../xmp/xmp.ts';
import { copiedXmp, type CopiedXmp, type XmpSource } from '../../xmp/copied-xmp.ts';
import type { SidecarChanges } from '../../xmp/sidecar.ts';
import { pixelsForCopy, type CopiedPixels } from '../decode.ts';
import { iptcResources } from '../facts/iptc.ts';
import { readIptcCaption, withIptcCaption } from '../facts/iptc-caption.ts';
import * as encode from '../encode.ts';
import type { Size } from '../raw/raw-size.ts';
import { unreadable } from '../../files/unreadable.ts';
import { copiedExif } from './copied-exif.ts';
import { jpegWith, room } from './jpeg-metadata.ts';
import { allowed } from './left-out.ts';

/** Where a mark goes in a picture of a size, and what it is. */
export type Mark = (size: Size) => Promise<encode.Overlay>;

export type CopyOptions = {
  readonly form: Omit<CopyForm, 'watermark'>;
  readonly mark?: Mark | null;
  /** What was decided in Podium, which outweighs what the photo said in its own XMP. */
  readonly changes?: SidecarChanges;
};

export type PhotoCopy = {
  readonly bytes: Buffer;
  /** What could not be carried over, or not as a whole. */
  readonly lost: readonly ('Exif' | 'XMP' | 'IPTC')[];
  /** Whether the photo had fewer pixels than were asked for. */
  readonly isTooSmall: boolean;
};

/** Longest sides that the formats can have. */
const longestPx: Readonly<Record<CopyFormat, number>> = {
  jpeg: 65_500,
  png: 65_535,
  webp: 16_383,
  avif: 65_535,
};

/** To the byte the same for the same photo and options. Rejects as `decodePhoto` does. */
export async function copyPhoto(
  bytes: Buffer,
  name: string,
  { form, mark = null, changes = {} }: CopyOptions,
): Promise<PhotoCopy> {
  const pixels = await pixelsForCopy(bytes, name, form.colour, (upright) => {
    const size = copySize(upright, form.size);
    const longest = Math.max(size.widthPx, size.heightPx);
    if (longest > longestPx[form.format]) {
      const most = longestPx[form.format];
      const reason = `its copy would have ${longest} pixels in a row, more than the ${most} of ${form.format}: choose a smaller size or another format`;
      throw unreadable(name, reason);
    }
    return size;
  });
  const sharp = await encode.sharpened(pixels.raster, form.sharpen);
  const raster = mark ? await encode.overlaid(sharp, await mark(sharp)) : sharp;
  const { told, lost } = toldOf(pixels, form, changes);
  const { profile } = pixels;
  const icc = typeof profile === 'string' ? await encode.namedProfile(profile) : profile;
  const { format, quality } = form;
  const made =
    format === 'jpeg'
      ? jpegWith(await encode.bareJpeg(raster, quality), { ...told, profile: icc })
      : await encode.pictureWith(raster, format, quality, {
          profile: icc,
          exif: told.exif,
          xmp: told.xmp?.packet ?? null,
        });
  return { bytes: made, lost, isTooSmall: isTooSmall(pixels.upright, form.size) };
}

type Told = {
  readonly exif: Buffer | null;
  readonly xmp: CopiedXmp | null;
  readonly iptc: Buffer | null;
};

const noXmpYet: XmpSource = { packet: Buffer.from(emptyPacket), extended: null };

/** What was decided and written in Podium, as far as the copy is to say it. */
function allowedChanges(changes: SidecarChanges, wanted: CopyMetadata): SidecarChanges {
  if (wanted === 'none') return {};
  if (wanted !== 'copyright') return changes;
  const { byline, copyright } = changes.caption ?? {};
  return { caption: { ...(byline && { byline }), ...(copyright && { copyright }) } };
}

/** Only a JPEG's segments are short; XMP of other formats is one piece. */
const anyLength = Number.MAX_SAFE_INTEGER;

function toldOf(
  { raster, profile, stored, orientation, metadata }: CopiedPixels,
  { format, metadata: wanted }: CopyOptions['form'],
  changes: SidecarChanges,
): { readonly told: Told; readonly lost: PhotoCopy['lost'] } {
  const isJpeg = format === 'jpeg';
  const said = allowed(metadata, wanted);
  const about = { keepRating: changes.rating === undefined, isSrgb: profile === 'srgb' };
  const { tiff, isCut } = copiedExif(said.exif, raster, room.exif, about);
  const { caption = {}, ...decided } = allowedChanges(changes, wanted);
  // Only a JPEG has a place for IPTC: in other formats XMP says what it said.
  const fill = isJpeg || !said.iptc ? {} : readIptcCaption(said.iptc);
  const isSaid = Object.keys({ ...caption, ...fill }).length > 0;
  const source = said.xmp ?? (isSaid ? noXmpYet : null);
  const frame = { size: raster, stored, orientation, isSrgb: about.isSrgb };
  const xmp =
    source && wanted !== 'none'
      ? copiedXmp(
          source,
          { ...frame, mime: `image/${format}`, metadata: wanted, fill },
          { ...decided, caption },
          isJpeg ? room.xmp : anyLength,
        )
      : null;
  const carried = said.iptc && iptcResources(said.iptc);
  const records = isJpeg ? withIptcCaption(carried, caption) : null;
  const iptc = records && records.length <= room.iptc ? records : null;
  const lost = [
    ...(isCut ? (['Exif'] as const) : []),
    ...(source && !xmp ? (['XMP'] as const) : []),
    ...(records && !iptc ? (['IPTC'] as const) : []),
  ];
  return { told: { exif: tiff, xmp, iptc }, lost };
}
