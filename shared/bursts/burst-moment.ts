// Which frame of a burst to keep: one without a plain fault, of those the moment, then eyes and focus, then resolution.

import { sharpestFirst } from './burst-focus.ts';
import type { PhotoColumns } from '../photo.ts';
import { softTo } from '../ranking/words.ts';
import { sharpFrom } from '../signals.ts';
import type { Weights } from '../ranking/ranking.ts';
import { missingReasons, type SignalName } from '../signals.ts';
import { at, percentile, sortedKnown } from '../arithmetic/vectors.ts';

type Columns = Pick<PhotoColumns, 'signals' | 'missing' | 'focus' | 'widthPx' | 'heightPx'>;

/** What makes a moment. Each is ranked inside the burst: absolute sharpness or pose of one scene says nothing of another. */
const momentSignals = [
  'action',
  'ball',
  'subject_sharpness',
] as const satisfies readonly SignalName[];

type MomentSignal = (typeof momentSignals)[number];

/** Moments nearer than this are equal: so much the signals differ between copies of one picture. They range from 0 to 3. */
const SAME_MOMENT = 0.1;
/** Frames that measure so little less than the first, all in all, are as good a moment: among them focus at full resolution decides. */
const NEAR_MOMENT = 0.2;
/** Frames whose sharpness differs by less than a fifth are equally in focus. */
const SAME_FOCUS = Math.log(1.2);
/** A frame of which this share more is burnt out than of the burst's best is faulty, whatever moment it shows. */
const BURNT = 0.1;
/** So is one whose brightest tones reach less than this share of the brightest frame's. */
const DARK = 0.6;
/** Probability of open eyes below which they are closed. */
const OPEN_FROM = 0.5;
/** Of 0 to 1: scores nearer than this are equal, where no moment is asked for. */
const SAME_SCORE = 0.02;

/**
 * `order` with the frames of each burst in the order in which one would keep them; each burst keeps the places it has.
 * Where `weights` ask for no moment (portraits), the frames stay as in `order`, but for those that score alike: there the
 * sharpest comes first. Without `scores`, or without weights (the photos of one person), all stay. Does not depend on the order of the
 * photos in the columns, but for equals, which stay as in `order`.
 */
export function orderInBursts(
  bursts: Uint32Array,
  order: Uint32Array,
  columns: Columns,
  weights: Weights,
  scores: Float64Array | null = null,
): Uint32Array {
  const keeping = keepingBy(columns, weights, scores);
  if (!keeping) return order;
  const groups = placesByBurst(bursts, order);
  if (groups.size === 0) return order;
  const next = order.slice();
  for (const places of groups.values()) {
    const { all, alike } = keeping(places.map((place) => at(order, place)));
    for (const [i, photo] of sharpestFirst(all, alike, columns).entries())
      next[places[i] ?? 0] = photo;
  }
  return next;
}

/** Of each burst the frames that might be kept and that only a closer look tells apart, likeliest first; two or more. */
export function undecidedFrames(
  bursts: Uint32Array,
  order: Uint32Array,
  columns: Columns,
  weights: Weights,
  scores: Float64Array,
): readonly (readonly number[])[] {
  const keeping = keepingBy(columns, weights, scores);
  if (!keeping) return [];
  const all = [...placesByBurst(bursts, order).values()].map(
    (places) => keeping(places.map((place) => at(order, place))).alike,
  );
  return all.filter((alike) => alike.length > 1);
}

/** The frames of one burst: all, the one to keep first, and of those the first ones that only focus tells apart. */
type Keeping = (frames: readonly number[]) => {
  readonly all: readonly number[];
  readonly alike: readonly number[];
};

function keepingBy(
  columns: Columns,
  weights: Weights,
  scores: Float64Array | null,
): Keeping | null {
  const wanted = momentSignals.filter((name) => (weights[name] ?? 0) > 0);
  if (wanted.length > 0) return (frames) => keepers(frames, columns, wanted);
  if (!scores || Object.keys(weights).length === 0) return null;
  return (frames) => {
    const least = at(scores, frames[0] ?? -1) - SAME_SCORE;
    return { all: frames, alike: frames.filter((photo) => at(scores, photo) >= least) };
  };
}

/** The places in `order` of the frames of each burst of two and more, the first first. */
function placesByBurst(bursts: Uint32Array, order: Uint32Array): Map<number, number[]> {
  // Plain passes, and no list for a photo alone: in most folders nearly all are, and this runs at every move of a slider.
  const sizes = new Uint32Array(bursts.length);
  for (let place = 0; place < order.length; place++) {
    const burst = bursts[order[place] ?? 0] ?? 0; // in place: see sorting.ts
    sizes[burst] = (sizes[burst] ?? 0) + 1;
  }
  const places = new Map<number, number[]>();
  for (let place = 0; place < order.length; place++) {
    const burst = bursts[order[place] ?? 0] ?? 0; // in place: see sorting.ts
    if (sizes[burst] === 1) continue;
    const known = places.get(burst);
    if (known) known.push(place);
    else places.set(burst, [place]);
  }
  return places;
}

type Frame = {
  readonly photo: number;
  readonly isFaulty: number;
  /** Sum of what is measured of the moment, whatever the other frames have. */
  readonly worth: number;
  readonly moment: number;
  readonly eyesClosed: number;
  readonly focus: number;
  readonly pixels: number;
};

