// Previews that a RAW file keeps without compression, as Leica's and scanners' DNG do: rows of bytes in strips.

import { readDirectories, valueOf, valuesOf, wrapAsTiff, type Directory } from '../tiff.ts';

export type PlainPreview = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** The pixels as a TIFF of their own; made when it is asked for. */
  readonly tiff: () => Buffer;
};

const tags = { width: 256, height: 257, bits: 258, compression: 259, photometric: 262 } as const;

/** Pictures of 8 bits in red, green and blue or in grey; sensor data says that it is something else. */
export function plainPreviews(bytes: Buffer): PlainPreview[] {
  return readDirectories(bytes).flatMap((directory) => {
    const [widthPx = 0, heightPx = 0] = [tags.width, tags.height].map((tag) =>
      valueOf(directory, tag),
    );
    const samples = samplesOf(directory);
    if (samples === null || widthPx === 0 || heightPx === 0) return [];
    const sizeBytes = widthPx * heightPx * samples;
    const strips = stripsOf(bytes, directory);
    const held = strips.reduce((sum, strip) => sum + strip.length, 0);
    if (held < sizeBytes) return [];
    const tiff = () => {
      const data = rgb(Buffer.concat(strips, sizeBytes), samples);
      return wrapAsTiff({ widthPx, heightPx, data, orientation: 1, profile: undefined });
    };
    return [{ widthPx, heightPx, tiff }];
  });
}

/** 3 or 1 samples a pixel; null for what is no plain picture. */
function samplesOf(directory: Directory): 1 | 3 | null {
  const samples = valueOf(directory, 277) ?? 1;
  const photometric = valueOf(directory, tags.photometric);
  const depths = directory.get(tags.bits)?.values ?? [1];
  const isPlain =
    valueOf(directory, tags.compression) === 1 && (valueOf(directory, 284) ?? 1) === 1;
  if (!isPlain || depths.some((depth) => depth !== 8)) return null;
  if (samples === 3 && photometric === 2) return 3;
  return samples === 1 && photometric === 1 ? 1 : null;
}

function stripsOf(bytes: Buffer, directory: Directory): Buffer[] {
  const [starts = [], lengths = []] = [273, 279].map((tag) => valuesOf(bytes, directory, tag));
  return starts.map((start, i) => bytes.subarray(start, start + (lengths[i] ?? 0)));
}

function rgb(data: Buffer, samples: 1 | 3): Uint8Array {
  if (samples === 3) return data;
  return Uint8Array.from({ length: data.length * 3 }, (_, i) => data[Math.floor(i / 3)] ?? 0);
}
