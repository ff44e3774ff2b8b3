// TIFF pictures in CIELab at 8 bits, which the image library refuses: told by their header, and turned into sRGB.

import type { Raster } from '../../../../shared/photo.ts';
import { encodeSrgb } from './srgb.ts';
import { readDirectories, valueOf } from '../tiff.ts';

/** How a* and b* are stored: as signed bytes (CIELab, photometric 8), or with 128 added (ICCLab, 9). */
export type LabCoding = 'signed' | 'offset';

const photometric = 262;
const codings: ReadonlyMap<number | undefined, LabCoding> = new Map([
  [8, 'signed'],
  [9, 'offset'],
]);

export type LabTiff = {
  readonly coding: LabCoding;
  /** The file as if L*, a* and b* were red, green and blue, so that the library reads the samples as they are. */
  readonly asRgb: Buffer;
};

/** Null for any other file. */
export function findLabTiff(bytes: Buffer): LabTiff | null {
  const [first] = readDirectories(bytes);
  const tag = first?.get(photometric);
  const coding = codings.get(tag?.values[0]);
  const bits = first?.get(258)?.values ?? [];
  if (!first || !tag || coding === undefined) return null;
  if (valueOf(first, 277) !== 3 || bits.some((depth) => depth !== 8)) return null;
  const asRgb = Buffer.from(bytes);
  const little = bytes[0] === 0x49;
  asRgb[tag.offset + (little ? 0 : 1)] = 2;
  return { coding, asRgb };
}

/** CIE's constants of L*a*b* (CIE 15:2004) and the white point D50, which Photoshop's TIFF note names as the default. */
const kappa = 24389 / 27;
const epsilon = 216 / 24389;
const white = [0.96422, 1, 0.82521] as const;
/** XYZ (D50) to linear sRGB, adapted by Bradford's method (B. Lindbloom, "RGB/XYZ Matrices"). */
const toLinear = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
] as const;

/** Samples L* (0..255 for 0..100), a*, b* to sRGB. */
export function labToSrgb({ widthPx, heightPx, data }: Raster, coding: LabCoding): Raster {
  const shift = coding === 'signed' ? 0x80 : 0; // flips the sign bit, which adds 128
  const srgb = new Uint8Array(data.length);
  const samples = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 0; at < srgb.length; at += 3) {
    const lightness = (samples.getUint8(at) * 100) / 255;
    const a = (samples.getUint8(at + 1) ^ shift) - 128;
    const b = (samples.getUint8(at + 2) ^ shift) - 128;
    const fy = (lightness + 16) / 116;
    const x = white[0] * inverse(fy + a / 500);
    const y = white[1] * inverse(fy);
    const z = white[2] * inverse(fy - b / 200);
    toLinear.forEach(([fromX, fromY, fromZ], channel) => {
      srgb[at + channel] = encodeSrgb(fromX * x + fromY * y + fromZ * z);
    });
  }
  return { widthPx, heightPx, data: srgb };
}

function inverse(f: number): number {
  const cube = f ** 3;
  return cube > epsilon ? cube : (116 * f - 16) / kappa;
}
