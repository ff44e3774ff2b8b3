// Writes capture time, orientation and a description into a JPEG, as a camera does.

export type CameraNotes = {
  /** Camera's local time as if it were UTC, milliseconds since 1970. */
  readonly takenMs: number;
  /** Exif orientation, 1 to 8. */
  readonly orientation: number;
  /** ASCII. */
  readonly description: string;
  readonly camera?: CameraSettings;
};

export type CameraSettings = {
  readonly make: string;
  readonly model: string;
  /** One over so many seconds. */
  readonly shutter: number;
  readonly aperture: number;
  readonly iso: number;
  readonly focalMm: number;
};

const [ascii, short, long, rational] = [2, 3, 4, 5];
type Ratio = readonly [over: number, under: number];
type Tag = readonly [tag: number, type: number, value: string | number | Ratio];

const tiffHeader = Buffer.from('MM\0*\0\0\0\x08', 'latin1'); // big-endian, first directory at byte 8
const exifStart = Buffer.from('Exif\0\0', 'latin1');

/** The JPEG with an Exif block behind its first marker. It must have none yet. */
export function withExif(jpeg: Buffer, notes: CameraNotes): Buffer {
  const block = Buffer.concat([exifStart, makeExif(notes)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(block.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, block, jpeg.subarray(2)]);
}

function makeExif({ takenMs, orientation, description, camera }: CameraNotes): Buffer {
  const time = new Date(takenMs).toISOString();
  const date = time.slice(0, 19).replaceAll('-', ':').replace('T', ' ');
  const main = (exifAt: number): Tag[] => [
    [0x010e, ascii, description],
    ...makerTags(camera),
    [0x0112, short, orientation],
    [0x8769, long, exifAt],
  ];
  const exifAt = tiffHeader.length + directory(main(0), tiffHeader.length).length;
  const exif: Tag[] = [
    ...exposureTags(camera),
    [0x9003, ascii, date],
    ...lensTags(camera),
    [0x9291, ascii, time.slice(20, 23)],
  ];
  return Buffer.concat([
    tiffHeader,
    directory(main(exifAt), tiffHeader.length),
    directory(exif, exifAt),
  ]);
}

// Tags lie in the order of their numbers.

function makerTags(camera: CameraSettings | undefined): Tag[] {
  if (!camera) return [];
  return [
    [0x010f, ascii, camera.make],
    [0x0110, ascii, camera.model],
  ];
}

function exposureTags(camera: CameraSettings | undefined): Tag[] {
  if (!camera) return [];
  return [
    [0x829a, rational, [1, camera.shutter]],
    [0x829d, rational, [Math.round(camera.aperture * 10), 10]],
    [0x8827, short, camera.iso],
  ];
}

function lensTags(camera: CameraSettings | undefined): Tag[] {
  return camera ? [[0x920a, rational, [camera.focalMm, 1]]] : [];
}

/** One directory with its values behind it. @param at where it lies in the block */
function directory(tags: readonly Tag[], at: number): Buffer {
  const head = Buffer.alloc(2 + 12 * tags.length + 4);
  head.writeUInt16BE(tags.length);
  const values: Buffer[] = [];
  let valueAt = at + head.length;
  for (const [index, [tag, type, value]] of tags.entries()) {
    const entry = 2 + 12 * index;
    head.writeUInt16BE(tag, entry);
    head.writeUInt16BE(type, entry + 2);
    const bytes = valueBytes(type, value);
    head.writeUInt32BE(type === ascii ? bytes.length : 1, entry + 4);
    if (bytes.length <= 4) {
      bytes.copy(head, entry + 8);
      continue;
    }
    head.writeUInt32BE(valueAt, entry + 8);
    const padded = Buffer.alloc(bytes.length + (bytes.length % 2)); // values begin at even bytes
    bytes.copy(padded);
    values.push(padded);
    valueAt += padded.length;
  }
  return Buffer.concat([head, ...values]);
}

function valueBytes(type: number, value: Tag[2]): Buffer {
  if (typeof value === 'string') return Buffer.from(`${value}\0`, 'latin1');
  if (typeof value !== 'number') {
    const ratio = Buffer.alloc(8);
    ratio.writeUInt32BE(value[0]);
    ratio.writeUInt32BE(value[1], 4);
    return ratio;
  }
  const bytes = Buffer.alloc(4);
  if (type === short) bytes.writeUInt16BE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
}
