// What a copy from a card would do, before it is begun.

import { stat } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import type { IngestSummary } from '../../../shared/contract.ts';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import { bytesOf, type Card, type Shot } from './card.ts';
import { targetOf } from './ingest-names.ts';
import { readContents, type PlaceContents } from './place-contents.ts';

/** A disk that is not there must not be made up by a folder in its place. Rejects as the file system does. */
export async function refuseMissing(folder: string): Promise<void> {
  if (!(await stat(folder).catch(() => null))) await stat(dirname(folder));
}

/** Changes nothing: what would go where, as far as no name is taken. A place that is not there is said. */
export async function planOf(
  { shots, others }: Card,
  folders: readonly string[],
  template: string,
  signal: AbortSignal,
): Promise<IngestSummary> {
  const places: IngestSummary['places'][number][] = [];
  const plan: { from: string; to: string }[] = [];
  for (const folder of folders) {
    throwIfCancelled(signal);
    const problem = await missingProblem(folder);
    if (problem !== null) {
      places.push({ folder, copied: 0, copiedBytes: 0, already: 0, problem });
      continue;
    }
    const contents = await readContents(folder);
    let [already, copiedBytes] = [0, 0];
    for (const shot of shots) {
      throwIfCancelled(signal);
      if (await holdsAll(contents, shot)) {
        already += 1;
        continue;
      }
      copiedBytes += bytesOf(shot);
      const target = targetOf(template, shot);
      const inside = [folder, ...target.folders, target.stem].join(sep);
      plan.push(...shot.files.map((file) => ({ from: file.path, to: inside + file.suffix })));
    }
    places.push({ folder, copied: shots.length - already, copiedBytes, already, problem: null });
  }
  return { shots: shots.length, others, places, problems: [], plan };
}

async function missingProblem(folder: string): Promise<string | null> {
  try {
    await refuseMissing(folder);
    return null;
  } catch (error) {
    return `Nothing can be copied to ${folder}: ${reasonOf(error)}.`;
  }
}

async function holdsAll(contents: PlaceContents, { files }: Shot): Promise<boolean> {
  const there = await Promise.all(
    files.map(({ path, sizeBytes }) => contents.holds(path, sizeBytes)),
  );
  return there.every(Boolean);
}
