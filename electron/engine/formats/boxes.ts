// The boxes of ISO base media files (CR3, HEIC, AVIF): where they lie and whether the file holds them whole.

export type BoxSpan = {
  /** Four letters. */
  readonly type: string;
  /** For `uuid` boxes the identifier in hexadecimal, else empty. */
  readonly uuid: string;
  /** Where the box's content starts and ends; the end may lie beyond a truncated file. */
  readonly start: number;
  readonly end: number;
};

/** The boxes that follow one another from `start` to `end`. */
export function readBoxes(bytes: Buffer, start = 0, end = bytes.length): BoxSpan[] {
  const boxes: BoxSpan[] = [];
  let at = start;
  while (at + 8 <= Math.min(end, bytes.length)) {
    const box = readBox(bytes, at, end);
    if (!box) break;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

function readBox(bytes: Buffer, at: number, end: number): BoxSpan | null {
  const type = bytes.toString('latin1', at + 4, at + 8);
  const short = bytes.readUInt32BE(at);
  let head = 8;
  let size = short === 0 ? end - at : short; // 0: up to the end of the file
  if (short === 1) {
    if (at + 16 > bytes.length) return null;
    size = Number(bytes.readBigUInt64BE(at + 8)); // 1: a 64-bit size follows
    head = 16;
  }
  if (type === 'uuid') head += 16;
  if (size < head) return null;
  const uuid = type === 'uuid' ? bytes.toString('hex', at + head - 16, at + head) : '';
  return { type, uuid, start: at + head, end: at + size };
}
