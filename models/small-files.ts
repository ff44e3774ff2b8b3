// The small JSON files of the model folder: read with a sentence about what is wrong, written whole or not at all.

import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reasonOf } from '../electron/disk/file-errors.ts';
import { EngineError } from '../shared/calls/rpc.ts';

/** The file's JSON; undefined when there is none. Throws `bad-input` when it is no JSON. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw unusable(path, error);
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unusable(path, error);
  }
}

export function unusable(path: string, cause: unknown): EngineError {
  const why = reasonOf(cause);
  return new EngineError(
    'bad-input',
    `${path} cannot be used (${why}). Correct it, or delete it to go on without it.`,
    { cause },
  );
}

/** The file is on the disk, under its name, when this resolves; a reader sees the old content or the new. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** There is no such file, or a part of its path is no folder. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT', 'ENOTDIR');
}

export function hasCode(error: unknown, ...codes: readonly string[]): error is Error {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code);
}
