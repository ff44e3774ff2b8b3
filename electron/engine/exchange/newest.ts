// Podium's word against another program's about one photo, field by field: the newer one wins, and nothing is settled silently.

import type { Said } from './described.ts';

export const saidFields = ['pick', 'stars', 'label'] as const;
export type SaidField = (typeof saidFields)[number];

/** When the photographer last decided a field in Podium; absent where a file or another program said it. */
export type DecidedMs = Readonly<Partial<Record<SaidField, number>>>;

export type Sides = {
  readonly ours: Said;
  readonly theirs: Said;
  /** What the files said when Podium last looked; null where it never has. */
  readonly seen: Said | null;
  /** What Podium wrote last; null where it has not. */
  readonly wrote: Said | null;
  readonly decidedMs: DecidedMs;
  /** When the file that says `theirs` was last written. */
  readonly theirsMs: number;
};

export type Verdict = {
  readonly field: SaidField;
  readonly kept: 'ours' | 'theirs';
  /** Whether both had something to say of it, so that the user is shown both. */
  readonly isConflict: boolean;
};

/** The fields in which the two sides differ. */
export function verdicts(sides: Sides): Verdict[] {
  return saidFields
    .filter((field) => sides.ours[field] !== sides.theirs[field])
    .map((field) => ({ field, ...verdict(sides, field) }));
}

function verdict(
  { ours, theirs, seen, wrote, decidedMs, theirsMs }: Sides,
  field: SaidField,
): Omit<Verdict, 'field'> {
  const atMs = decidedMs[field];
  const newest = { kept: (atMs ?? 0) >= theirsMs ? 'ours' : 'theirs', isConflict: true } as const;
  if (seen === null) {
    // Decided before Podium remembered when, or taken over from a file: as it always was, Podium's word stands.
    if (atMs === undefined || theirs[field] === 0) return { kept: 'ours', isConflict: false };
    return newest;
  }
  if (theirs[field] === seen[field]) return { kept: 'ours', isConflict: false };
  // The same said again, after the other program said something else, is newer than what that said.
  const isSaidAgain = atMs !== undefined && atMs >= theirsMs;
  const isOursNew = isSaidAgain || ours[field] !== (wrote ?? seen)[field];
  return isOursNew ? newest : { kept: 'theirs', isConflict: atMs !== undefined };
}
