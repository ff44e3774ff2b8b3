// Stills of one video: moments first, then the best frame of each, written as a photo; goes on where it was left.

import { stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { hammingDistance } from '../../../shared/arithmetic/vectors.ts';
import type { Settings } from '../../../shared/settings.ts';
import { bestFrame, type FrameSharpness } from '../../../shared/stills/best-frame.ts';
import {
  createLooking,
  type FrameLook,
  type SmallLook,
} from '../../../shared/stills/frame-look.ts';
import { momentsOf, type Moment } from '../../../shared/stills/moments.ts';
import { timecode, timecodeName } from '../../../shared/stills/timecode.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { makePrivateFolder } from '../../disk/private.ts';
import { writeWhole } from '../../disk/write-file.ts';
import { shownName } from '../files/unreadable.ts';
import { perceptualHash } from '../stages/pixels/perceptual-hash.ts';
import { tileSharpness } from '../stages/pixels/sharpness.ts';
import { stillJpeg } from './still-file.ts';
import { dropStills, readTaken, saveTaken, stillNames, type Taken } from './taken.ts';
import { readVideoFacts, type VideoFacts } from './video-facts.ts';
import {
  fullFrame,
  longestVideoSeconds,
  momentFrames,
  sparseFrames,
  type Video,
} from './video-frames.ts';

export type StillsOf = {
  readonly path: string;
  /** Seconds of the video that were looked at. */
  readonly seconds: number;
  readonly stills: number;
  /** Why there are none, or not all, as a sentence; null where there is nothing to say. */
  readonly problem: string | null;
};

type Taking = {
  readonly program: string;
  /** Where its stills lie. */
  readonly folder: string;
  readonly settings: Settings;
  /** How much of this video is done, 0..1. */
  readonly onShare: (share: number) => void;
  /** Bytes that are left for stills; what is written is taken off. */
  readonly room: { bytes: number };
  readonly signal: AbortSignal;
};

/** Finding moments reads the whole video; then each is read once more. */
const findingShare = 0.6;

/** Rejects with EngineError `cancelled`, and where Podium's own folder cannot be written. The video is only read. */
export async function takeStills(path: string, taking: Taking): Promise<StillsOf> {
  const { folder, signal } = taking;
  const file = await videoFile(path);
  if ('problem' in file) return none(path, folder, file.problem);
  try {
    const before = readTaken(folder, file);
    if (before && before.done === before.moments.length) return told(path, folder, before);
    const facts = await readVideoFacts(taking.program, path, signal);
    if (facts.isHdr) throw new EngineError('unreadable', hdr);
    const video = { program: taking.program, path, startSeconds: facts.startSeconds };
    const taken = before ?? (await begin(video, file, facts, taking));
    return await takeMoments(video, facts, taken, taking);
  } catch (error) {
    throwIfCancelled(signal);
    if (!(error instanceof EngineError) || error.code !== 'unreadable') throw error;
    return none(path, folder, error.message);
  }
}

const hdr = 'its colours go beyond white (HDR), which Podium cannot make stills of yet';

type Known = Pick<Taken, 'sizeBytes' | 'modifiedMs'>;

async function videoFile(path: string): Promise<Known | { readonly problem: string }> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return { problem: 'it is not a file' }; // a pipe could keep one waiting for ever
    if (found.size === 0) return { problem: 'it is empty (0 bytes)' };
    return { sizeBytes: found.size, modifiedMs: found.mtimeMs };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

function told(path: string, folder: string, { seconds, problem }: Taken): StillsOf {
  return { path, seconds, stills: stillNames(folder).length, problem };
}

function none(path: string, folder: string, reason: string): StillsOf {
  const problem = `No stills were taken from ${shownName(path)}: ${reason}.`;
  return { path, seconds: 0, stills: stillNames(folder).length, problem };
}

/** The moments of a video that was not looked at as it is now; the stills of what it was before go. */
async function begin(video: Video, file: Known, facts: VideoFacts, taking: Taking): Promise<Taken> {
  const { moments, seconds } = await findMoments(video, facts, taking);
  const problem = breakOff(video.path, seconds, facts.durationSeconds);
  const taken = { ...file, seconds, moments, done: 0, hashes: [], problem };
  dropStills(taking.folder);
  saveTaken(taking.folder, taken);
  return taken;
}

/** The last sparse frame may be a fifth of a second before the end, and sound may outlast the picture a little. */
const endSeconds = 2;

function breakOff(path: string, seconds: number, duration: number | null): string | null {
  const until = timecode(seconds).slice(0, 8);
  if (seconds > longestVideoSeconds - 1)
    return `${shownName(path)} was looked at up to ${until}: longer videos are not looked at to their end.`;
  if (duration !== null && duration - seconds <= endSeconds) return null;
  return duration === null
    ? null
    : `${shownName(path)} breaks off after ${until}: stills were taken from what is there.`;
}

async function findMoments(
  video: Video,
  { durationSeconds }: VideoFacts,
  { settings, onShare, signal }: Taking,
): Promise<Pick<Taken, 'moments' | 'seconds'>> {
  const look = createLooking();
  const looks: SmallLook[] = [];
  const total = Math.min(durationSeconds ?? longestVideoSeconds, longestVideoSeconds);
  const seconds = await sparseFrames(
    video,
    (frame) => looks.push(look(frame)),
    (now) => {
      onShare(findingShare * Math.min(1, now / total));
    },
    signal,
  );
  if (seconds.length === 0) throw new EngineError('unreadable', 'none of its frames can be read');
  const timed = seconds.flatMap((now, i): FrameLook[] => {
    const seen = looks[i];
    return seen ? [{ ...seen, seconds: now }] : [];
  });
  const moments = momentsOf(timed, settings['stills.most']);
  return { moments, seconds: seconds.at(-1) ?? 0 };
}

async function takeMoments(
  video: Video,
  facts: VideoFacts,
  found: Taken,
  taking: Taking,
): Promise<StillsOf> {
  const { folder, onShare, room, signal } = taking;
  let taken = found;
  for (const moment of found.moments.slice(found.done)) {
    if (room.bytes <= 0) return { ...told(video.path, folder, taken), problem: fullUp(video.path) };
    const hash = await takeMoment(video, facts, moment, taken.hashes.at(-1), taking);
    throwIfCancelled(signal);
    taken = {
      ...taken,
      done: taken.done + 1,
      hashes: hash === null ? taken.hashes : [...taken.hashes, hash],
    };
    saveTaken(folder, taken);
    onShare(findingShare + ((1 - findingShare) * taken.done) / taken.moments.length);
  }
  return told(video.path, folder, taken);
}

function fullUp(path: string): string {
  return `Not all stills were taken from ${shownName(path)}: they would take more room than the settings allow.`;
}

/** @returns the hash of the still; null where there is none, or where it is as the one before */
async function takeMoment(
  video: Video,
  facts: VideoFacts,
  moment: Moment,
  before: string | undefined,
  { folder, settings, room, signal }: Taking,
): Promise<string | null> {
  const best = await bestOf(video, moment, signal);
  if (best === null || isLike(best.hash, before, settings['bursts.duplicateBits'])) return null;
  const raster = await fullFrame(video, best.seconds, signal);
  if (raster === null) return null;
  const jpeg = await stillJpeg(raster, video.path, best.seconds, facts);
  const name = `${parse(video.path).name} ${timecodeName(best.seconds)}.jpg`;
  makePrivateFolder(folder);
  writeWhole(join(folder, name), jpeg, { secret: true });
  room.bytes -= jpeg.length;
  return best.hash;
}

type Seen = FrameSharpness & { readonly hash: string };

async function bestOf(video: Video, moment: Moment, signal: AbortSignal): Promise<Seen | null> {
  const seen: Omit<Seen, 'seconds'>[] = [];
  const seconds = await momentFrames(
    video,
    moment,
    (luma, { widthPx, heightPx }) => {
      const sharpness = tileSharpness(luma, widthPx, heightPx);
      seen.push({ sharpness, hash: perceptualHash(luma, widthPx, heightPx).toString(16) });
    },
    signal,
  );
  const frames = seconds.flatMap((now, i): Seen[] => {
    const frame = seen[i];
    return frame ? [{ ...frame, seconds: now }] : [];
  });
  return bestFrame(frames, moment);
}

function isLike(hash: string, before: string | undefined, mostBits: number): boolean {
  if (before === undefined) return false;
  return hammingDistance(BigInt(`0x${hash}`), BigInt(`0x${before}`)) <= mostBits;
}
