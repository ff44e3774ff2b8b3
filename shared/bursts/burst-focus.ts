// Frames of a burst told apart by focus on their subject at full resolution.

import type { PhotoColumns } from '../photo.ts';
import { at } from '../arithmetic/vectors.ts';

type Columns = Pick<PhotoColumns, 'focus' | 'widthPx' | 'heightPx'>;

/** Values nearer than this share are equally in focus: noise and a pixel's shift change 6 %, a blur of one pixel 14 % and more. */
const SAME_FOCUS = Math.log(1.1);
/** Less is as soft. */
const leastFocus = 0.01;

/**
 * `frames`, those of `alike` that were looked at closely changing places among themselves: the sharpest face first where each
 * of them has one, else the sharpest body. Frames of another size in pixels stay where they are, as detail is compared
 * pixel by pixel; so do all where neither is in each of them.
 */
export function sharpestFirst(
  frames: readonly number[],
  alike: readonly number[],
  columns: Columns,
): readonly number[] {
  const { face, body } = columns.focus;
  const isSeen = (photo: number) =>
    !Number.isNaN(at(face, photo)) || !Number.isNaN(at(body, photo));
  const seen = alike.filter(isSeen);
  const pixels = (photo: number) => at(columns.widthPx, photo) * at(columns.heightPx, photo);
  const compared = seen.filter((photo) => pixels(photo) === pixels(seen[0] ?? photo));
  const values = [face, body].find(
    (each) => !compared.some((photo) => Number.isNaN(at(each, photo))),
  );
  if (compared.length < 2 || !values) return frames;
  const value = (photo: number) => Math.log(Math.max(leastFocus, at(values, photo)));
  const most = Math.max(...compared.map(value));
  const steps = new Map(
    compared.map((photo) => [photo, Math.floor((most - value(photo)) / SAME_FOCUS)]),
  );
  const next = frames
    .filter((photo) => steps.has(photo))
    .sort((a, b) => (steps.get(a) ?? 0) - (steps.get(b) ?? 0))
    .values();
  return frames.map((photo) => (steps.has(photo) ? (next.next().value ?? photo) : photo));
}
