// What a copy does not say, because its user wants it so, of what its photo said.

import type { CopyMetadata } from '../../../../shared/album/copies.ts';
import { onlyDatasets } from '../facts/iptc.ts';
import type { ExifParts } from '../facts/exif-parts.ts';
import type { CopiedMetadata } from './copied-metadata.ts';

/** Exif's Artist and Copyright, and what Windows calls the author. */
const exifOfOwner = [0x013b, 0x8298, 0x9c9d];
/** IPTC's by-line and its title, credit and copyright notice. */
const iptcOfOwner = new Set([80, 85, 110, 116]);

const nothing: CopiedMetadata = {
  exif: {
    main: new Map(),
    exif: new Map(),
    gps: new Map(),
    interop: new Map(),
    maker: Buffer.alloc(0),
  },
  xmp: null,
  iptc: null,
};

/** Exif and IPTC that may stay. XMP is left out of where it is read: see `leaveOut`. */
export function allowed(metadata: CopiedMetadata, wanted: CopyMetadata): CopiedMetadata {
  const { exif, xmp, iptc } = metadata;
  switch (wanted) {
    case 'all':
      return metadata;
    case 'no-gps':
      return { ...metadata, exif: { ...exif, gps: new Map() } };
    case 'copyright':
      return { exif: exifOf(exif), xmp, iptc: iptc && onlyDatasets(iptc, iptcOfOwner) };
    case 'none':
      return nothing;
  }
}

function exifOf({ main }: ExifParts): ExifParts {
  return { ...nothing.exif, main: new Map([...main].filter(([tag]) => exifOfOwner.includes(tag))) };
}
