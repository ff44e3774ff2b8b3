// What a kind of fault is, and what is counted of its runs.

import type { Snapshot } from '../fixtures/snapshot.ts';

/** Numbers from 0 to 1, the same for the same seed. */
export type Random = () => number;

/** What one run found; whatever it does not name is 0. */
export type Found = {
  /** 1 where the fault fell into the work, 0 where the work was over before. */
  readonly struck: number;
  /** Decisions and settings that the engine answered for. */
  readonly acknowledged: number;
  /** Of those, or of photos, what is nowhere any more. */
  readonly lost: number;
  /** Files that hold a part of what they should, and leftovers that the next start does not remove. */
  readonly half: number;
  /** Originals that are not what they were, to the byte, time and permissions. */
  readonly changed: number;
  /** Exports that had duplicates when they were repeated. */
  readonly duplicated: number;
};

/** Several runs may share what was costly to make, and go on with what the last one left. */
export type Session = {
  run(random: Random): Promise<Partial<Found>>;
  end(): void;
};

export type FaultKind = {
  readonly name: string;
  /** Its share of the runs of the long form. */
  readonly weight: number;
  /** Runs of the short form. */
  readonly short: number;
  /** Why it cannot be tried on this machine. */
  readonly cannot?: string | false;
  open(): Promise<Session>;
};

export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

export function oneOf<T>(random: Random, list: readonly T[]): T {
  const found = list[below(random, list.length)];
  if (found === undefined) throw new RangeError('There is nothing to choose from.');
  return found;
}

/** Files of a folder that were changed, removed or added. */
export function changesBetween(before: Snapshot, after: Snapshot): number {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).length;
}
