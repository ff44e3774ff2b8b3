// Non-maximum suppression: of overlapping detections of the same face, the most confident one stays.

import { overlap } from '../../../../shared/people/boxes.ts';
import type { Detection } from './detection.ts';

/**
 * Keeps, most confident first, every detection that overlaps no kept one by more than `maxOverlap`
 * (intersection over union, 0..1). Equal confidences are ordered by position, so that the result
 * does not depend on the order of the input.
 */
export function suppressOverlaps(
  detections: readonly Detection[],
  maxOverlap: number,
): readonly Detection[] {
  const kept: Detection[] = [];
  for (const candidate of detections.toSorted(byConfidence)) {
    const overlaps = (other: Detection) => overlap(candidate.box, other.box) > maxOverlap;
    if (!kept.some(overlaps)) kept.push(candidate);
  }
  return kept;
}

function byConfidence(a: Detection, b: Detection): number {
  return (
    b.confidence - a.confidence ||
    a.box.y - b.box.y ||
    a.box.x - b.box.x ||
    a.box.height - b.box.height ||
    a.box.width - b.box.width
  );
}
