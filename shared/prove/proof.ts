// The proof of a ranking on one shoot: frames judged blind, and how well the order agrees with what was said of them.

import { seededRandom, type Measure } from '../arithmetic/bootstrap.ts';
import { at } from '../arithmetic/vectors.ts';
import type { NormalisedSignals } from '../ranking/normalise.ts';
import { activeWeights, scorePhotos, type Weights } from '../ranking/ranking.ts';
import { signalNames, type SignalName } from '../signals.ts';
import { keeperShare, keepersLost, lostBySize, type LostAt } from './keepers-lost.ts';
import { drawFrames } from './strata.ts';
import { agreementGain, weightedAgreement, type JudgedFrames } from './weighted-agreement.ts';

/** What is said of a frame: no keeper, a weak one, a keeper, one of the best; a keeper from `keeperFrom` on. */
export const judgements = [0, 1, 2, 3] as const;
export const keeperFrom = 2;

/** A frame as it was ranked when it was drawn. */
export type ProofFrame = {
  readonly path: string;
  /** In the order, from 0. */
  readonly place: number;
  readonly score: number;
  /** 0..1, 1 is best, of the signals with a weight; NaN where nobody knows. */
  readonly parts: Readonly<Partial<Record<SignalName, number>>>;
};

export type ProofDraw = {
  /** Photos of the order: of every burst the frame that one would keep. */
  readonly photos: number;
  readonly weights: Weights;
  /** In the order in which they are shown. */
  readonly frames: readonly ProofFrame[];
};

export type JudgedFrame = ProofFrame & {
  /** Higher is better. */
  readonly label: number;
  readonly keeper: boolean;
};

export type JudgedProof = Omit<ProofDraw, 'frames'> & { readonly frames: readonly JudgedFrame[] };

type Ranked = {
  /** Best first. */
  readonly order: Uint32Array;
  readonly paths: readonly string[];
  readonly scores: Float64Array;
  readonly normalised: Partial<NormalisedSignals>;
  readonly weights: Weights;
};

/** The same frames for the same seed and order. */
export function drawProof(ranked: Ranked, seed: number): ProofDraw {
  const { order, weights } = ranked;
  const places = drawFrames(order.length, seededRandom(seed));
  return { photos: order.length, weights, frames: places.map((place) => frameAt(ranked, place)) };
}

/** The frame at a place of the order. */
export function frameAt(
  { order, paths, scores, normalised, weights }: Ranked,
  place: number,
): ProofFrame {
  const photo = at(order, place);
  const parts = activeWeights(weights).map(([name]) => [name, at(normalised[name] ?? [], photo)]);
  return {
    path: paths[photo] ?? '',
    place,
    score: at(scores, photo),
    parts: Object.fromEntries(parts) as ProofFrame['parts'],
  };
}

/** What one signal does to the order: by how much it agrees more with the judge than it would without. */
export type SignalProof = {
  readonly name: SignalName;
  readonly weight: number;
  readonly gain: Measure;
  readonly verdict: 'helps' | 'hurts' | 'cannot be told';
};

export type Proof = {
  readonly photos: number;
  /** Frames that were judged, and those of them that are keepers. */
  readonly frames: number;
  readonly keepersJudged: number;
  /** Of all photos. */
  readonly keepers: Measure;
  /** Pairs of photos that the order has as the judge does. */
  readonly agreement: Measure;
  /** Keepers that an album of the best leaves out, by its size. */
  readonly lost: readonly LostAt[];
  /** Those with a weight, the most useful first. */
  readonly signals: readonly SignalProof[];
};

/**
 * Intervals of signals hold for a dozen of them at once (Bonferroni: 0.05 / 12, on two sides): of a dozen looked at one by one, one would
 * seem to help by chance every other time.
 */
const zOfSignals = 2.87;

export function proofOf({ photos, weights, frames }: JudgedProof): Proof {
  const judged = frames.map(({ place, keeper }) => ({ place, keeper }));
  const all: JudgedFrames = {
    photos,
    places: frames.map(({ place }) => place),
    labels: Float64Array.from(frames, ({ label }) => label),
  };
  const scores = Float64Array.from(frames, ({ score }) => score);
  const normalised = columnsOf(frames);
  return {
    photos,
    frames: frames.length,
    keepersJudged: judged.filter(({ keeper }) => keeper).length,
    keepers: keeperShare(photos, judged),
    agreement: weightedAgreement(all, scores),
    lost: lostBySize(photos, judged),
    signals: activeWeights(weights)
      .map(([name, weight]) => {
        const without = scorePhotos(normalised, { ...weights, [name]: 0 }, frames.length);
        const gain = agreementGain(all, scores, without, zOfSignals);
        return { name, weight, gain, verdict: verdictOf(gain) };
      })
      .sort((a, b) => (b.gain.value ?? 0) - (a.gain.value ?? 0)),
  };
}

/** The frames' parts as columns. */
function columnsOf(frames: readonly ProofFrame[]): NormalisedSignals {
  const columns = signalNames.map((name) => [
    name,
    Float64Array.from(frames, ({ parts }) => parts[name] ?? NaN),
  ]);
  return Object.fromEntries(columns) as NormalisedSignals;
}

function verdictOf({ low, high }: Measure): SignalProof['verdict'] {
  if ((low ?? 0) > 0) return 'helps';
  return (high ?? 0) < 0 ? 'hurts' : 'cannot be told';
}

/** Sizes of an album that people ask for, as far as the frames can tell. */
export function lostAtSizes({ photos, frames }: JudgedProof): LostAt[] {
  const judged = frames.map(({ place, keeper }) => ({ place, keeper }));
  const sizes = [0.05, 0.1, 0.2, 0.3, 0.5].map((share) => Math.max(1, Math.round(share * photos)));
  return [...new Set(sizes)].map((size) => ({ size, lost: keepersLost(photos, judged, size) }));
}
