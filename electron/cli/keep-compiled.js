// Keeps what Node compiles, here and in the processes started from here: a short command then takes half the time.

import { enableCompileCache, getCompileCacheDir } from 'node:module';
import { fileURLToPath } from 'node:url';

// A folder that is ours alone, not Node's own choice in the shared temporary one: whoever can write there decides what runs.
const folder = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** Where the folder cannot be written, as in a packed app, everything is compiled each time. */
export function keepCompiled() {
  enableCompileCache(folder);
  const kept = getCompileCacheDir();
  if (kept !== undefined) process.env.NODE_COMPILE_CACHE ??= folder;
}
