// The system's ffmpeg: finding it, and running it with bounds, so that it ends when it is no longer wanted.

import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { createInterface } from 'node:readline';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';

/** Said where there is none. */
const installIt =
  'Stills from videos need ffmpeg, a free program that reads videos, and it is not installed here: install it from your system’s software or from ffmpeg.org, then ask again.';

/** Nothing came for so long: the file or its disk hangs. */
const silentMs = 60_000;

/** Its place. @param named where the user says that it is; empty for the one that the system finds. Rejects with EngineError. */
export async function findFfmpeg(named: string): Promise<string> {
  if (named !== '') {
    if (isAbsolute(named) && (await isProgram(named))) return named;
    throw new EngineError(
      'bad-input',
      `There is no program at ${named}: stills.ffmpeg must be the full path of ffmpeg, or empty.`,
    );
  }
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), ...alsoIn]) {
    // A program of this name in the folder that one happens to be in is anybody's.
    if (isAbsolute(folder) && (await isProgram(join(folder, name)))) return join(folder, name);
  }
  throw new EngineError('not-found', installIt);
}

/** On a Mac an app that is started by a click is not told where other programs are: Homebrew and MacPorts put them there. */
const alsoIn =
  process.platform === 'darwin' ? ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin'] : [];

function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

export type Run = {
  /** Bytes as they come; the program waits until they are dealt with. */
  readonly onBytes?: (bytes: Buffer) => void;
  /** Each line of what it says. */
  readonly onLine?: (line: string) => void;
  readonly signal: AbortSignal;
};

/** Rejects with EngineError: cancelled, the program is gone by then; `unreadable` where it cannot be run, or hangs. */
export async function runFfmpeg(
  program: string,
  args: readonly string[],
  { onBytes, onLine, signal }: Run,
): Promise<void> {
  throwIfCancelled(signal);
  const child = spawn(program, ['-hide_banner', '-nostdin', '-nostats', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const hanging = new AbortController();
  const end = () => child.kill('SIGKILL');
  const watch = setTimeout(() => {
    hanging.abort();
    end();
  }, silentMs);
  const reader = createInterface({ input: child.stderr, crlfDelay: Infinity });
  reader.on('line', (line) => {
    watch.refresh();
    onLine?.(line);
  });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  closed.catch(() => undefined); // told below, once the bytes are over
  signal.addEventListener('abort', end);
  try {
    for await (const bytes of child.stdout as AsyncIterable<Buffer>) {
      watch.refresh();
      onBytes?.(bytes);
    }
    const code = await closed;
    throwIfCancelled(signal);
    if (hanging.signal.aborted)
      throw new EngineError('unreadable', 'nothing could be read for a minute');
    // Without a code it was ended by the system.
    if (code === null) throw new EngineError('unreadable', 'ffmpeg breaks down on it');
  } catch (error) {
    throwIfCancelled(signal);
    if (error instanceof EngineError) throw error;
    throw new EngineError('unreadable', 'ffmpeg could not be run', { cause: error });
  } finally {
    clearTimeout(watch);
    signal.removeEventListener('abort', end);
    end();
    await closed.catch(() => undefined);
  }
}
