// A copy of decisions.db for one command that keeps nothing: the data folder is left as it is.

import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { openToLook, type Database } from '../cache/database.ts';
import { findLost, LostDecisions } from './lost.ts';
import { readKnown } from './known.ts';

type From = { readonly cacheFolder: string; readonly decisionsFile: string };

/** Throws LostDecisions where there were decisions before: they are missed by whoever keeps nothing, too. */
export function copyToLookAt({ cacheFolder, decisionsFile }: From, to: string): void {
  const lost = findLost(decisionsFile, knownIn(join(cacheFolder, 'cache.db')));
  if (lost) throw new LostDecisions(lost);
  if (!existsSync(decisionsFile)) return;
  copyBeside(decisionsFile, to, '-log'); // first: what is in it then is no newer than the database
  let database: Database | undefined;
  try {
    database = openToLook(decisionsFile);
    database.prepare('VACUUM INTO ?').run(to);
  } catch {
    // In a folder that cannot be written: nobody else writes to it either.
    copyFileSync(decisionsFile, to);
    copyBeside(decisionsFile, to, '-wal');
  } finally {
    database?.close();
  }
}

function copyBeside(decisionsFile: string, to: string, end: string): void {
  if (existsSync(decisionsFile + end)) copyFileSync(decisionsFile + end, to + end);
}

/** Undefined where no cache is, or one that cannot be read: then nothing is known of it. */
function knownIn(cacheFile: string): ReturnType<typeof readKnown> {
  let cache: Database | undefined;
  try {
    cache = openToLook(cacheFile);
    return readKnown(cache);
  } catch {
    return undefined;
  } finally {
    cache?.close();
  }
}
