// What of a file is decoded, and what is known of it before it is.

import type { FileKind } from '../files/file-kind.ts';
import { adobeRgbProfile, saysAdobeRgb } from './colour/adobe-rgb.ts';
import type { Hdr } from './colour/hdr.ts';
import { isRgbProfile } from './colour/icc.ts';
import type { LabCoding } from './colour/lab-tiff.ts';
import type { ExifParts } from './facts/exif-parts.ts';
import type { Blocks, PhotoFacts } from './facts/exif.ts';
import type { Header } from './limits.ts';
import type { Size } from './raw/raw-size.ts';

/** What is decoded: the file itself, or the preview inside a RAW. */
export type Source = {
  readonly kind: FileKind;
  readonly name: string;
  readonly bytes: Buffer;
  /** Set where `bytes` hold CIELab samples that pretend to be RGB. */
  readonly lab: LabCoding | null;
  /** Set where they are light by PQ or HLG. */
  readonly hdr: Hdr | null;
  readonly header: PictureHeader;
  readonly facts: PhotoFacts;
  readonly exif: ExifParts;
  /** Exif orientation of the pixels, 1 to 8. */
  readonly orientation: number;
  /** Of the original, not yet upright. */
  readonly size: Size;
  /** Bytes that its decoder holds at once. */
  readonly memory: number;
};

/** What the image library says of it. */
export type PictureHeader = Header &
  Blocks & {
    readonly hasAlpha: boolean;
    readonly space: string;
    readonly orientation?: number | undefined;
    readonly icc?: Buffer | undefined;
  };

export const headerSize = ({ width, height }: Header): Size => ({
  widthPx: width,
  heightPx: height,
});

/** The profile of pixels that are red, green and blue; undefined where they are sRGB or of another kind. */
export function rgbProfile({ header, exif, hdr }: Source): Buffer | undefined {
  if (hdr) return undefined; // its light becomes sRGB as it is read
  if (header.icc) return isRgbProfile(header.icc) ? header.icc : undefined;
  return header.space === 'srgb' && saysAdobeRgb(exif) ? adobeRgbProfile() : undefined;
}
