// What a video's container says of it, read from what ffmpeg prints of an input.

import { EngineError } from '../../../shared/calls/rpc.ts';
import { isoTime, type CaptureTime } from '../formats/facts/capture-time.ts';
import { runFfmpeg } from './ffmpeg.ts';

export type VideoFacts = {
  /** Null where the container does not say: broken off, or still being written. */
  readonly durationSeconds: number | null;
  /** The time that its first frame has in the container. */
  readonly startSeconds: number;
  readonly taken: CaptureTime | null;
  /** Of its first frame, "01:02:03:04". */
  readonly timecode: string | null;
  /** Its camera, where it says so. */
  readonly camera: string | null;
  /** Light beyond white (HLG, PQ), which would have to be mapped to be right. */
  readonly isHdr: boolean;
};

/**
 * Only what is a video by itself: lists of other files (HLS, concat) could name anything on this machine. No protocol but a
 * file's either.
 */
const inputOptions = [
  ...['-protocol_whitelist', 'file'],
  ...[
    '-format_whitelist',
    'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,mpegvideo,avi,asf,mxf',
  ],
];

/** The arguments that name a video, behind those about what is read of it. */
export function inputOf(path: string, reading: readonly string[] = []): string[] {
  return [...inputOptions, ...reading, '-i', `file:${path}`];
}

/** Rejects with EngineError `unreadable`, with the end of a sentence, where it is no video that can be read. */
export async function readVideoFacts(
  program: string,
  path: string,
  signal: AbortSignal,
): Promise<VideoFacts> {
  const said: string[] = [];
  await runFfmpeg(program, inputOf(path), {
    signal,
    onLine: (line) => {
      if (said.length < mostLines) said.push(line);
    },
  });
  const input = said.findIndex((line) => line.startsWith('Input #0'));
  if (input < 0) throw new EngineError('unreadable', 'it is broken or not a video');
  const facts = factsIn(said.slice(input));
  if (!facts) throw new EngineError('unreadable', 'it holds no picture, only sound');
  return facts;
}

const mostLines = 1000;

/** Null without a picture. */
export function factsIn(lines: readonly string[]): VideoFacts | null {
  // The cover of a piece of music is no video.
  const stream = lines.find(
    (line) => /^\s+Stream #0:\S+: Video:/.test(line) && !line.includes('(attached pic)'),
  );
  if (stream === undefined) return null;
  const duration = /Duration: (\d+):(\d+):(\d+(?:\.\d+)?)/.exec(first(lines, 'Duration:'));
  const [hours = 0, minutes = 0, seconds = 0] = (duration ?? []).slice(1).map(Number);
  const start = /start: (-?\d+(?:\.\d+)?)/.exec(first(lines, 'Duration:'));
  return {
    durationSeconds: duration ? hours * 3600 + minutes * 60 + seconds : null,
    startSeconds: Number(start?.[1] ?? 0),
    taken: takenIn(lines),
    timecode: tagIn(lines, 'timecode'),
    camera: tagIn(lines, 'com.apple.quicktime.model') ?? tagIn(lines, 'model'),
    isHdr: /smpte2084|arib-std-b67/.test(stream),
  };
}

function first(lines: readonly string[], part: string): string {
  return lines.find((line) => line.includes(part)) ?? '';
}

function tagIn(lines: readonly string[], name: string): string | null {
  const line = lines.find((one) => one.trimStart().toLowerCase().startsWith(name.toLowerCase()));
  const value = line === undefined ? undefined : /^\s*([^:]*?)\s*: (.*)$/.exec(line);
  if (value?.[1]?.toLowerCase() !== name.toLowerCase()) return null;
  return value[2]?.trim() ?? null;
}

/**
 * Apple's tag has the time of the place with its offset; the other is in UTC by the standard. A clock that was never set
 * stands at 1904 or 1970: that is no time.
 */
function takenIn(lines: readonly string[]): CaptureTime | null {
  for (const name of ['com.apple.quicktime.creationdate', 'creation_time']) {
    const time = isoTime(tagIn(lines, name));
    if (time && new Date(time.takenMs).getUTCFullYear() >= 1990) return time;
  }
  return null;
}
