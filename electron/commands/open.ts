// `podium open` and `podium serve`: the app on this data folder, until its window is closed or Ctrl-C.

import { dataFolder } from '../data-folder.ts';
import { openApp, serveApp, type StartOptions } from '../start.ts';
import { say } from './terminal.ts';

export type OpenOptions = { readonly data?: string; readonly port?: number };

export function openCommand(folders: readonly string[], options: OpenOptions): Promise<void> {
  return untilInterrupted((until) => openApp(startOptions(folders, options, until)));
}

export function serveCommand(folders: readonly string[], options: OpenOptions): Promise<void> {
  return untilInterrupted((until) => serveApp(startOptions(folders, options, until)));
}

function startOptions(
  folders: readonly string[],
  { data, port }: OpenOptions,
  until: AbortSignal,
): StartOptions {
  return { data: dataFolder(data), folders, until, port, say };
}

async function untilInterrupted(run: (until: AbortSignal) => Promise<void>): Promise<void> {
  const interrupt = new AbortController();
  const stop = () => {
    interrupt.abort();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await run(interrupt.signal);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
