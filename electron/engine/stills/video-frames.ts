// Frames of a video through ffmpeg: the sparse small ones, those around a moment, and one at full size.

import { EngineError } from '../../../shared/calls/rpc.ts';
import type { Raster } from '../../../shared/photo.ts';
import { lookHeightPx, lookWidthPx } from '../../../shared/stills/frame-look.ts';
import { sparseSeconds, type Moment } from '../../../shared/stills/moments.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { inputOf } from './video-facts.ts';

export type Video = {
  readonly program: string;
  readonly path: string;
  /** As the container counts: times here begin at 0. */
  readonly startSeconds: number;
};

/** A frame whose time is known once all are: its number stands for it. */
type OnFrame = (frame: Buffer, index: number) => void;

/** Frames whose fields were taken one after the other become whole ones; all others stay as they are. */
const wholeFrames = 'bwdif=mode=send_frame:deint=interlaced';

/** Longest side at which frames of one moment are compared, pixels. */
const momentSize = { widthPx: 640, heightPx: 360 } as const;

/** Pictures larger than this are refused: 8K has 33 million pixels. */
const mostPixels = 40_000_000;

/** Longer videos are looked at so far: nobody films a match in one piece for longer, and a file without an end has none. */
export const longestVideoSeconds = 6 * 3600;

/** @returns the time of each frame, seconds from the beginning; fewer where the file breaks off. */
export async function sparseFrames(
  video: Video,
  onFrame: OnFrame,
  onSeconds: (seconds: number) => void,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const apart = (sparseSeconds - 0.005).toFixed(3); // frames 40 ms apart lie a hair before the fifth of a second
  const filters = [
    `select='isnan(prev_selected_t)+gte(t-prev_selected_t\\,${apart})'`,
    `scale=${lookWidthPx}:${lookHeightPx}:flags=area`,
    'format=rgb24',
  ];
  const bytes = 3 * lookWidthPx * lookHeightPx;
  const reading = ['-t', String(longestVideoSeconds)];
  return frames(video, reading, filters, bytes, onFrame, signal, onSeconds);
}

/** Luma of every frame between two times, `momentSize`. */
export async function momentFrames(
  video: Video,
  { from, to }: Moment,
  onFrame: (luma: Buffer, size: typeof momentSize, index: number) => void,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const filters = [
    wholeFrames,
    `scale=${momentSize.widthPx}:${momentSize.heightPx}:flags=area`,
    'format=gray',
  ];
  const bytes = momentSize.widthPx * momentSize.heightPx;
  const reading = ['-ss', seekTo(from), '-t', (to - from + 0.001).toFixed(3)];
  const give: OnFrame = (luma, index) => {
    onFrame(luma, momentSize, index);
  };
  return frames(video, reading, filters, bytes, give, signal);
}

/** The frame at a time that one of the frames before had, upright, with square pixels. Null where it cannot be read. */
export async function fullFrame(
  video: Video,
  seconds: number,
  signal: AbortSignal,
): Promise<Raster | null> {
  const filters = [
    wholeFrames,
    "scale='trunc(iw*max(sar\\,1)/2)*2':'trunc(ih/min(sar\\,1)/2)*2':flags=lanczos",
    'setsar=1',
    'format=rgb24',
  ];
  // Half a frame at 60 a second before it: the first frame from there on is the one that is meant.
  const reading = ['-ss', seekTo(seconds - 0.008), '-t', '1'];
  const parts: Buffer[] = [];
  let size = { widthPx: 0, heightPx: 0 };
  const args = [...argsFor(video, reading, filters), '-frames:v', '1', ...rawOut];
  await runFfmpeg(video.program, args, {
    signal,
    onBytes: (bytes) => parts.push(bytes),
    onLine(line) {
      const shown = sizeIn(line);
      if (shown) size = shown;
      if (size.widthPx * size.heightPx > mostPixels)
        throw new EngineError('unreadable', 'its picture is too large');
    },
  });
  const data = Buffer.concat(parts);
  return data.length > 0 && data.length === 3 * size.widthPx * size.heightPx
    ? { ...size, data }
    : null;
}

const rawOut = ['-f', 'rawvideo', 'pipe:1'];

function seekTo(seconds: number): string {
  return Math.max(0, seconds).toFixed(6);
}

/** `showinfo` says each frame's time and size; `-copyts` leaves times as the container has them. */
function argsFor(video: Video, reading: readonly string[], filters: readonly string[]): string[] {
  const input = inputOf(video.path, [...reading, '-copyts']);
  const filter = [...filters, 'showinfo=checksum=0'].join(',');
  return [...input, '-map', '0:v:0', '-vf', filter, '-fps_mode', 'passthrough'];
}

async function frames(
  video: Video,
  reading: readonly string[],
  filters: readonly string[],
  frameBytes: number,
  onFrame: OnFrame,
  signal: AbortSignal,
  onSeconds: (seconds: number) => void = () => undefined,
): Promise<readonly number[]> {
  const seconds: number[] = [];
  const frame = Buffer.alloc(frameBytes);
  let [filled, count] = [0, 0];
  await runFfmpeg(video.program, [...argsFor(video, reading, filters), ...rawOut], {
    signal,
    onLine(line) {
      const time = timeIn(line);
      if (time === null) return;
      seconds.push(time - video.startSeconds);
      onSeconds(time - video.startSeconds);
    },
    onBytes(bytes) {
      for (let at = 0; at < bytes.length;) {
        const taken = bytes.copy(frame, filled, at);
        [at, filled] = [at + taken, filled + taken];
        if (filled < frameBytes) continue;
        onFrame(frame, count);
        [filled, count] = [0, count + 1];
      }
    },
  });
  return seconds.slice(0, count);
}

function timeIn(line: string): number | null {
  const time = /showinfo.* n: *\d+ .*pts_time:(-?\d+(?:\.\d+)?)/.exec(line)?.[1];
  return time === undefined ? null : Number(time);
}

function sizeIn(line: string): { widthPx: number; heightPx: number } | null {
  const [, width, height] = /showinfo.* s:(\d+)x(\d+) /.exec(line) ?? [];
  return width === undefined ? null : { widthPx: Number(width), heightPx: Number(height) };
}
