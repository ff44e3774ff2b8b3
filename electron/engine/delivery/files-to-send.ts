// Which files are meant by the paths that are to be sent, and what they are called there.

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { FileToSend } from './kept-deliveries.ts';

export type ToSend = { readonly title: string; readonly files: readonly FileToSend[] };

/**
 * A file arrives under its own name; of a folder all that is in it, in folders as there. What is hidden stays: Podium's
 * own marks, and what an export has not finished. Throws EngineError where there is nothing.
 */
export async function filesToSend(paths: readonly string[]): Promise<ToSend> {
  const files: FileToSend[] = [];
  const all = [...new Set(paths.map((path) => resolve(path)))];
  for (const path of all) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile() === true) files.push({ path, name: basename(path), sizeBytes: found.size });
    else if (found?.isDirectory() === true) files.push(...(await filesIn(path)));
    else throw new EngineError('not-found', `There is nothing at ${path}.`);
  }
  if (files.length === 0)
    throw new EngineError('bad-input', `There is nothing to send in ${all.join(', ')}.`);
  const [first = ''] = all;
  return { title: all.length === 1 ? first : dirname(first), files };
}

async function filesIn(folder: string): Promise<FileToSend[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: FileToSend[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    if (!entry.isFile() || name.split('/').some((part) => part.startsWith('.'))) continue;
    files.push({ path, name, sizeBytes: (await stat(path)).size });
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}
