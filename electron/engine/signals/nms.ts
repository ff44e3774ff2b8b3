// Non-maximum suppression: of overlapping detections of the same face, the most confident one stays.

import type { Detection, PixelBox } from './detection.ts';

/** Shared area over united area of two boxes, 0..1. */
export function intersectionOverUnion(a: PixelBox, b: PixelBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

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
    const overlaps = (other: Detection) =>
      intersectionOverUnion(candidate.box, other.box) > maxOverlap;
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
