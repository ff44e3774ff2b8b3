// Whether a model's file is still the one that was checked: asked each time before it is opened.

import { whatChanged } from './file-check.ts';
import type { InstalledModel } from './folder.ts';

let changes = 0;

/** How often this process has found a file changed: a model folder that was opened before knows nothing of it. */
export function changesFound(): number {
  return changes;
}

/**
 * Path of a file of an installed model, to be opened at once. It is read only where its size or time is not as when its
 * SHA-256 was checked. Throws a sentence when it is another file by now, or gone.
 */
export async function pathOfWhole(model: InstalledModel, index = 0): Promise<string> {
  const file = model.files[index];
  if (!file) throw new RangeError(`${model.title} has no file number ${index}.`);
  const change = await whatChanged(file.path, file.checked);
  if (change === null) return file.path;
  changes += 1;
  const is = change === 'gone' ? 'is no longer there' : 'is no longer the file that was checked';
  throw new Error(`${model.title} cannot be used: ${file.path} ${is}. ${advice(model)}`);
}

function advice({ source }: InstalledModel): string {
  if (source.kind === 'package') return 'Try again: Podium builds it anew.';
  return `${source.kind === 'import' ? 'Import' : 'Download'} it again, or go on without it.`;
}
