// A head that was taught becomes a model of the user's own: written out, tried in a process of its own, listed, and compared with itself.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featureHead } from '../../../models/graphs/feature-head.ts';
import type { ModelFolder } from '../../../models/folder.ts';
import { importClassifier } from '../../../models/import.ts';
import { headProbabilities } from '../../../shared/teach/head.ts';
import type { Lesson, Taught } from '../../../shared/teach/teach.ts';
import { loadModel } from '../running/inference.ts';
import { featureHeadOf } from '../stages/sport/feature-head.ts';
import { describeClassifier, type Trials } from '../trial/trial.ts';

/** What the list says of a head. */
export type HeadWords = { readonly name: string; readonly adds: string };

/** Beyond it the file does not say what was taught. */
export const mostApart = 1e-5;

/**
 * Imports a head as any classifier is imported, and resolves with its id and with the largest difference between a probability of the
 * head as it was taught and as the runtime gives it, over all photos that it learned from. It is used only once the user chooses it.
 */
export async function keepHead(
  folder: ModelFolder,
  {
    lesson,
    taught,
    space,
  }: { readonly lesson: Lesson; readonly taught: Taught; readonly space: string },
  words: HeadWords,
  trials: Trials,
  signal: AbortSignal,
): Promise<{ readonly id: string; readonly parity: number }> {
  const work = await mkdtemp(join(tmpdir(), 'podium-taught-'));
  try {
    const [path, labels] = [join(work, 'head.onnx'), join(work, 'classes.txt')];
    const bytes = featureHead(taught.head, space);
    await writeFile(path, bytes);
    await writeFile(labels, `${lesson.classes.join('\n')}\n`);
    const parity = await largestDifference(bytes, lesson, taught);
    if (!(parity <= mostApart))
      throw new Error(`The file of a taught head gives probabilities that are ${parity} off.`);
    const files = { path, labels, fit: 'stretch', threads: 1 } as const;
    const described = await describeClassifier(files, trials, signal);
    const own = { ...described, ...words, byItself: false } as const;
    return { id: await importClassifier(folder, path, labels, own, signal), parity };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** By the runtime itself, as photos are asked about later. */
async function largestDifference(
  bytes: Uint8Array,
  { rows, classes }: Lesson,
  { head }: Taught,
): Promise<number> {
  const opened = await featureHeadOf(await loadModel(bytes, { threads: 1 }), classes.length);
  try {
    const said = await opened.tell(rows.values, rows.count);
    let most = 0;
    for (let row = 0; row < rows.count; row++)
      headProbabilities(head, rows, row).forEach((share, one) => {
        most = Math.max(most, Math.abs(share - (said[row * classes.length + one] ?? NaN)));
      });
    return most;
  } finally {
    await opened.release();
  }
}
