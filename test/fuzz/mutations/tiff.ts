// TIFF directories as parts: the entries of each one stay where they are, so that every offset still points somewhere.

import type { Part, Structure } from './structure.ts';

const entryBytes = 12;
const pointers = new Set([0x014a, 0x8769, 0x8825, 0xa005]);

/** The file cut at its directories' entries: joined again it is the same, and entries may change places. */
export const tiff: Structure = {
  split(bytes) {
    if (bytes.length < 14 || !/^(II|MM)/.test(bytes.toString('latin1', 0, 2))) return null;
    const places = entriesIn(bytes).toSorted((a, b) => a - b);
    const parts: Part[] = [];
    let at = 0;
    for (const place of places) {
      if (place < at) continue;
      if (place > at) parts.push({ type: 'rest', body: bytes.subarray(at, place) });
      at = place + entryBytes;
      parts.push({ type: 'entry', body: bytes.subarray(place, at) });
    }
    return [...parts, { type: 'rest', body: bytes.subarray(at) }];
  },
  join: (parts) => Buffer.concat(parts.map(({ body }) => body)),
};

function entriesIn(bytes: Buffer): number[] {
  const little = bytes[0] === 0x49;
  const short = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const places: number[] = [];
  const seen = new Set<number>();
  const pending = [long(4)];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next < 8 || next + 2 > bytes.length || seen.has(next) || seen.size > 32) continue;
    seen.add(next);
    const count = short(next);
    for (let i = 0; i < count; i += 1) {
      const at = next + 2 + i * entryBytes;
      if (at + entryBytes > bytes.length) break;
      places.push(at);
      if (pointers.has(short(at))) pending.push(long(at + 8));
    }
    const end = next + 2 + count * entryBytes;
    if (end + 4 <= bytes.length) pending.push(long(end));
  }
  return places;
}
