// A photo's file in memory for as long as it is worked with: never too large a one, and never too many at once.

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileTooLarge } from '../formats/limits.ts';
import { fileMemory } from '../running/memory.ts';
import { unreadable } from './unreadable.ts';

/**
 * Reads the file when there is room for it and works with what it holds, which is let go of afterwards. Rejects with EngineError
 * `unreadable` where it is too large, as the file system does, or as `work` does.
 */
export async function withFile<T>(
  path: string,
  work: (bytes: Buffer<ArrayBuffer>) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { size } = await stat(path);
  const problem = fileTooLarge(size);
  if (problem) throw unreadable(basename(path), problem);
  return fileMemory.hold(size, async () =>
    work(await readFile(path, { ...(signal && { signal }) })),
  );
}
