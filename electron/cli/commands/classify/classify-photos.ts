// The photos to classify: files and the photos of folders, each asked about once.

import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { PhotoSource, PodiumContract } from '../../../../shared/contract.ts';
import type { Problem } from '../../../../shared/photo.ts';
import {
  asEngineError,
  EngineError,
  throwIfCancelled,
  type Call,
} from '../../../../shared/calls/rpc.ts';
import { sportTitle, type SportPrediction } from '../../../../shared/sport/sport.ts';
import { mergeProblems } from '../../../../shared/shoot/problems.ts';
import { syncFolder } from '../folder.ts';
import { countLine, say } from '../../terminal/terminal.ts';

export type Target = { readonly path: string; readonly source: PhotoSource };

export type Told = {
  /** One a target, sports by their titles; null where it could not be read. */
  readonly predictions: readonly (SportPrediction | null)[];
  readonly problems: readonly Problem[];
};

/** Throws EngineError `not-found` where there is nothing of a name, or no photo at all. */
export async function findTargets(
  call: Call<PodiumContract>,
  names: readonly string[],
  recursive: boolean,
  signal: AbortSignal,
): Promise<{ readonly targets: readonly Target[]; readonly problems: number }> {
  const paths = names.map((name) => resolve(name));
  const gone = paths.find((path) => !existsSync(path));
  if (gone !== undefined)
    throw new EngineError('not-found', `There is no photo and no folder at ${gone}.`);
  const folders = paths.filter((path) => statSync(path).isDirectory());
  const files = paths.filter((path) => !folders.includes(path));
  const targets = new Map<string, Target>(files.map((path) => [path, { path, source: { path } }]));
  let problems: readonly Problem[] = [];
  if (folders.length > 0) {
    const { sync, input } = await syncFolder(call, folders, recursive, signal);
    const columns = await call('folder.columns', input, { signal });
    problems = mergeProblems(sync.problems, columns.problems);
    columns.paths.forEach((path, photo) => {
      targets.set(path, { path, source: { id: columns.ids[photo] ?? NaN } });
    });
  }
  for (const { message } of problems) say(message);
  if (targets.size > 0) return { targets: [...targets.values()], problems: problems.length };
  throw new EngineError('not-found', `There are no photos in ${folders.join(', ')}.`);
}

/** Whether what was not found is the photo, and not what tells sports. */
function isGone({ code }: EngineError, path: string): boolean {
  return code === 'not-found' && !existsSync(path);
}

/** Spelt as people see it everywhere: in the table, the files and the labels they write themselves. */
function titled(found: SportPrediction | undefined): SportPrediction | null {
  if (!found) return null;
  const top3 = found.top3.map((one) => ({ ...one, sport: sportTitle(one.sport) }));
  return { ...found, sport: sportTitle(found.sport), top3 };
}

/** One photo after the other, so that one that cannot be read or is gone costs only itself. */
export async function tellSports(
  call: Call<PodiumContract>,
  targets: readonly Target[],
  classifier: string | undefined,
  signal: AbortSignal,
): Promise<Told> {
  const predictions: (SportPrediction | null)[] = [];
  const problems: Problem[] = [];
  const { show, end } = countLine('photos looked at');
  try {
    for (const { path, source } of targets) {
      throwIfCancelled(signal);
      const input = { photos: [source], ...(classifier !== undefined && { classifier }) };
      const found = await call('sport.predict', input, { signal }).catch((error: unknown) => {
        const known = asEngineError(error);
        if (known.code === 'unreadable' || isGone(known, path)) return known.message;
        throw error;
      });
      if (typeof found === 'string') problems.push({ path, message: found });
      predictions.push(typeof found === 'string' ? null : titled(found.predictions[0]));
      show({ done: predictions.length, total: targets.length });
    }
  } finally {
    end();
  }
  const [only] = problems;
  if (only && problems.length === targets.length)
    throw new EngineError(
      'unreadable',
      targets.length === 1
        ? only.message
        : `None of the photos could be read; ${basename(only.path)}, for one: ${only.message}`,
    );
  return { predictions, problems };
}
