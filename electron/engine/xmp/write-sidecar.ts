// Writes a sidecar whole or not at all, and never over what another program saves meanwhile.

import { readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import { draftIn } from '../../disk/write-file.ts';
import { placeNew, replaceFile, writeTemporary } from '../album/place-file.ts';
import { mergeSidecar, readSidecar, sidecarBytes, sidecarText } from './sidecar.ts';
import type { Sidecar, SidecarChanges } from './sidecar.ts';

/** `kept`: what the sidecar says at this moment; null where there is none. */
type ChangesFor = (kept: Sidecar | null) => SidecarChanges;

const attempts = 3;

/**
 * Merges changes into a sidecar, or makes it; resolves with its bytes as they were written. Throws EngineError: `unreadable`
 * where it is no XMP (it stays untouched), `bad-input` where it cannot be written, with the reason.
 */
export async function writeSidecar(path: string, changesFor: ChangesFor): Promise<Buffer> {
  try {
    // Another program may save the file between reading and writing: then its version is merged anew.
    for (let attempt = 0; attempt < attempts; attempt++) {
      const written = await updateOnce(path, changesFor);
      if (written) return written;
    }
  } catch (error) {
    if (error instanceof EngineError) throw error;
    const message = `${basename(path)} could not be written: ${reasonOf(error)}.`;
    throw new EngineError('bad-input', message, { cause: error });
  }
  const message = `Another program keeps changing ${basename(path)}: try again.`;
  throw new EngineError('bad-input', message);
}

/** One attempt; null when somebody else changed or made the file meanwhile. */
async function updateOnce(path: string, changesFor: ChangesFor): Promise<Buffer | null> {
  const before = await stat(path, { bigint: true }).catch(ignoreMissing);
  const temporary = draftIn(dirname(path));
  if (!before) {
    const made = Buffer.from(mergeSidecar(null, changesFor(null)));
    await writeTemporary(temporary, made);
    const isPlaced = await placeNew(temporary, path).finally(() => rm(temporary, { force: true }));
    return isPlaced ? made : null;
  }
  const existing = await sidecarText(path);
  const name = basename(path);
  const text = mergeSidecar(existing, changesFor(readSidecar(existing, name)), name);
  const bytes = sidecarBytes(text, await readFile(path));
  if (text === existing) return bytes;
  await writeTemporary(temporary, bytes);
  return (await replaceFile(temporary, path, before)) ? bytes : null;
}

function ignoreMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
}
