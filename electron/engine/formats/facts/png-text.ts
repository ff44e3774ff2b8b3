// The texts of a PNG: who made it, and the metadata that programs without a better place put there.

import { inflateSync } from 'node:zlib';
import type { ExifEntry } from './exif-parts.ts';

/** A text that unpacks to more is no text. */
const maxTextBytes = 4 << 20;

/** Texts by their keywords; those that are damaged are left out. */
export function pngTexts(bytes: Buffer): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    const end = data.indexOf(0);
    if (end > 0 && /^[tzi](EXt|TXt)$/.test(type)) {
      const text = textIn(type, data.subarray(end + 1));
      if (text !== null) texts.set(data.toString('latin1', 0, end), text);
    }
    at += 12 + length;
  }
  return texts;
}

/** `rest` follows the keyword (PNG, 11.3.3). */
function textIn(type: string, rest: Buffer): string | null {
  try {
    if (type === 'tEXt') return rest.toString('latin1');
    if (type === 'zTXt') return unpacked(rest.subarray(1)).toString('latin1');
    const language = rest.indexOf(0, 2);
    const translated = rest.indexOf(0, language + 1);
    if (language < 0 || translated < 0) return null;
    const text = rest.subarray(translated + 1);
    return (rest[0] === 1 ? unpacked(text) : text).toString('utf8');
  } catch {
    return null;
  }
}

function unpacked(bytes: Buffer): Buffer {
  return inflateSync(bytes, { maxOutputLength: maxTextBytes });
}

/** Bytes that ImageMagick and others write as hexadecimal lines: a name, a length, the digits. */
export function rawProfile(texts: ReadonlyMap<string, string>, name: string): Buffer | null {
  const text = texts.get(`Raw profile type ${name}`);
  const digits = /^\s*\S+\s+\d+\s+(?<hex>[\s0-9a-fA-F]+)$/.exec(text ?? '')?.groups?.['hex'];
  return digits === undefined ? null : Buffer.from(digits.replace(/\s/g, ''), 'hex');
}

/** Exif's tags for what PNG has keywords for. */
const tagOfKeyword: Readonly<Record<string, number>> = {
  Description: 0x010e,
  Author: 0x013b,
  Copyright: 0x8298,
};

export function exifOfTexts(texts: ReadonlyMap<string, string>): Map<number, ExifEntry> {
  return new Map(
    Object.entries(tagOfKeyword).flatMap(([keyword, tag]): [number, ExifEntry][] => {
      const text = texts.get(keyword)?.trim();
      if (!text) return [];
      const value = Buffer.from(`${text}\0`);
      return [[tag, { type: 2, count: value.length, value, little: true }]];
    }),
  );
}
