// Makes a folder where the user is looking in the page's chooser.

import { mkdir } from 'node:fs/promises';
import { basename, isAbsolute, normalize } from 'node:path';
import { EngineError } from '../../shared/calls/rpc.ts';
import { errorCode, reasonOf } from '../engine/engine.ts';

/** The folder around it must be there. Throws EngineError, in a sentence, where it cannot be made or something has the name. */
export async function makeNewFolder(path: string): Promise<void> {
  const name = basename(path);
  const isWhole = isAbsolute(path) && normalize(path) === path && !path.includes('\0');
  if (!isWhole || name === '' || name.startsWith('.'))
    throw new EngineError(
      'bad-input',
      'Give the new folder a name that does not begin with a dot.',
    );
  try {
    await mkdir(path);
  } catch (cause) {
    const why = errorCode(cause) === 'EEXIST' ? 'there is one of that name' : reasonOf(cause);
    throw new EngineError('bad-input', `The folder ${name} could not be made: ${why}.`, { cause });
  }
}
