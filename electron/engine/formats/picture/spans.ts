// Parts of a file that together are its coded picture, and what bounds them.

import type { Span } from '../raw/raw-spans.ts';

/** More parts than any camera or program writes: a file of more is hashed as a whole. */
export const mostSpans = 65_536;

/** Throws RangeError where there are too many. */
export function addSpan(spans: Span[], span: Span): void {
  if (spans.length >= mostSpans) throw new RangeError('The picture has too many parts.');
  spans.push(span);
}

/**
 * The parts, where they lie inside the file and are no more than it holds; null where they do not: a file whose strips all
 * point at the same bytes would be hashed for hours.
 */
export function soundSpans(spans: readonly Span[], fileBytes: number): readonly Span[] | null {
  if (spans.some(({ start, end }) => start < 0 || end < start || end > fileBytes)) return null;
  const total = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  return total > 0 && total <= fileBytes ? spans : null;
}
