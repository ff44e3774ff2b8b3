// Pictures whose values are light by PQ or HLG (BT.2100): told by what the file says, and brought to sRGB for eyes and networks.

import type { Raster } from '../../../../shared/photo.ts';
import { readBoxes, type BoxSpan } from '../boxes.ts';
import type { FileKind } from '../../files/file-kind.ts';
import { profileCicp } from './icc.ts';
import { encodeSrgb } from './srgb.ts';

export type Hdr = {
  readonly transfer: 'pq' | 'hlg';
  /** Linear light of the file's primaries to that of sRGB's. */
  readonly toSrgb: Matrix;
};

type Row = readonly [number, number, number];
type Matrix = readonly [Row, Row, Row];

/** Numbers of ITU-T H.273. */
const transfers: ReadonlyMap<number, Hdr['transfer']> = new Map([
  [16, 'pq'],
  [18, 'hlg'],
]);
const same: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
/** Of BT.2020 (9) and Display P3 (12), by ITU-R BT.2087 and the primaries of SMPTE EG 432-1; others are BT.709's. */
const matrices: ReadonlyMap<number, Matrix> = new Map([
  [
    9,
    [
      [1.660491, -0.587641, -0.07285],
      [-0.12455, 1.1329, -0.008349],
      [-0.018151, -0.100579, 1.11873],
    ],
  ],
  [
    12,
    [
      [1.22494, -0.22494, 0],
      [-0.042057, 1.042057, 0],
      [-0.019638, -0.078636, 1.098274],
    ],
  ],
]);

/** Null for a picture of usual range. `profile`: the file's ICC profile, which may say the same. */
export function findHdr(bytes: Buffer, kind: FileKind, profile: Buffer | undefined): Hdr | null {
  const [primaries, transfer] = storedCicp(bytes, kind) ?? (profile && profileCicp(profile)) ?? [];
  const curve = transfers.get(transfer ?? 0);
  return curve ? { transfer: curve, toSrgb: matrices.get(primaries ?? 0) ?? same } : null;
}

type Cicp = readonly [primaries: number, transfer: number];

function storedCicp(bytes: Buffer, kind: FileKind): Cicp | null {
  if (kind === 'avif' || kind === 'heic') return colourBox(bytes);
  return kind === 'png' ? colourChunk(bytes) : null;
}

/** PNG's cICP chunk, which stands before the pixels. */
function colourChunk(bytes: Buffer): Cicp | null {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'cICP') return [bytes.readUInt8(at + 8), bytes.readUInt8(at + 9)];
    if (type === 'IDAT') return null;
    at += 12 + bytes.readUInt32BE(at);
  }
  return null;
}

/** The `colr` box of the primary picture: others are those of thumbnails, gain maps and other renderings. */
function colourBox(bytes: Buffer): Cicp | null {
  const meta = readBoxes(bytes).find(({ type }) => type === 'meta');
  if (!meta) return null;
  const inside = readBoxes(bytes, meta.start + 4, meta.end); // 4 bytes of version and flags
  const properties = inside.find(({ type }) => type === 'iprp');
  const primary = inside.find(({ type }) => type === 'pitm');
  if (!properties || !primary) return null;
  const [list, uses] = ['ipco', 'ipma'].map((wanted) =>
    readBoxes(bytes, properties.start, properties.end).find(({ type }) => type === wanted),
  );
  if (!list || !uses) return null;
  const wide = bytes[primary.start] !== 0;
  const item = wide ? bytes.readUInt32BE(primary.start + 4) : bytes.readUInt16BE(primary.start + 4);
  const boxes = readBoxes(bytes, list.start, list.end);
  for (const place of propertiesOf(bytes, uses, item)) {
    const box = boxes[place - 1];
    if (box?.type !== 'colr' || bytes.toString('latin1', box.start, box.start + 4) !== 'nclx')
      continue;
    return [bytes.readUInt16BE(box.start + 4), bytes.readUInt16BE(box.start + 6)];
  }
  return null;
}

