// What a signal says about a photo in a few words of a photographer.

import { nameOf } from '../moments/seen.ts';
import type { FaceColumns, PlayColumns } from '../photo.ts';
import type { Settings } from '../settings.ts';
import { sharpFrom, type SignalName } from '../signals.ts';
import { at } from '../arithmetic/vectors.ts';

/** Best, and worst, third of the folder: only what stands out is said. */
const goodFrom = 2 / 3;
const poorTo = 1 / 3;
/** Share of the frame from which clipping is worth a word. */
const clippedFrom = 0.05;

/**
 * Sharpness as a share of contrast. Photos labelled sharp begin at 0.578; of those labelled blurred (CERTH's blur set and
 * one scene taken three ways) half are below 0.48 and all below `sharpFrom`, the least of them lightly smeared by movement.
 */
export const softTo = 0.48;
/** Darkest tones this bright, a level of 0..1, are a veil: haze, glare, a dirty lens. */
const veiledFrom = 0.2;

/** Said of the best and of the worst third of the folder; null where there is nothing fair to say. */
const relativeWords: Partial<Record<SignalName, readonly [string | null, string | null]>> = {
  sharpness_whole: ['sharp all over', 'soft over the whole frame'],
  motion_blur: [null, 'motion blur'],
  shadows_clipped: [null, 'clipped shadows'],
  highlights_clipped: [null, 'burnt out highlights'],
  contrast: ['strong contrast', 'flat'],
  colourfulness: ['vivid colours', 'muted colours'],
  face_share: ['large in the frame', 'small in the frame'],
  face_sharpness: ['sharp face', 'soft face'],
  aesthetic: ['looks professional', 'looks like a snapshot'],
  taste: ['to your taste', 'not to your taste'],
  person: ['clearly the person', 'less clearly the person'],
};

/** Said of a raw value from 0.5 up and below it, whatever the folder is like. */
const absoluteWords: Partial<Record<SignalName, readonly [string | null, string | null]>> = {
  smile: ['smiling', null],
  facing: ['facing the camera', 'turned away'],
  occlusion: [null, 'face hard to see'],
};

/** What words are chosen from besides a signal's place in the folder. */
export type PhotoFacts = {
  readonly raw: (signal: SignalName) => number;
  readonly play: PlayColumns;
  /** Its index in the columns. */
  readonly photo: number;
};

/** Said of a moment's raw value: from the first number up, and up to the second. */
type MomentWords = readonly [from: number, high: string, to: number, low: string | null];

const momentWords = {
  subject: [0.65, 'large in the frame', 0.3, 'small in the frame'],
  action: [0.55, 'full stretch', 0.1, 'standing still'],
  subject_sharpness: [
    0.6,
    'sharp against the background',
    0.1,
    'background sharper than the player',
  ],
  match_photo: [2, '', 0.2, 'hardly a match photo'],
} as const satisfies Partial<Record<SignalName, MomentWords>>;

export type MomentSignal = keyof typeof momentWords;

function isMoment(signal: SignalName): signal is MomentSignal {
  return signal in momentWords;
}

/** Which end of a moment's signal a raw value is at, where it is worth a word; null between them and where unknown. */
export function momentEnd(signal: MomentSignal, value: number): 'high' | 'low' | null {
  const [from, , to] = momentWords[signal];
  if (value >= from) return 'high';
  return value <= to ? 'low' : null;
}

function momentWord(signal: MomentSignal, value: number): string | null {
  if (signal === 'match_photo' && value === 0) return null; // no athlete at all: that is said instead
  const end = momentEnd(signal, value);
  const [, high, , low] = momentWords[signal];
  return end && { high, low }[end];
}

/** "ball at the racket", "ball in the frame", "with a bat"; null where nothing is seen. */
function playedWords(ball: number, gear: number): string | null {
  const name = nameOf(gear);
  const held = gear > 0 && name !== undefined ? name : null;
  if (ball === 2) return `ball at the ${held ?? 'player'}`;
  if (ball === 1) return held === null ? 'ball in the frame' : `with ${held}, ball in the frame`;
  return held === null ? null : `with ${held}`;
}

/** What to say of one signal of a photo, or null when it is nothing out of the ordinary. */
export function signalWords(
  signal: SignalName,
  normalised: number,
  { raw, play, photo }: PhotoFacts,
  settings: Settings,
): string | null {
  if (Number.isNaN(raw(signal))) return null;
  if (signal === 'ball') return playedWords(at(play.ball, photo), at(play.gear, photo));
  if (isMoment(signal)) return momentWord(signal, raw(signal));
  if (signal === 'exposure') return exposureWords(normalised, raw, settings);
  if (signal === 'sharpness') return sharpnessWords(normalised, raw('sharpness'));
  if (signal === 'face_count') return countWords(raw('face_count'));
  const absolute = absoluteWords[signal];
  if (absolute) return absolute[raw(signal) >= 0.5 ? 0 : 1];
  const relative = relativeWords[signal];
  if (!relative) return null;
  if (normalised >= goodFrom) return relative[0];
  return normalised <= poorTo ? relative[1] : null;
}

/** One crisp pattern stretches the folder's range: its place there and the photo itself must agree. */
function sharpnessWords(normalised: number, sharpness: number): string | null {
  if (sharpness >= sharpFrom && normalised >= goodFrom) return 'sharp';
  return sharpness <= softTo && normalised <= poorTo ? 'soft' : null;
}

/** Exposure is named by its fault, which the brightness itself tells, not by its place in the folder. */
function exposureWords(
  normalised: number,
  raw: (signal: SignalName) => number,
  settings: Settings,
): string | null {
  const luma = raw('exposure');
  const burnt = raw('highlights_clipped') >= clippedFrom;
  const blocked = raw('shadows_clipped') >= clippedFrom;
  if (luma > settings['exposure.high'] && normalised < goodFrom) {
    return burnt ? 'burnt out' : 'too bright';
  }
  if (luma < settings['exposure.low'] && normalised < goodFrom) return 'too dark';
  if (normalised > poorTo) return normalised >= 0.5 ? 'well exposed' : null;
  if (burnt) return 'burnt out highlights';
  if (raw('black_point') >= veiledFrom) return 'veiled in grey';
  return blocked ? 'clipped shadows' : null;
}

function countWords(count: number): string | null {
  if (!(count > 0)) return null;
  return count === 1 ? '1 face' : `${count} faces`;
}

/**
 * "eyes closed on 1 of 3 faces", of the faces given by their index; null when no eyes are known to be closed.
 * Said even where eyes weigh nothing: a mark for the photographer.
 */
export function closedEyesWords(
  faces: FaceColumns,
  indices: readonly number[],
  settings: Settings,
): string | null {
  const closed = indices.filter((face) => at(faces.eyesOpen, face) < settings['person.goodEyes']);
  if (closed.length === 0) return null;
  if (indices.length === 1) return 'eyes closed';
  return `eyes closed on ${closed.length} of ${indices.length} faces`;
}
