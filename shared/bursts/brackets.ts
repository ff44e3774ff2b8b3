// Exposure brackets: frames of one scene that were exposed differently on purpose, to be chosen from or merged later.

import type { PhotoColumns } from '../photo.ts';
import { at, hammingAt, hashWords } from '../arithmetic/vectors.ts';

export type BracketColumns = Pick<
  PhotoColumns,
  'takenMs' | 'bodies' | 'shots' | 'perceptualHash' | 'hashKnown'
>;

/** In `bracketsOf`: the photo is of no bracket. */
export const noBracket = -1;

/** From the end of one exposure to the next, milliseconds: cameras bracket as fast as they can; clocks may tell whole seconds. */
const mostApartMs = 2000;
/** Nearer exposures are one, EV: cameras step by thirds. */
const sameExposure = 0.15;
/** A photographer who brackets by hand turns a dial by a third at least, and means a whole step: less is light that changes, EV. */
const leastByHand = 0.6;
/** Steps by hand that differ by less are equal: shutters are rounded, 1/125 and 1/60 are 1.06 EV apart. */
const sameStep = 0.2;
/** So many bits of the hash may differ between two exposures of one scene. */
const sameScene = 16;

/**
 * Which bracket each photo is of, numbered from 0 as they were taken; `noBracket` for all others. A bracket is a run of frames of
 * one camera, each within two seconds of the last, of which no two are exposed alike, so that the next round begins another. It
 * is one where
 * - the camera says of all that it bracketed, two and more;
 * - or all were corrected by different values (ExposureBiasValue), three and more;
 * - or only the shutter moved, by equal steps, and the scene stayed, three and more: a bracket by hand.
 * @param ties all photos in the order in which they were taken
 */
export function bracketsOf(columns: BracketColumns, ties: Uint32Array): Int32Array {
  const brackets = new Int32Array(ties.length).fill(noBracket);
  let next = 0;
  const open = new Map<number, number[]>();
  const close = (run: readonly number[]) => {
    if (!isBracket(run, columns)) return;
    for (const photo of run) brackets[photo] = next;
    next += 1;
  };
  for (const photo of ties) {
    const body = at(columns.bodies.of, photo);
    if (Number.isNaN(exposureOf(columns, photo)) || Number.isNaN(at(columns.takenMs, photo)))
      continue;
    const run = open.get(body) ?? [];
    if (goesOn(run, photo, columns)) run.push(photo);
    else {
      close(run);
      open.set(body, [photo]);
    }
  }
  for (const run of open.values()) close(run);
  return brackets;
}

/** How much light a photo was given beside what it was corrected by, EV; NaN where its file does not say. */
function exposureOf({ shots }: BracketColumns, photo: number): number {
  const { shutterSeconds, aperture, iso } = shots;
  return Math.log2((at(shutterSeconds, photo) * at(iso, photo)) / at(aperture, photo) ** 2);
}

function goesOn(run: readonly number[], photo: number, columns: BracketColumns): boolean {
  const last = run.at(-1);
  if (last === undefined) return false;
  const apartMs = at(columns.takenMs, photo) - at(columns.takenMs, last);
  if (apartMs > mostApartMs + 1000 * at(columns.shots.shutterSeconds, last)) return false;
  if (at(columns.shots.autoBracket, photo) !== at(columns.shots.autoBracket, last)) {
    const known = [photo, last].map((one) => at(columns.shots.autoBracket, one));
    if (known.includes(1)) return false; // the camera began to bracket, or was done with it
  }
  const exposure = exposureOf(columns, photo);
  return run.every((other) => Math.abs(exposureOf(columns, other) - exposure) > sameExposure);
}

function isBracket(run: readonly number[], columns: BracketColumns): boolean {
  const { autoBracket, exposureBias } = columns.shots;
  if (run.length < 2) return false;
  if (run.every((photo) => at(autoBracket, photo) === 1)) return true;
  if (run.length < 3) return false;
  const biases = run.map((photo) => at(exposureBias, photo));
  const areApart = (values: readonly number[], least: number) =>
    values.every((one, i) => values.every((other, j) => i === j || Math.abs(one - other) > least));
  return areApart(biases, sameExposure) || isByHand(run, columns);
}

function isByHand(run: readonly number[], columns: BracketColumns): boolean {
  const { aperture, iso } = columns.shots;
  const [first = -1] = run;
  const isSame = (values: Float64Array) =>
    run.every((photo) => at(values, photo) === at(values, first));
  if (!isSame(aperture) || !isSame(iso) || !isOneScene(run, columns)) return false;
  const sorted = run.map((photo) => exposureOf(columns, photo)).sort((a, b) => a - b);
  const steps = sorted.slice(1).map((value, i) => value - (sorted[i] ?? 0));
  return Math.min(...steps) >= leastByHand && Math.max(...steps) - Math.min(...steps) <= sameStep;
}

function isOneScene(run: readonly number[], columns: BracketColumns): boolean {
  const words = hashWords(columns.perceptualHash);
  const [first = -1] = run;
  return run.every(
    (photo) =>
      columns.hashKnown[photo] === 1 &&
      columns.hashKnown[first] === 1 &&
      hammingAt(words, first, photo) <= sameScene,
  );
}

/** Bursts in which each bracket is one of its own: numbered from 0 in the order of their first photos. */
export function withBrackets(bursts: Uint32Array, brackets: Int32Array): Uint32Array {
  if (brackets.every((bracket) => bracket === noBracket)) return bursts;
  const numbers = new Map<string, number>();
  return bursts.map((burst, photo) => {
    const bracket = at(brackets, photo);
    const name = bracket === noBracket ? `burst ${burst}` : `bracket ${bracket}`;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

/** All photos of the brackets that these are of, and these themselves; those of a bracket as they stand in the columns. */
export function bracketMates(brackets: Int32Array, photos: readonly number[]): number[] {
  const wanted = new Set(photos.map((photo) => brackets[photo]));
  wanted.delete(noBracket);
  if (wanted.size === 0) return [...photos];
  const mates = [...brackets.keys()].filter((photo) => wanted.has(brackets[photo]));
  return [...new Set([...photos, ...mates])];
}

/**
 * Chosen photos with the other exposures of their brackets, each behind the first of it: a bracket goes into an album as a whole.
 * What the user rejected of one stays out.
 */
export function wholeBrackets(
  chosen: Uint32Array,
  brackets: Int32Array,
  pick: Int8Array,
): Uint32Array {
  const mates = new Map<number, number[]>();
  brackets.forEach((bracket, photo) => {
    if (bracket === noBracket || pick[photo] === -1) return;
    const known = mates.get(bracket);
    if (known) known.push(photo);
    else mates.set(bracket, [photo]);
  });
  if (mates.size === 0) return chosen;
  const all = new Set<number>();
  for (const photo of chosen) {
    all.add(photo);
    for (const mate of mates.get(at(brackets, photo)) ?? []) all.add(mate);
  }
  return Uint32Array.from(all);
}