/** The frames of one burst, the one to keep first. */
function keepers(
  frames: readonly number[],
  columns: Columns,
  wanted: readonly MomentSignal[],
): ReturnType<Keeping> {
  const { moments, worths } = momentsOf(frames, columns, wanted);
  const focus = focusOf(frames, columns);
  const faulty = faultsOf(frames, columns);
  const best = Math.max(...moments);
  const sharpest = Math.max(...focus);
  const steps = (most: number, value: number, step: number) => Math.floor((most - value) / step);
  const sorted = frames
    .map((photo, i): Frame => {
      return {
        photo,
        isFaulty: Number(faulty[i]),
        worth: worths[i] ?? 0,
        moment: steps(best, moments[i] ?? 0, SAME_MOMENT),
        eyesClosed: Number(at(columns.signals.eyes_open, photo) < OPEN_FROM),
        focus: steps(sharpest, focus[i] ?? 0, SAME_FOCUS),
        pixels: pixelsOf(columns, photo),
      };
    })
    .sort(
      (a, b) =>
        a.isFaulty - b.isFaulty ||
        a.moment - b.moment ||
        a.eyesClosed - b.eyesClosed ||
        a.focus - b.focus ||
        b.pixels - a.pixels,
    );
  const [first] = sorted;
  const alike = sorted.filter(
    (frame) =>
      frame.isFaulty === first?.isFaulty &&
      frame.eyesClosed === first.eyesClosed &&
      frame.worth > first.worth - NEAR_MOMENT,
  );
  const photos = (some: readonly Frame[]) => some.map(({ photo }) => photo);
  return { all: photos(sorted), alike: photos(alike) };
}

/**
 * How much of a moment each frame is, 0 to 3: its rank in the burst by each signal, which counts as much as that signal
 * differs inside the burst. Without that, ranks would make mountains of the noise between two copies.
 */
function momentsOf(
  frames: readonly number[],
  { signals, missing }: Columns,
  wanted: readonly MomentSignal[],
): { readonly moments: readonly number[]; readonly worths: readonly number[] } {
  const moments = frames.map(() => 0);
  const worths = moments.slice();
  for (const name of wanted) {
    const values = filledIn(frames, signals[name], missing[name]);
    values.forEach((value, i) => (worths[i] = (worths[i] ?? 0) + value));
    const sorted = Float64Array.from(values).sort();
    const spread = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
    if (!(spread > 0)) continue;
    values.forEach((value, i) => {
      moments[i] = (moments[i] ?? 0) + spread * rankIn(sorted, value);
    });
  }
  return { moments, worths };
}

/** What is not there is 0, what cannot be told the burst's median; all 0 where nobody knows. */
function filledIn(
  frames: readonly number[],
  values: Float64Array,
  reasons: Uint8Array | undefined,
): number[] {
  const absent = (photo: number) => reasons?.[photo] === missingReasons['not there'];
  const known = frames.map((photo) => (absent(photo) ? 0 : at(values, photo)));
  const middle = percentile(sortedKnown(Float64Array.from(known)), 50);
  return known.map((value) => (Number.isNaN(value) ? middle || 0 : value));
}

/** 0 the lowest to 1 the highest; equals share the mean of their places. */
function rankIn(sorted: Float64Array, value: number): number {
  const below = firstFrom(sorted, (other) => other >= value);
  const notAbove = firstFrom(sorted, (other) => other > value);
  return (below + notAbove - 1) / 2 / (sorted.length - 1);
}

/** Index of the first number for which `isFrom` holds; it holds for all after it. */
function firstFrom(sorted: Float64Array, isFrom: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isFrom(at(sorted, middle))) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether a frame is soft where another is sharp, or burnt out or too dark where another is not: the floor under a moment. */
function faultsOf(frames: readonly number[], { signals }: Columns): boolean[] {
  const of = (name: SignalName) => frames.map((photo) => at(signals[name], photo));
  const [sharpness, burnt, white] = [of('sharpness'), of('highlights_clipped'), of('white_point')];
  const isSharpSomewhere = sharpness.some((value) => value >= sharpFrom);
  const leastBurnt = Math.min(...burnt);
  const brightest = Math.max(...white);
  // What was not measured is NaN, which is no fault.
  return frames.map(
    (_, i) =>
      (isSharpSomewhere && (sharpness[i] ?? NaN) <= softTo) ||
      (burnt[i] ?? NaN) >= leastBurnt + BURNT ||
      (white[i] ?? NaN) < DARK * brightest,
  );
}

/** Softer is equally soft. */
const leastFocus = 0.01;

/** Logarithm of the face's sharpness where every frame has one, else of the picture's; 0 where that is unknown. */
function focusOf(frames: readonly number[], { signals }: Columns): number[] {
  const of = (values: Float64Array) =>
    frames.map((photo) => Math.log(Math.max(leastFocus, at(values, photo))));
  const faces = of(signals.face_sharpness);
  const measured = faces.some(Number.isNaN) ? of(signals.sharpness) : faces;
  return measured.map((value) => (Number.isNaN(value) ? 0 : value));
}

function pixelsOf({ widthPx, heightPx }: Columns, photo: number): number {
  return at(widthPx, photo) * at(heightPx, photo);
}
