// Finds faces with SSD MobileNet v1 (512 x 512), the detector that needs no download.

import { floatsOf } from '../../../running/inference.ts';
import type { Model } from '../../../running/inference.ts';
import type { Detection } from '../detection.ts';
import type { Crop } from '../face-crops.ts';
import { suppressOverlaps } from '../nms.ts';

export const SSD_PX = 512;
const MAX_OVERLAP = 0.5; // intersection over union; the package's own value

/**
 * Faces of a crop of 512 pixels a side, in its pixels, most confident first.
 * @param least 0..1; boxes below are dropped
 */
export async function findWithSsd(
  { rgb }: Crop,
  model: Model,
  least: number,
): Promise<readonly Detection[]> {
  const results = await model.run({ image: { data: rgb, dims: [1, SSD_PX, SSD_PX, 3] } });
  const boxes = floatsOf(results, 'boxes');
  const found: Detection[] = [];
  floatsOf(results, 'scores').forEach((confidence, i) => {
    if (confidence < least) return;
    const corner = (index: number): number => SSD_PX * (boxes[4 * i + index] ?? Number.NaN);
    const [top, left, bottom, right] = [corner(0), corner(1), corner(2), corner(3)];
    found.push({ box: { x: left, y: top, width: right - left, height: bottom - top }, confidence });
  });
  return suppressOverlaps(found, MAX_OVERLAP);
}