/** The places in `ipco`, 1 first, of the properties that `ipma` gives an item. */
function propertiesOf(bytes: Buffer, box: BoxSpan, item: number): number[] {
  const version = bytes[box.start] ?? 0;
  const wide = ((bytes[box.start + 3] ?? 0) & 1) === 1;
  const idBytes = version === 0 ? 2 : 4;
  const end = Math.min(box.end, bytes.length);
  let at = box.start + 8;
  while (at + idBytes + 1 <= end) {
    const id = bytes.readUIntBE(at, idBytes);
    const count = bytes[at + idBytes] ?? 0;
    at += idBytes + 1;
    const places = Array.from({ length: count }, (_, i) => at + i * (wide ? 2 : 1));
    at += count * (wide ? 2 : 1);
    if (at > end) return [];
    if (id === item)
      return places.map((place) =>
        wide ? bytes.readUInt16BE(place) & 0x7fff : (bytes[place] ?? 0) & 0x7f,
      );
  }
  return [];
}

/** Diffuse white of HDR programmes, cd/m2 (ITU-R BT.2408): what sRGB's white stands for. */
const whiteNits = 203;
/** Where light begins to be compressed, in shares of that white; below it every value keeps its light. */
const knee = 0.8;
/** HLG's nominal display (ITU-R BT.2100): its peak in cd/m2 and its system gamma. */
const hlgPeakNits = 1000;
const hlgGamma = 1.2;

/** Samples of 16 bits to sRGB: brighter than white rolls off into what is left below it, hue kept. */
export function toneMap(
  { widthPx, heightPx, data }: { widthPx: number; heightPx: number; data: Uint16Array },
  { transfer, toSrgb }: Hdr,
): Raster {
  const decode = transfer === 'pq' ? pqLight : hlgLight;
  const table = Float32Array.from({ length: 4096 }, (_, i) => decode(i / 4095));
  const lightAt = (at: number) => table[(data[at] ?? 0) >> 4] ?? 0;
  const light = new Float32Array(data.length);
  let peak = 1;
  for (let at = 0; at + 2 < data.length; at += 3) {
    const [r, g, b] = [lightAt(at), lightAt(at + 1), lightAt(at + 2)];
    const gain = transfer === 'pq' ? 1 : hlgGain(r, g, b);
    toSrgb.forEach(([fromR, fromG, fromB], i) => {
      const value = Math.max(0, gain * (fromR * r + fromG * g + fromB * b));
      light[at + i] = value;
      peak = Math.max(peak, value);
    });
  }
  const srgb = new Uint8Array(data.length);
  for (let at = 0; at + 2 < light.length; at += 3) {
    const brightest = Math.max(light[at] ?? 0, light[at + 1] ?? 0, light[at + 2] ?? 0);
    const scale = brightest > knee ? rollOff(brightest, peak) / brightest : 1;
    for (let i = at; i < at + 3; i += 1) srgb[i] = encodeSrgb((light[i] ?? 0) * scale);
  }
  return { widthPx, heightPx, data: srgb };
}

/** SMPTE ST 2084, in shares of white. */
function pqLight(value: number): number {
  const power = value ** (32 / 2523);
  const nits =
    10_000 *
    (Math.max(0, power - 3424 / 4096) / (2413 / 128 - (2392 / 128) * power)) ** (16384 / 2610);
  return nits / whiteNits;
}

/** ARIB STD-B67: the scene's light, 0..1. */
function hlgLight(value: number): number {
  const [a, b, c] = [0.17883277, 0.28466892, 0.55991073];
  return value <= 0.5 ? value ** 2 / 3 : (Math.exp((value - c) / a) + b) / 12;
}

/** What the scene's light is multiplied with on the nominal display, in shares of white. */
function hlgGain(r: number, g: number, b: number): number {
  const luminance = 0.2627 * r + 0.678 * g + 0.0593 * b;
  return luminance <= 0 ? 0 : (hlgPeakNits / whiteNits) * luminance ** (hlgGamma - 1);
}

/** Above the knee Reinhard's extended curve: it leaves the knee without a bend, and the peak becomes white. */
function rollOff(light: number, peak: number): number {
  const room = 1 - knee;
  const [over, most] = [(light - knee) / room, (peak - knee) / room];
  return knee + (room * over * (1 + over / most ** 2)) / (1 + over);
}
