// Shows a file in the system's file manager, on the machine that the host runs on, which is the user's own.

import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EngineError } from '../../shared/calls/rpc.ts';
import { errorCode, reasonOf } from '../engine/engine.ts';
import type { ChosenFolders } from '../host/chosen-folders.ts';

/** Only what lies in a folder that was chosen in this session. Throws EngineError, in a sentence, where it cannot be shown. */
export async function reveal(path: string, chosen: ChosenFolders): Promise<void> {
  if (!chosen.holds(path))
    throw new EngineError('bad-input', 'Only what lies in a folder that you chose can be shown.');
  if ((await stat(path).catch(() => null)) === null)
    throw new EngineError('not-found', `${path} is not there any more.`);
  const [command, args] = fileManager(path);
  await started(command, args).catch((cause: unknown) => {
    const why = errorCode(cause) === 'ENOENT' ? 'there is no file manager here' : reasonOf(cause);
    throw new EngineError('not-found', `It cannot be shown, because ${why}. It is ${path}.`, {
      cause,
    });
  });
}

/** No shell reads the path: it is one argument. On Linux only folders are opened: a file would be run or edited. */
function fileManager(path: string): readonly [string, readonly string[]] {
  if (process.platform === 'darwin') return ['open', ['-R', path]];
  if (process.platform === 'win32') return ['explorer', [`/select,${path}`]];
  return ['xdg-open', [dirname(path)]];
}

/** Resolves when it runs: how it ends is the file manager's, and says nothing on some systems. */
function started(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
