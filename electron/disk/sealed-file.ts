// Contents with a seal behind them, which tells whether a file is still what was written: a power cut leaves empty ones.

import { crc32 } from 'node:zlib';

/** Programs that open a sealed JPEG stop at its end mark and never see it. */
const mark = Buffer.from('podium\0\x01', 'latin1');
const sealBytes = mark.length + 8;

export function sealed(content: Uint8Array): Buffer {
  const seal = Buffer.alloc(sealBytes);
  mark.copy(seal);
  seal.writeUInt32BE(content.length, mark.length);
  seal.writeUInt32BE(crc32(content), mark.length + 4);
  return Buffer.concat([content, seal]);
}

/** What was sealed; null where the file is empty, cut off or changed, or never had a seal. */
export function unsealed<B extends ArrayBufferLike>(file: Buffer<B>): Buffer<B> | null {
  const end = file.length - sealBytes;
  if (end < 0 || !file.subarray(end, end + mark.length).equals(mark)) return null;
  const content = file.subarray(0, end);
  const [length, sum] = [
    file.readUInt32BE(end + mark.length),
    file.readUInt32BE(end + mark.length + 4),
  ];
  return length === end && sum === crc32(content) ? content : null;
}
