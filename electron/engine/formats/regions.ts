// Parts of a photo at full resolution, of which no more is decoded than they need.

import type { Box, Raster } from '../../../shared/photo.ts';
import type { Settings } from '../../../shared/settings.ts';
import { unreadable } from '../files/unreadable.ts';
import { decodeMemory } from '../running/memory.ts';
import { cutOut, hullOf } from './cut-out.ts';
import { largestSidePx, openSource, readPart, readPixels } from './decode.ts';
import * as limits from './limits.ts';
import { pixelsOf, storedBox } from './sizes.ts';
import { headerSize } from './source.ts';

/**
 * Parts of a photo at full resolution (of a RAW: of the largest preview in it), their pixels as they are stored, so perhaps
 * turned, and in the file's own colours. Null for a box that holds no pixel. Rejects as `decodePhoto` does.
 */
export async function decodeRegions(
  bytes: Buffer,
  name: string,
  settings: Settings,
  boxes: readonly Box[],
): Promise<(Raster | null)[]> {
  const source = await openSource(bytes, name, settings['decode.maxMegapixels']);
  const { kind, lab, hdr, header, orientation } = source;
  if (kind === 'heic' || lab || hdr) {
    const whole = await readPixels(source, largestSidePx, 'srgb', true);
    return boxes.map((box) => cutOut(whole, pixelsOf(box, whole)));
  }
  const size = headerSize(header);
  const stored = boxes.map((box) => pixelsOf(storedBox(box, orientation), size));
  const around = hullOf(stored);
  if (!around) return boxes.map(() => null);
  const memory = source.memory + around.width * around.height * 3;
  const problem = limits.wantsTooMuch(memory);
  if (problem) throw unreadable(name, problem);
  const part = await decodeMemory.hold(memory, () => readPart(source, around));
  return stored.map((region) =>
    cutOut(
      part,
      region && { ...region, left: region.left - around.left, top: region.top - around.top },
    ),
  );
}
