// Frames that follow each other in time and likeness: how a burst grows frame by frame without drifting away.

import type { Steps } from '../arithmetic/steps.ts';
import { at, hammingAt } from '../arithmetic/vectors.ts';

/** Photos by index, in the order in which they were taken. */
export type Chain = readonly number[];

export type ChainRules = {
  /** Where a photo lies on the time line, in any unit. */
  readonly position: (photo: number) => number;
  /** How far a frame may lie after the burst's last one. */
  readonly step: number;
  /**
   * So far from the burst's first frame likeness to the last one is enough, as when the camera pans; later
   * frames must also resemble the first, or a slow scene would chain a whole afternoon into one burst.
   */
  readonly free: number;
  /** How many bits of the hash a frame may differ from the last one; from the first, twice as many. */
  readonly maxBits: number;
  /**
   * How alike a frame looks that goes on from the last one at the camera's own pace, 0 where it does not: then no hash is asked,
   * nor the burst's first frame, for a camera that follows a player leaves everything behind.
   */
  readonly goesOn: (last: number, photo: number) => number;
};

/** Bursts that may grow at the same time, as when several cameras shot the match. Bounds the work. */
const openAtOnce = 256;

/** So many photos a step take 3 ms where bursts are dense. */
const photosAStep = 256;

/**
 * Splits photos, sorted by position, into bursts. Each photo joins the open burst whose last frame is most like
 * it (the last extended of equals), so that frames of two cameras, or a passer-by before the lens, do not
 * break a burst.
 */
export function* chain(
  photos: readonly number[],
  words: Uint32Array,
  rules: ChainRules,
): Steps<Chain[]> {
  const chains: number[][] = [];
  let open: number[][] = [];
  for (const [place, photo] of photos.entries()) {
    if (place % photosAStep === 0) yield;
    open = open.filter((frames) => distance(lastOf(frames), photo, rules) <= rules.step);
    const burst = mostAlike(open, photo, words, rules);
    if (burst) {
      burst.push(photo);
      open.splice(open.indexOf(burst), 1);
      open.push(burst);
    } else {
      const started = [photo];
      chains.push(started);
      open.push(started);
      if (open.length > openAtOnce) open.shift();
    }
  }
  return chains;
}

function mostAlike(
  open: readonly number[][],
  photo: number,
  words: Uint32Array,
  rules: ChainRules,
): number[] | undefined {
  let best: number[] | undefined;
  let bestBits = rules.maxBits;
  for (const frames of open) {
    const bits = hammingAt(words, lastOf(frames), photo);
    if (bits > bestBits || !staysClose(frames, photo, words, rules)) continue;
    best = frames;
    bestBits = bits;
  }
  return best ?? goingOn(open, photo, rules);
}

/** The burst from whose last frame this one goes on: the one that looks most like it, the last extended of equals. */
function goingOn(
  open: readonly number[][],
  photo: number,
  { goesOn }: ChainRules,
): number[] | undefined {
  let best: number[] | undefined;
  let most = 0;
  for (const frames of open) {
    const alike = goesOn(lastOf(frames), photo);
    if (alike === 0 || alike < most) continue;
    best = frames;
    most = alike;
  }
  return best;
}

function staysClose(
  frames: readonly number[],
  photo: number,
  words: Uint32Array,
  rules: ChainRules,
): boolean {
  const first = frames[0] ?? photo;
  if (distance(first, photo, rules) <= rules.free) return true;
  return hammingAt(words, first, photo) <= 2 * rules.maxBits;
}

function distance(from: number, to: number, rules: ChainRules): number {
  return rules.position(to) - rules.position(from);
}

function lastOf(frames: readonly number[]): number {
  return at(frames, frames.length - 1);
}
