// The coded picture of HEIC and AVIF: the bytes of the primary item, or of the tiles that it is put together from.

import { readBoxes, type BoxSpan } from '../boxes.ts';
import type { Span } from '../raw/raw-spans.ts';
import { addSpan } from './spans.ts';

/** Where an item's bytes lie: in the file, or in the box `idat`. */
type Item = { readonly spans: readonly Span[]; readonly inData: boolean };

/** Empty where the file has no primary item, or keeps it in a way that this does not know. */
export function itemSpans(bytes: Buffer): Span[] {
  const meta = readBoxes(bytes).find(({ type }) => type === 'meta');
  if (!meta) return [];
  const boxes = readBoxes(bytes, meta.start + 4, Math.min(meta.end, bytes.length));
  const primary = primaryItem(bytes, boxes);
  const items = itemPlaces(bytes, boxes);
  if (primary === null || !items) return [];
  const data = boxes.find(({ type }) => type === 'idat')?.start ?? 0;
  const picture: Span[] = [];
  for (const id of [primary, ...tilesOf(bytes, boxes, primary)]) {
    const { spans = [], inData = false } = items.get(id) ?? {};
    const shift = inData ? data : 0;
    for (const { start, end } of spans)
      addSpan(picture, { start: start + shift, end: end + shift });
  }
  return picture;
}

function primaryItem(bytes: Buffer, boxes: readonly BoxSpan[]): number | null {
  const box = boxes.find(({ type }) => type === 'pitm');
  if (!box || box.end > bytes.length) return null;
  const read = reader(bytes, box);
  const version = read(1);
  read(3);
  return read(version === 0 ? 2 : 4);
}

/** The items that an item is put together from (`dimg`), in their order. */
function tilesOf(bytes: Buffer, boxes: readonly BoxSpan[], item: number): number[] {
  const box = boxes.find(({ type }) => type === 'iref');
  if (!box || box.end > bytes.length) return [];
  const idBytes = bytes[box.start] === 0 ? 2 : 4;
  const uses = readBoxes(bytes, box.start + 4, box.end).filter(({ type }) => type === 'dimg');
  return uses.flatMap((use) => {
    const read = reader(bytes, use);
    if (read(idBytes) !== item) return [];
    const count = Math.min(read(2), Math.floor((use.end - use.start) / idBytes));
    return Array.from({ length: count }, () => read(idBytes));
  });
}

/** Where all items lie (`iloc`); null for a version that is not known or a list that is cut off. */
function itemPlaces(bytes: Buffer, boxes: readonly BoxSpan[]): Map<number, Item> | null {
  const box = boxes.find(({ type }) => type === 'iloc');
  if (!box || box.end > bytes.length) return null;
  const read = reader(bytes, box);
  const version = read(1);
  read(3);
  if (version > 2) return null;
  const [sizes, more] = [read(1), read(1)];
  const [placeBytes, lengthBytes, baseBytes] = [sizes >> 4, sizes & 15, more >> 4];
  const indexBytes = version === 0 ? 0 : more & 15;
  const idBytes = version === 2 ? 4 : 2;
  const items = new Map<number, Item>();
  for (let left = read(idBytes); left > 0; left -= 1) {
    const id = read(idBytes);
    const method = version === 0 ? 0 : read(2) & 15;
    read(2); // which file: this one
    const base = read(baseBytes);
    const spans: Span[] = [];
    // A list that gives its parts no size could name any number of them.
    if (placeBytes + lengthBytes === 0) return null;
    for (let extents = read(2); extents > 0; extents -= 1) {
      read(indexBytes);
      const start = base + read(placeBytes);
      addSpan(spans, { start, end: start + read(lengthBytes) });
    }
    if (method <= 1) items.set(id, { spans, inData: method === 1 });
  }
  return items;
}

/** Reads whole numbers of a box one after the other; throws RangeError where the box ends. */
function reader(bytes: Buffer, { start, end }: BoxSpan): (size: number) => number {
  let at = start;
  return (size) => {
    if (at + size > end) throw new RangeError('The box ends early.');
    const value = size === 8 ? Number(bytes.readBigUInt64BE(at)) : numberAt(bytes, at, size);
    at += size;
    return value;
  };
}

function numberAt(bytes: Buffer, at: number, size: number): number {
  return size === 0 ? 0 : bytes.readUIntBE(at, size);
}
