// The log of an open decisions.db: every commit is in it, flushed, before anybody is told that it is kept.

import { setImmediate } from 'node:timers/promises';
import { EngineError } from '../../../../shared/calls/rpc.ts';
import { makePrivate } from '../../../disk/private.ts';
import { versionOf, type Database } from '../schema.ts';
import { noteChangedRows } from './changed-rows.ts';
import { logFileOf, openLogFile, readLog, setLogAside, type LogFile } from './log-file.ts';
import type { LogRecord } from './records.ts';
import { beyond, replay } from './replay.ts';
import { positionOf, type Position } from './tables.ts';

export type KeptLog = {
  /** Does the work of a transaction; what it changes is in the log when it has been done. */
  readonly around: <R>(work: () => R) => R;
  /** Takes out of the log what was not committed after all. */
  takeBack(): void;
  /** Resolves when all that was committed is on the disk: one flush for whatever was committed in this turn. */
  readonly flushed: () => Promise<void>;
  /** Whether it is time to `empty` it: it is long, or does not have all that it should. */
  readonly isFull: boolean;
  /** Brings all of it into the file itself first; false where another process writes or reads all the time. */
  empty(): boolean;
};

/** Of the log: some 3,000 decisions, brought into the file again in about a second. */
const mostBytes = 1 << 20;

/** Does what is to be done while nobody else writes, and is no commit. */
export function alone<R>(database: Database, work: () => R): R {
  return database.transaction(work).immediate();
}

/**
 * Brings in what a lost or unflushed WAL has taken away. Throws EngineError `bad-input` where a part of that cannot be read.
 * @param migrateTo brings the schema to a version
 */
export function recover(
  database: Database,
  file: string,
  migrateTo: (version: number) => void,
): void {
  const recordsBeyond = () => {
    const log = readLog(file); // first: what is in it then is no newer than the database
    const position = positionOf(database);
    return position ? beyond(log, position) : [];
  };
  if (recordsBeyond().length === 0) return;
  database.pragma('foreign_keys = OFF');
  alone(database, () => {
    const records = recordsBeyond();
    if (records === 'damaged') throw new EngineError('bad-input', logDamageSentence(file));
    replay(database, records, migrateTo);
  });
  database.pragma('foreign_keys = ON');
}

export function logDamageSentence(file: string): string {
  return `${logFileOf(file)} is damaged: your last picks, ratings and names are in it. It is left as it is.`;
}

/** Undefined where the schema is from before there was a log. `isNew`: whether the schema has just been changed. */
export function openKeptLog(database: Database, file: string, isNew: boolean): KeptLog | undefined {
  if (!positionOf(database)) return undefined;
  const log = openLogFile(file);
  makePrivate(logFileOf(file));
  agree(database, file, log, isNew);
  const rows = noteChangedRows(database);
  const version = versionOf(database);
  const changes = allChanges(database);
  const step = database.prepare<[], Position>(
    'UPDATE logged SET number = number + 1 RETURNING series, number',
  );
  const turn = flushAtTurnsEnd(log);
  let [isInside, isAppended, dueBytes] = [false, false, mostBytes];
  return {
    around(work) {
      if (isInside) return work();
      [isInside, isAppended] = [true, false];
      rows.begin();
      try {
        const changesBefore = changes.get() ?? 0;
        const done = work();
        const changed = rows.now();
        const position = changed.length > 0 ? step.get() : undefined;
        if (position) {
          isAppended = true;
          log.append({ version, ...position, changesBefore, rows: changed });
          turn.begin();
        }
        return done;
      } finally {
        rows.end();
        isInside = false;
      }
    },
    takeBack() {
      if (!isAppended || !database.open) return;
      isAppended = false;
      try {
        alone(database, () => {
          log.cutFrom((positionOf(database)?.number ?? 0) + 1);
        });
      } catch {
        // Whoever writes next does it; why nothing could be written now is being said.
      }
    },
    flushed: turn.over,
    get isFull() {
      return log.bytes > dueBytes || log.hasGap;
    },
    empty() {
      const isDone = emptyLog(database, log);
      dueBytes = isDone ? mostBytes : log.bytes + mostBytes; // not with every call, where somebody is in the way
      return isDone;
    },
  };
}

/** Makes the log one that goes on where the database is: whole, or empty beside a file that has everything. */
function agree(database: Database, file: string, log: LogFile, isNew: boolean): void {
  const goesOn = () => {
    const { records } = readLog(file);
    const own = records.filter(({ series }) => series === positionOf(database)?.series);
    const start = own[0]?.number ?? NaN;
    return {
      isOther: records.some(({ rows }) => rows.length > 0) && own.length < records.length,
      isWhole:
        own.length === records.length &&
        own.at(-1)?.number === positionOf(database)?.number &&
        own.every(({ number }, at) => number === start + at),
    };
  };
  if (!isNew && alone(database, () => goesOn().isWhole)) return;
  if (!checkpoint(database, isNew ? patienceMs.new : patienceMs.open) && isNew)
    throw new EngineError(
      'bad-input',
      `${file} is being read by another program. Close it and try again.`,
    );
  alone(database, () => {
    const { isOther, isWhole } = goesOn();
    if (isOther) setLogAside(file);
    if (!isWhole) log.begin(startOf(database));
  });
}

/** What a log begins with: the commit that the file itself has. */
function startOf(database: Database): LogRecord {
  const { series = '', number = 0 } = positionOf(database) ?? {};
  const changesBefore = allChanges(database).get() ?? 0;
  return { version: versionOf(database), series, number, changesBefore, rows: [] };
}

function allChanges(database: Database) {
  return database.prepare<[], number>('SELECT coalesce(sum(number), 0) FROM revisions').pluck();
}

/** Milliseconds: of who opens a new file together with others, and of who can do it later as well. */
const patienceMs = { new: 10_000, open: 200 };
const lookMs = 10;

/**
 * False where somebody reads an earlier state all the time. Nobody waits by themselves while another process is at it:
 * its lock has no busy timeout.
 */
function checkpoint(database: Database, longestMs: number): boolean {
  for (const sinceMs = performance.now(); ;) {
    const [done] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (done?.busy === 0) return true;
    if (performance.now() - sinceMs > longestMs) return false;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookMs);
  }
}

function emptyLog(database: Database, log: LogFile): boolean {
  for (let attempt = 0; attempt < 5; attempt++) {
    const before = positionOf(database);
    if (!checkpoint(database, patienceMs.open)) return false;
    const isDone = alone(database, () => {
      const now = positionOf(database);
      if (now?.number !== before?.number || now?.series !== before?.series) return false;
      log.begin(startOf(database));
      return true;
    });
    if (isDone) return true;
  }
  return false;
}

type Turn = {
  begin(): void;
  readonly over: () => Promise<void>;
};

/**
 * Several calls that are answered in one turn of the event loop wait for the disk once, and those that come while it is
 * flushed once more. Whoever else is served goes on meanwhile.
 */
function flushAtTurnsEnd(log: LogFile): Turn {
  let isDue = false;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const flush = async () => {
    isDue = false;
    try {
      await log.flush();
    } catch (error) {
      isDue = true;
      throw error;
    }
  };
  const over = () => {
    if (!isDue) return running ?? Promise.resolve();
    const before = running?.catch(() => undefined) ?? setImmediate();
    next ??= before.then(() => {
      next = undefined;
      running = flush().finally(() => {
        running = undefined;
      });
      return running;
    });
    return next;
  };
  return {
    begin() {
      isDue = true;
      over().catch(() => undefined); // whoever waits for it is told, or asks anew
    },
    over,
  };
}
