// The journal of an export: what it is about to do in the album folder, so that the next run can finish it.

import { open, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { syncFolder } from '../../disk/write-file.ts';
import { beginExport, endExport, journalName } from './export-names.ts';

const fileName = z.string().refine((name) => name !== '' && basename(name) === name);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const placedFile = z.object({
  kind: z.enum(['photo', 'companion', 'sidecar']),
  from: z.string().min(1),
  /** In the album. */
  name: fileName,
  /** Where it lies, whole and flushed, until it has its name. */
  part: fileName,
  sha256,
  /** What the original holds, where it is removed in the end. */
  removed: sha256.nullable(),
});
export type PlacedFile = z.output<typeof placedFile>;

const line = z.discriminatedUnion('kind', [
  /** First: the names that photos are to have, by their paths. */
  z.object({
    kind: z.literal('plan'),
    id: z.string().min(1),
    template: z.string(),
    move: z.boolean(),
    stems: z.array(z.tuple([z.string(), z.string()])),
  }),
  /** All files of a photo are whole; from here on they are given their names and their originals go. */
  z.object({ kind: z.literal('placing'), files: z.array(placedFile) }),
  z.object({ kind: z.literal('settled') }),
]);
type Line = z.output<typeof line>;
export type Plan = Extract<Line, { kind: 'plan' }>;

export type Journal = {
  readonly id: string;
  /**
   * Outlives a power cut where a photo could be torn apart by one: a lone copy cannot, and to flush the journal for each
   * costs a fifth of the time of an export.
   */
  placing(files: readonly PlacedFile[]): Promise<void>;
  /** They have their names. Those of lone copies are flushed several at a time, the last of them when the journal ends. */
  placed(files: readonly PlacedFile[]): Promise<void>;
  /** Need not outlive a power cut: what is settled stays so when it is settled again. */
  settled(): Promise<void>;
  /** Nothing is left to be finished: the journal goes. */
  end(): Promise<void>;
};

/** Names of lone copies that are flushed together: to flush each takes a quarter of the time of an export. */
const namesAtOnce = 16;

/** Whether a power cut could leave a photo without its other files, or without its original. */
function canBeTorn(files: readonly PlacedFile[]): boolean {
  return files.length > 1 || files.some(({ removed }) => removed !== null);
}

export async function openJournal(
  folder: string,
  plan: Omit<Plan, 'kind' | 'id'>,
): Promise<Journal> {
  const id = beginExport();
  const path = join(folder, journalName(id));
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    endExport(id);
    throw error;
  });
  const write = (entry: Line) => file.appendFile(`${JSON.stringify(entry)}\n`);
  let unflushed = 0;
  const flush = async () => {
    await syncFolder(folder);
    unflushed = 0;
  };
  const end = async () => {
    try {
      if (unflushed > 0) await flush();
      await file.close();
      await rm(path, { force: true });
    } finally {
      endExport(id);
    }
  };
  try {
    await write({ kind: 'plan', id, ...plan });
    await file.sync();
    await syncFolder(folder);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    id,
    async placing(files) {
      await write({ kind: 'placing', files: [...files] });
      if (canBeTorn(files)) await file.datasync();
    },
    async placed(files) {
      unflushed++;
      if (canBeTorn(files) || unflushed >= namesAtOnce) await flush();
    },
    settled: () => write({ kind: 'settled' }),
    end,
  };
}

export type Interrupted = {
  /** Null where not even the first line is whole. */
  readonly plan: Plan | null;
  /** Files of the photo that was being placed; empty where none was. */
  readonly files: readonly PlacedFile[];
};

/** What a journal says; lines that are cut off or not of a journal say nothing. */
export async function readJournal(path: string): Promise<Interrupted> {
  const lines = (await readFile(path, 'utf8')).split('\n').flatMap((text) => lineOf(text));
  const [first] = lines;
  const last = lines.at(-1);
  return {
    plan: first?.kind === 'plan' ? first : null,
    files: last?.kind === 'placing' ? last.files : [],
  };
}

function lineOf(text: string): Line[] {
  try {
    return [line.parse(JSON.parse(text))];
  } catch {
    return [];
  }
}
