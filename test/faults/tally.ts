// Runs the kinds of fault, counts what they found, and says it in one table.

import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import type { FaultKind, Found } from './fault-kind.ts';

export type Tally = Found & {
  readonly kind: string;
  readonly runs: number;
  /** What was found amiss, run by run, as sentences. */
  readonly notes: readonly string[];
};

const nothing: Found = {
  struck: 0,
  acknowledged: 0,
  lost: 0,
  half: 0,
  changed: 0,
  duplicated: 0,
};
const counts = Object.keys(nothing) as (keyof Found)[];
const bad = ['lost', 'half', 'changed', 'duplicated'] as const;

/** Every run has its own random numbers, which follow from the seed, the kind and its number alone. */
export async function tallyOf(kind: FaultKind, runs: number, seed: number): Promise<Tally> {
  const sum = { ...nothing };
  const notes: string[] = [];
  const session = await kind.open();
  let run = 0;
  try {
    for (; run < runs; run++) {
      const found = await session.run(seededRandom(seedOf(kind.name, seed, run)));
      for (const name of counts) sum[name] = sum[name] + (found[name] ?? 0);
      const amiss = bad.filter((name) => (found[name] ?? 0) > 0);
      if (amiss.length > 0)
        notes.push(
          `${kind.name}, run ${run}: ${amiss.map((name) => `${name} ${found[name]}`).join(', ')}`,
        );
    }
  } catch (error) {
    // What is neither whole nor said in a sentence ends the kind: its next runs would start from it.
    notes.push(`${kind.name}, run ${run}: ${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    session.end();
  }
  return { kind: kind.name, runs: run, notes, ...sum };
}

function seedOf(name: string, seed: number, run: number): number {
  let mixed = seed;
  for (const character of `${name} ${run}`)
    mixed = (Math.imul(mixed, 31) + character.charCodeAt(0)) >>> 0;
  return mixed;
}

export function isClean(tallies: readonly Tally[]): boolean {
  return tallies.every(({ notes }) => notes.length === 0);
}

const columns: readonly (readonly [string, (tally: Omit<Tally, 'notes'>) => string | number])[] = [
  ['kind', ({ kind }) => kind],
  ['runs', ({ runs }) => runs],
  ['struck', ({ struck }) => struck],
  ['acknowledged', ({ acknowledged }) => acknowledged],
  ['lost', ({ lost }) => lost],
  ['half files', ({ half }) => half],
  ['originals changed', ({ changed }) => changed],
  ['duplicates', ({ duplicated }) => duplicated],
];

/** The tallies and their sum as lines of a table. */
export function tableOf(tallies: readonly Tally[]): string[] {
  const all = { kind: 'all', runs: 0, ...nothing };
  for (const tally of tallies)
    for (const name of ['runs', ...counts] as const) all[name] += tally[name];
  const rows = [...tallies, all].map((tally) => columns.map(([, cell]) => String(cell(tally))));
  const cells = [columns.map(([name]) => name), ...rows];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => (row[at] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  return cells.map(line);
}
