// The frames of a proof and what was said of them, as the page remembers and keeps them.

import { isSignalName } from '../../shared/ranking/presets.ts';
import type { JudgedProof, ProofDraw, ProofFrame } from '../../shared/prove/proof.ts';
import { keeperFrom } from '../../shared/prove/proof.ts';
import { isRecord } from '../page/records.ts';

export type ProofAsked = {
  readonly draw: ProofDraw;
  /** Of the frames in their order, as far as they were shown; null where the user cannot say. */
  readonly said: readonly (number | null)[];
};

/** Those that something was said of. */
export function judgedOf({ draw, said }: ProofAsked): JudgedProof {
  const frames = draw.frames.flatMap((frame, i) => {
    const label = said[i] ?? null;
    return label === null ? [] : [{ ...frame, label, keeper: label >= keeperFrom }];
  });
  return { ...draw, frames };
}

export function isComplete({ draw, said }: ProofAsked): boolean {
  return said.length >= draw.frames.length;
}

/** What was kept, where it makes sense; null where none was. NaN of a part was kept as null. */
export function proofLeft(value: object | null): ProofAsked | null {
  if (!isRecord(value) || !isRecord(value['draw'])) return null;
  const { photos, weights, frames } = value['draw'];
  const { said } = value;
  if (typeof photos !== 'number' || !isRecord(weights)) return null;
  if (!Array.isArray(frames) || !Array.isArray(said)) return null;
  const read = frames.map((frame: unknown) => frameLeft(frame, photos));
  const labels = said.filter(
    (label: unknown): label is number | null => label === null || typeof label === 'number',
  );
  const whole = read.every((frame) => frame !== null);
  if (!whole || labels.length !== said.length || said.length > frames.length) return null;
  return { draw: { photos, weights: numbersOf(weights), frames: read }, said: labels };
}

function frameLeft(value: unknown, photos: number): ProofFrame | null {
  if (!isRecord(value)) return null;
  const { path, place, score, parts } = value;
  if (typeof path !== 'string' || typeof score !== 'number' || !isRecord(parts)) return null;
  if (typeof place !== 'number' || !(place >= 0 && place < photos)) return null;
  return { path, place, score, parts: numbersOf(parts) };
}

function numbersOf(value: Readonly<Record<string, unknown>>): ProofFrame['parts'] {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, number]) =>
      isSignalName(name) ? [[name, typeof number === 'number' ? number : NaN]] : [],
    ),
  );
}
