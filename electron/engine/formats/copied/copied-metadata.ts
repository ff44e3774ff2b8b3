// What a photo says of itself, wherever its format keeps it, for a copy of it.

import type { FileKind } from '../../files/file-kind.ts';
import type { ExifParts } from '../facts/exif-parts.ts';
import type { XmpSource } from '../../xmp/copied-xmp.ts';
import { extendedXmp } from './jpeg-metadata.ts';
import { exifOfTexts, pngTexts, rawProfile } from '../facts/png-text.ts';

/** TIFF's tags for XMP, IPTC and Photoshop's image resources, which RAW files have too. */
const [xmpTag, iptcTag, photoshopTag] = [0x02bc, 0x83bb, 0x8649];

export type CopiedMetadata = {
  readonly exif: ExifParts;
  readonly xmp: XmpSource | null;
  /** Photoshop's image resources or bare IPTC. */
  readonly iptc: Buffer | null;
};

type Opened = {
  readonly kind: FileKind;
  /** Of the picture: the file, or the preview in a RAW. */
  readonly bytes: Buffer;
  readonly header: { readonly xmp?: Buffer | undefined; readonly iptc?: Buffer | undefined };
  readonly exif: ExifParts;
};

export function metadataOf(file: Buffer, { kind, bytes, header, exif }: Opened): CopiedMetadata {
  const texts = kind === 'png' ? pngTexts(file) : new Map<string, string>();
  const tagged = (tag: number) => exif.main.get(tag)?.value;
  const packet = header.xmp ?? tagged(xmpTag);
  return {
    exif: { ...exif, main: new Map([...exifOfTexts(texts), ...exif.main]) },
    xmp: packet ? { packet, extended: extendedXmp(bytes, packet) } : null,
    iptc:
      header.iptc ??
      tagged(iptcTag) ??
      tagged(photoshopTag) ??
      rawProfile(texts, 'iptc') ??
      rawProfile(texts, '8bim'),
  };
}
