// The best that is left of a lost decisions.db: a copy, or what it was when it was made, and what its log holds beyond that.

import { statSync } from 'node:fs';
import type { KeptCopy } from '../../../shared/kept.ts';
import { decisionMigrations } from '../cache/decisions-migrations.ts';
import { isSound, migrate, openInMemory, openToLook, type Database } from '../cache/database.ts';
import { versionOf } from '../cache/schema.ts';
import { alone } from '../cache/log/kept-log.ts';
import { logFileOf, readLog } from '../cache/log/log-file.ts';
import type { LogContent, LogRecord } from '../cache/log/records.ts';
import { commitsAfter, replay } from '../cache/log/replay.ts';
import { positionOf } from '../cache/log/tables.ts';
import { changesOf, extentOf } from './extent.ts';
import type { Known } from './known.ts';

/** In memory; whoever gets it closes it. */
export type Rebuilt = { readonly copy: KeptCopy; readonly database: Database };

/**
 * From the first of `files`, the newest first, that this Podium can read whole; or from nothing, where the log tells of all
 * that ever was and that is more. Null where there is neither. `known`: what was last seen of the file itself.
 */
export function rebuild(
  decisionsFile: string,
  files: readonly string[],
  known: Known | undefined,
): Rebuilt | null {
  const log = readLog(decisionsFile);
  const logFile = logFileOf(decisionsFile);
  const found = [
    ...firstWhole(files).map(({ file, database }) =>
      described(bringIn(database, log) ? logFile : file, database, known),
    ),
    ...fromNothing(log).map((database) => described(logFile, database, known)),
  ];
  const [best = null, ...others] = found.sort((a, b) => b.copy.changes - a.copy.changes);
  for (const { database } of others) database.close();
  return best;
}

/** At most one. */
function firstWhole(files: readonly string[]): { file: string; database: Database }[] {
  for (const file of files) {
    const database = inMemory(file);
    if (database) return [{ file, database }];
  }
  return [];
}

/** At most one. */
function fromNothing(log: LogContent): Database[] {
  const database = openInMemory();
  if (log.records[0]?.number === 0 && bringIn(database, log)) return [database];
  database.close();
  return [];
}

/** `newest`: the file that has what came last. */
function described(newest: string, database: Database, known: Known | undefined): Rebuilt {
  const extent = extentOf(database);
  const lacks = known ? Math.max(0, known.changes - extent.changes) : null;
  return { database, copy: { ...extent, file: newest, madeMs: statSync(newest).mtimeMs, lacks } };
}

/** Undefined where the file cannot be read whole, or is of a version that this Podium does not know. */
function inMemory(file: string): Database | undefined {
  let [looked, copied]: (Database | undefined)[] = [];
  try {
    looked = openToLook(file);
    copied = openInMemory(looked.serialize());
    if (isUsable(copied)) return copied;
  } catch {
    // a copy that cannot be read is none
  } finally {
    looked?.close();
  }
  copied?.close();
  return undefined;
}

export function isUsable(database: Database): boolean {
  const version = versionOf(database);
  return version > 0 && version <= decisionMigrations.length && isSound(database);
}

/** Whether the log had anything to add. Only commits that follow upon those that are there: rows name one another. */
function bringIn(database: Database, log: LogContent): boolean {
  const records = following(database, log.records);
  const [first] = records;
  if (!first) return false;
  database.pragma('foreign_keys = OFF');
  alone(database, () => {
    replay(database, records, (version) => {
      migrate(database, decisionMigrations.slice(0, version));
    });
  });
  return true;
}

function following(database: Database, records: readonly LogRecord[]): LogRecord[] {
  const start =
    versionOf(database) === 0
      ? { series: records[0]?.series ?? '', number: 0 }
      : positionOf(database);
  const later = start ? commitsAfter(records, start) : [];
  const [next] = later;
  if (!start || !next) return [];
  // What is not counted, such as how the page was left, makes no new copy.
  if (next.number !== start.number + 1 && next.changesBefore !== changesOf(database)) return [];
  const end = later.findIndex(
    ({ number, version }, at) => number !== next.number + at || version > decisionMigrations.length,
  );
  return later.slice(0, end < 0 ? undefined : end);
}
