// What was learned, in a photographer's words: the few things that count most and surely, and nothing before anything was learned.

import { listing } from '../listing.ts';
import type { SignalName } from '../signals.ts';
import type { TasteVector } from './taste-vector.ts';

/** What photos are like that have more of a signal, and those that have less. */
const words: Readonly<Partial<Record<SignalName, readonly [more: string, less: string]>>> = {
  sharpness: ['crisp detail', 'soft pictures'],
  sharpness_whole: ['detail all over the frame', 'quiet backgrounds'],
  motion_blur: ['a sense of movement', 'frozen movement'],
  exposure: ['well exposed photos', 'unusual light'],
  shadows_clipped: ['deep black', 'open shadows'],
  highlights_clipped: ['glaring light', 'highlights that keep their detail'],
  white_point: ['bright light', 'subdued light'],
  black_point: ['a soft haze', 'dark blacks'],
  contrast: ['strong contrast', 'soft contrast'],
  colourfulness: ['vivid colours', 'muted colours'],
  subject: ['a large, whole athlete', 'athletes small in their surroundings'],
  action: ['action', 'calm moments'],
  ball: ['the ball or gear in play', 'photos without the ball'],
  subject_sharpness: ['an athlete who stands out from a soft background', 'sharp surroundings'],
  match_photo: ['scenes of play', 'details beside the play'],
  players: ['several players', 'few players'],
  face_present: ['a visible face', 'photos without a face'],
  face_count: ['many faces', 'few faces'],
  face_share: ['faces up close', 'faces from afar'],
  face_sharpness: ['sharp faces', 'soft faces'],
  smile: ['smiles', 'serious faces'],
  eyes_open: ['open eyes', 'closed eyes'],
  facing: ['people who look at the camera', 'people who look away'],
  occlusion: ['faces with nothing in front of them', 'half hidden faces'],
  aesthetic: ['a professional look', 'the look of a snapshot'],
};

/** Weights this many standard deviations from 0: 19 in 20 such are not chance. */
const surelyFrom = 1.96;
const mostNamed = 3;

/** The traits that count most, of those that surely do, as words; the largest first. */
export function preferences({ traits }: Pick<TasteVector, 'traits'>): string[] {
  return traits
    .filter(({ weight, unsure }) => Math.abs(weight) > surelyFrom * unsure && unsure > 0)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .flatMap(({ name, weight }) => words[name]?.[weight > 0 ? 0 : 1] ?? [])
    .slice(0, mostNamed);
}

/** One sentence; where nothing stands out it says so. */
export function tasteSentence(vector: Pick<TasteVector, 'traits'>): string {
  const named = preferences(vector);
  if (named.length > 0) return `You prefer ${listing(named)}.`;
  return 'Many small things together: none of them stands out yet.';
}

/** Why nothing counts yet. */
export function nothingLearned(choices: number): string {
  if (choices === 0) return 'Nothing learned yet: no two photos were compared.';
  const told = choices === 1 ? 'one choice does' : `${choices} choices do`;
  return `Nothing learned yet: your ${told} not show a taste that is surely more than chance. The order stays as it is.`;
}
