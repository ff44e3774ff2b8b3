// Bursts that the hash takes apart and CLIP sees as one: a player turns, the light changes, the moment is the same.

import type { Chain, ChainRules } from './chains.ts';
import type { Similarity } from './likeness.ts';
import type { Steps } from '../arithmetic/steps.ts';
import { at } from '../arithmetic/vectors.ts';

export type AlikeRules = Pick<ChainRules, 'position' | 'step' | 'free'> & {
  /** From this cosine on two frames are of one burst. */
  readonly minCosine: number;
};

/** The first frame of a chain, and the first frame of the earlier one that it goes on from. */
export type Join = readonly [frame: number, before: number];

/** A chain is compared with so many others at most, those with the latest frames: each takes nearly a microsecond. */
const openAtOnce = 8;

/** So many chains a step take half a millisecond. */
const chainsAStep = 64;

/**
 * Which of the chains that the hash made go on from another, in the order of `chains`, which is that of their first
 * frames. A chain follows the most alike of those that have a frame at most a step before its own first one; compared
 * are these two frames. Later than `free` after the first frame of all, it must also be at most twice as far from that.
 *
 * Chains are joined and never taken apart, so the hash's bursts stay whole. Within the free time a higher `minCosine`
 * can only make bursts smaller: which chain one follows does not depend on it, only whether. Over a longer time that
 * does not hold: a burst that no longer begins so early may take in frames that were too far from its first one.
 */
export function* alikeChains(
  chains: readonly Chain[],
  similarity: Similarity,
  rules: AlikeRules,
): Steps<Join[]> {
  const joins: Join[] = [];
  const firsts = new Map<Chain, number>();
  let open: Open[] = []; // by their latest frames
  for (const [place, frames] of chains.entries()) {
    if (place % chainsAStep === 0) yield;
    const first = at(frames, 0);
    const moved = open.filter((other) => moveOn(other, first, rules));
    const still = open.filter((other) => !moved.includes(other));
    open = [...still, ...moved].slice(-openAtOnce);
    const before = similarity.known(first) ? mostAlike(open, first, similarity, rules) : undefined;
    const root = before && (firsts.get(before.frames) ?? first);
    const joined = root !== undefined && staysClose(root, first, similarity, rules);
    if (joined) joins.push([first, at(before?.frames ?? frames, 0)]);
    firsts.set(frames, joined ? root : first);
    open.push({ frames, latest: 0 });
  }
  return joins;
}

/** A chain with the place of the frame that was taken last before the one looked at. */
type Open = { readonly frames: Chain; latest: number };

/** Moves on to the chain's latest frame that is not later than `photo`; whether that is another than before. */
function moveOn(open: Open, photo: number, { position }: AlikeRules): boolean {
  const { frames, latest } = open;
  const now = position(photo);
  while (open.latest + 1 < frames.length && position(at(frames, open.latest + 1)) <= now)
    open.latest++;
  return open.latest > latest;
}

function mostAlike(
  open: readonly Open[],
  photo: number,
  { known, cosine }: Similarity,
  { position, step, minCosine }: AlikeRules,
): Open | undefined {
  let best: Open | undefined;
  let bestCosine = minCosine;
  for (const other of open) {
    const frame = at(other.frames, other.latest);
    if (!known(frame) || position(photo) - position(frame) > step) continue;
    const alike = cosine(frame, photo);
    if (alike < bestCosine) continue;
    best = other;
    bestCosine = alike;
  }
  return best;
}

function staysClose(
  first: number,
  photo: number,
  { known, cosine }: Similarity,
  { position, free, minCosine }: AlikeRules,
): boolean {
  if (position(photo) - position(first) <= free) return true;
  return known(first) && 1 - cosine(first, photo) <= 2 * (1 - minCosine);
}
