// IPTC as programs carry it: in Photoshop's image resources, or in TIFF and PNG as bare records.

/** IPTC's records, their digest, and Photoshop's own word on copyright: nothing of the pixels. */
const keptResources = new Set([0x0404, 0x0425, 0x040a, 0x040b]);

const start = Buffer.from('Photoshop 3.0\0', 'latin1');
/** The resource that holds them. */
export const recordsId = 0x0404;
/** Every dataset of IPTC begins with it. */
const datasetMark = 0x1c;

/** Image resources with the IPTC of a photo, without its thumbnail and other claims; null where there is none. */
export function iptcResources(block: Buffer): Buffer | null {
  const bytes = block.subarray(0, start.length).equals(start)
    ? block.subarray(start.length)
    : block;
  if (bytes[0] === datasetMark) return resource(recordsId, bytes);
  const kept = imageResources(bytes).filter(({ id }) => keptResources.has(id));
  return kept.length === 0 ? null : joinedResources(kept);
}

export type ImageResource = { readonly id: number; readonly data: Buffer };

export function joinedResources(resources: readonly ImageResource[]): Buffer {
  return Buffer.concat(resources.map(({ id, data }) => resource(id, data)));
}

/** Photoshop's image resources, with or without the name before them, as far as they are whole. */
export function imageResources(block: Buffer): ImageResource[] {
  const bytes = block.subarray(0, start.length).equals(start)
    ? block.subarray(start.length)
    : block;
  const found: ImageResource[] = [];
  let at = 0;
  while (at + 12 <= bytes.length && bytes.toString('latin1', at, at + 4) === '8BIM') {
    const name = at + 6;
    const nameBytes = 1 + (bytes[name] ?? 0);
    const size = name + nameBytes + (nameBytes & 1); // names and data are padded to even lengths
    if (size + 4 > bytes.length) break;
    const length = bytes.readUInt32BE(size);
    const data = bytes.subarray(size + 4, size + 4 + length);
    if (data.length < length) break;
    found.push({ id: bytes.readUInt16BE(at + 4), data });
    at = size + 4 + length + (length & 1);
  }
  return found;
}

/** A dataset of IPTC's records. */
export type Dataset = { readonly record: number; readonly number: number; readonly data: Buffer };

/** Of image resources or bare records: as far as they are whole; those of more than 32 KB, whose length is written in another way, are pictures. */
export function datasetsIn(block: Buffer): Dataset[] {
  const resources = iptcResources(block);
  const data = resources && imageResources(resources).find(({ id }) => id === recordsId)?.data;
  const found: Dataset[] = [];
  for (let at = 0; data && at + 5 <= data.length && data[at] === datasetMark;) {
    const length = data.readUInt16BE(at + 3);
    const end = at + 5 + length;
    if (length > 0x7fff || end > data.length) break;
    found.push({
      record: data[at + 1] ?? 0,
      number: data[at + 2] ?? 0,
      data: data.subarray(at + 5, end),
    });
    at = end;
  }
  return found;
}

export function datasetBytes({ record, number, data }: Dataset): Buffer {
  const head = Buffer.from([datasetMark, record, number, 0, 0]);
  head.writeUInt16BE(data.length, 3);
  return Buffer.concat([head, data]);
}

/** Image resources with those datasets of record 2 alone, and how their letters are written; null where there are none. */
export function onlyDatasets(block: Buffer, wanted: ReadonlySet<number>): Buffer | null {
  const kept = datasetsIn(block).filter(
    ({ record, number }) => record === 1 || (record === 2 && wanted.has(number)),
  );
  if (!kept.some(({ record }) => record === 2)) return null;
  return resource(recordsId, Buffer.concat(kept.map(datasetBytes)));
}

function resource(id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12); // an empty name in two bytes
  head.write('8BIM', 'latin1');
  head.writeUInt16BE(id, 4);
  head.writeUInt32BE(data.length, 8);
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
}
