// Which frame of a moment becomes its still: sharp where the picture is sharpest, and near the height of the moment.

import type { Moment } from './moments.ts';

export type FrameSharpness = {
  /** From the beginning of the video, seconds. */
  readonly seconds: number;
  /** Of the sharpest tiles, luma squared. */
  readonly sharpness: number;
};

/** What the height of a moment weighs against the sharpest frame of it, 1: where frames are about as sharp, it decides. */
const heightWeight = 0.35;

/** Null where there is no frame. */
export function bestFrame<F extends FrameSharpness>(
  frames: readonly F[],
  { from, to, peak }: Moment,
): F | null {
  const sharpest = Math.max(1e-9, ...frames.map(({ sharpness }) => sharpness));
  const reach = Math.max(1e-9, peak - from, to - peak);
  const worth = ({ seconds, sharpness }: FrameSharpness) =>
    sharpness / sharpest + heightWeight * (1 - Math.abs(seconds - peak) / reach);
  const [first, ...rest] = frames;
  if (!first) return null;
  return rest.reduce((best, frame) => (worth(frame) > worth(best) ? frame : best), first);
}
