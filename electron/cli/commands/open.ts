// `podium open` and `podium serve`: the app on this data folder, until its window is closed or Ctrl-C.

import { dataFolder } from '../../host/data-folder.ts';
import { openApp, serveApp, type StartOptions } from '../start.ts';
import { untilInterrupted } from '../terminal/interrupt.ts';
import { say } from '../terminal/terminal.ts';

export type OpenOptions = { readonly data?: string; readonly port?: number };

export function openCommand(folders: readonly string[], options: OpenOptions): Promise<void> {
  return untilInterrupted((until) => openApp(startOptions(folders, options, until)));
}

export function serveCommand(folders: readonly string[], options: OpenOptions): Promise<void> {
  return untilInterrupted((until) =>
    serveApp({ ...startOptions(folders, options, until), log: say }),
  );
}

function startOptions(
  folders: readonly string[],
  { data, port }: OpenOptions,
  until: AbortSignal,
): StartOptions {
  return { data: dataFolder(data), folders, until, port, say };
}
