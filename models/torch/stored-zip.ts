// Reads zip files whose entries are stored as they are, which is how PyTorch writes weights; refuses every other kind.

import { crc32 } from 'node:zlib';

// Field by field: APPNOTE.TXT of PKWARE, 4.3.7 (an entry), 4.3.12 (its line in the list), 4.3.16 (the end).
const LOCAL = 0x04034b50;
const LISTED = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const LISTED_BYTES = 46;
const END_BYTES = 22;

const ENCRYPTED = 1; // bit of the flags
const MOST_ENTRIES = 64;

/**
 * The entries of a zip by their names. The end must be where the file ends (no comment), and each entry whole, not
 * compressed, not encrypted and as its checksum says. Throws with what is wrong, without a subject, where that is not so.
 */
export function readStoredZip(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== END) throw new Error('is no zip file');
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw new Error(`holds ${count} entries, more than weights have`);
  const entries = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < count; entry++) {
    if (at + LISTED_BYTES > end || view.getUint32(at, true) !== LISTED)
      throw new Error('has a damaged list of entries');
    const nameBytes = view.getUint16(at + 28, true);
    const name = text(bytes, at + LISTED_BYTES, nameBytes);
    if (entries.has(name)) throw new Error(`holds "${name}" twice`);
    entries.set(name, contentOf(bytes, view, at, name));
    at += LISTED_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** What the entry holds whose line in the list begins at `listed`. */
function contentOf(bytes: Uint8Array, view: DataView, listed: number, name: string): Uint8Array {
  const packed = view.getUint16(listed + 10, true) !== 0;
  if (packed || (view.getUint16(listed + 8, true) & ENCRYPTED) !== 0)
    throw new Error(`holds "${name}" compressed or encrypted`);
  const size = view.getUint32(listed + 24, true);
  const local = view.getUint32(listed + 42, true);
  const cut = new Error(`holds "${name}" incomplete`);
  if (local + LOCAL_BYTES > bytes.length || view.getUint32(local, true) !== LOCAL) throw cut;
  const start =
    local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + size > bytes.length) throw cut;
  const content = bytes.subarray(start, start + size);
  if (crc32(content) !== view.getUint32(listed + 16, true))
    throw new Error(`holds "${name}" damaged`);
  return content;
}

function text(bytes: Uint8Array, start: number, length: number): string {
  return Buffer.from(bytes.subarray(start, start + length)).toString('utf8');
}
