// The structures of files that hold others: JPEG, PNG, WebP, ISO boxes, GIF, zip and protobuf.

import { crc32 } from 'node:zlib';
import { readBoxes } from '../../../electron/engine/formats/boxes.ts';
import { readStoredZip } from '../../../models/torch/stored-zip.ts';
import { storedZip } from '../../fixtures/made-torch.ts';
import { fieldsOf, joinFields } from './protobuf.ts';
import type { Part, Structure } from './structure.ts';
import { tiff } from './tiff.ts';

const uint32 = (value: number, little = false): Buffer => {
  const bytes = Buffer.alloc(4);
  if (little) bytes.writeUInt32LE(value >>> 0);
  else bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

/** Segments up to the first scan, and everything from there on as one part. */
export const jpeg: Structure = {
  split(bytes) {
    const parts: Part[] = [];
    let at = 2;
    while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
      const end = at + 2 + bytes.readUInt16BE(at + 2);
      parts.push({ type: String(bytes[at + 1]), body: bytes.subarray(at + 4, end) });
      at = end;
    }
    return [...parts, { type: 'scan', body: bytes.subarray(at) }];
  },
  join: (parts) =>
    Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      ...parts.flatMap(({ type, body }) => {
        if (type === 'scan') return [body];
        const fits = body.subarray(0, 65_533);
        const head = Buffer.from([0xff, Number(type), 0, 0]);
        head.writeUInt16BE(fits.length + 2, 2);
        return [head, fits];
      }),
    ]),
  inside: ({ type, body }) =>
    type === '225' && body.toString('latin1', 0, 4) === 'Exif' ? exif : null,
};

const exifStart = Buffer.from('Exif\0\0', 'latin1');
/** The directories of an Exif segment. */
const exif: Structure = {
  split: (bytes) => tiff.split(bytes.subarray(exifStart.length)),
  join: (parts) => Buffer.concat([exifStart, tiff.join(parts)]),
};

const pngStart = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

export const png: Structure = {
  split(bytes) {
    const parts: Part[] = [];
    for (let at = 8; at + 12 <= bytes.length;) {
      const end = at + 8 + bytes.readUInt32BE(at);
      const body = bytes.subarray(at + 8, end);
      parts.push({ type: bytes.toString('latin1', at + 4, at + 8), body });
      at = end + 4;
    }
    return parts;
  },
  join: (parts) =>
    Buffer.concat([
      pngStart,
      ...parts.flatMap(({ type, body }) => {
        const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
        return [uint32(body.length), named, uint32(crc32(named))];
      }),
    ]),
};

export const webp: Structure = {
  split(bytes) {
    const parts: Part[] = [];
    for (let at = 12; at + 8 <= bytes.length;) {
      const end = at + 8 + bytes.readUInt32LE(at + 4);
      const body = bytes.subarray(at + 8, end);
      parts.push({ type: bytes.toString('latin1', at, at + 4), body });
      at = end + (end % 2);
    }
    return parts;
  },
  join(parts) {
    const chunks = parts.flatMap(({ type, body }) => [
      Buffer.from(type, 'latin1'),
      uint32(body.length, true),
      body,
      Buffer.alloc(body.length % 2),
    ]);
    const all = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
    return Buffer.concat([Buffer.from('RIFF'), uint32(all.length, true), all]);
  },
};

/** GIF's blocks begin with a byte that says what they are; between them lie lists of short pieces. */
export const gif: Structure = {
  split(bytes) {
    const text = bytes.toString('latin1');
    const starts = [...text.matchAll(/\x2c|\x21[\xf9\xfe\xff\x01]|\x3b/g)].map(
      ({ index }) => index,
    );
    return [0, ...starts].map((at, i) => {
      return { type: 'block', body: bytes.subarray(at, starts[i] ?? bytes.length) };
    });
  },
  join: (parts) => Buffer.concat(parts.map(({ body }) => body)),
};

const holders = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'iprp', 'ipco', 'dinf', 'meta']);

/** @param skipped bytes of version and flags before the first box, as in `meta` */
function boxesAfter(skipped: number): Structure {
  return {
    split: (bytes) => [
      ...(skipped > 0 ? [{ type: '', body: bytes.subarray(0, skipped) }] : []),
      ...readBoxes(bytes, skipped).map(({ type, uuid, start, end }) => {
        const body = bytes.subarray(start - (uuid === '' ? 0 : 16), end);
        return { type, body };
      }),
    ],
    join: (parts) =>
      Buffer.concat(
        parts.flatMap(({ type, body }) =>
          type === '' ? [body] : [uint32(body.length + 8), Buffer.from(type, 'latin1'), body],
        ),
      ),
    inside: ({ type }) => (holders.has(type) ? boxesAfter(type === 'meta' ? 4 : 0) : null),
  };
}
export const boxes = boxesAfter(0);

/** Entries that are stored as they are; the sizes and checksums of mutated ones fit again. */
export const zip: Structure = {
  split(bytes) {
    try {
      return [...readStoredZip(bytes)].map(([type, body]) => ({ type, body: Buffer.from(body) }));
    } catch {
      return null;
    }
  },
  join: (parts) => storedZip(parts.map(({ type, body }) => [type, body] as const)),
};

/** Fields of a protobuf message; those with a length may be messages in turn. */
export const protobuf: Structure = {
  split: (bytes) => fieldsOf(bytes),
  join: joinFields,
  inside: ({ type, body }) => (type.endsWith(':2') && fieldsOf(body) ? protobuf : null),
};
