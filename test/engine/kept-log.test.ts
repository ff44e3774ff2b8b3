// The log beside decisions.db: a file whose WAL is gone has every commit after it is opened, in whatever state the log is.

import assert from 'node:assert/strict';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import {
  lockedTransaction,
  logOf,
  openDatabase,
  type Database,
} from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { openDecisions } from '../../electron/engine/cache/decisions.ts';
import { readLog } from '../../electron/engine/cache/log/log-file.ts';
import { lineOf } from '../../electron/engine/cache/log/records.ts';
import { findLost } from '../../electron/engine/kept/lost.ts';
import { restoreKept } from '../../electron/engine/kept/restore.ts';
import { dropJournals } from '../fixtures/decided-data.ts';
import { isError } from '../fixtures/engine-error.ts';
import { allRows, keptAct, picture } from '../fixtures/kept-acts.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

describe('the log of decisions.db', () => {
  let folder: string;
  let file: string;
  let opened: Database[];
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder, 'decisions.db');
    opened = [];
  });
  afterEach(() => {
    for (const database of opened) database.close();
    dropFolder(folder);
  });
  const open = (path = file) => {
    const database = openDatabase(path, decisionMigrations, 'kept');
    opened.push(database);
    return database;
  };
  const starsIn = (database: Database) => [
    ...openDecisions(database).read(Buffer.concat([0, 1, 2, 3].map(picture))).stars,
  ];
  const give = (database: Database, photo: number, stars: number) => {
    openDecisions(database).write([{ picture: picture(photo), stars }]);
  };
  /** What a killed process leaves, without its WAL; `log`: its first bytes. */
  const left = (log?: number) => {
    const killed = join(folder, `killed-${opened.length}`);
    mkdirSync(killed);
    const path = join(killed, 'decisions.db');
    copyFileSync(file, path);
    copyFileSync(`${file}-log`, `${path}-log`);
    if (log !== undefined) truncateSync(`${path}-log`, log);
    return path;
  };

  it('brings back whatever was done, commit for commit, where the WAL is gone', () => {
    fc.assert(
      fc.property(fc.array(keptAct, { minLength: 1, maxLength: 12 }), fc.nat(), (acts, torn) => {
        const database = open();
        const states = new Map([[logSize(file), allRows(database)]]);
        for (const does of acts) {
          does(database);
          states.set(logSize(file), allRows(database));
        }
        // Whatever a checkpoint has brought into the file itself is there already.
        const least = startOf(file);
        for (const [bytes, state] of states)
          if (bytes >= least)
            assert.deepEqual(allRows(open(left(bytes))), state, 'at the end of a commit');
        const size = logSize(file);
        const cut = least + (torn % Math.max(1, size - least));
        const whole = Math.max(...[...states.keys()].filter((bytes) => bytes <= cut), least);
        assert.deepEqual(allRows(open(left(cut))), states.get(whole), 'in the midst of one');
        for (const one of opened.splice(0)) one.close();
        for (const entry of readdirSync(folder)) rmSync(join(folder, entry), { recursive: true });
      }),
      { numRuns: 12 },
    );
  });

  it('is flushed once for all that is done in one turn, and is the user’s alone', async () => {
    const database = open();
    const log = logOf(database);
    for (const stars of [1, 2, 3]) give(database, 0, stars);
    const [first, second] = [log?.flushed(), log?.flushed()];
    assert.ok(first instanceof Promise && first === second);
    await first;
    assert.equal(readLog(file).records.length, 1 + 3);
    assert.equal(statSync(`${file}-log`).mode & 0o777, 0o600);
  });

  it('has nothing of what was taken back', () => {
    const database = open();
    give(database, 0, 5);
    const size = logSize(file);
    assert.throws(
      lockedTransaction(database, () => {
        give(database, 1, 5);
        throw new Error('never mind');
      }),
      /never mind/,
    );
    assert.equal(logSize(file), size);
    give(database, 2, 4);
    assert.deepEqual(starsIn(open(left())), [5, 0, 4, 0]);
  });

  it('cannot be passed by: a change outside throws', () => {
    const database = open();
    for (const sql of [
      'DELETE FROM people',
      `INSERT INTO presets VALUES ('a', '{}')`,
      `UPDATE revisions SET number = 9`,
    ])
      if (!sql.startsWith('DELETE'))
        assert.throws(() => database.exec(sql), /outside of lockedTransaction/);
    give(database, 0, 1);
    assert.throws(() => database.exec('DELETE FROM decisions'), /outside of lockedTransaction/);
  });

  it('is one for several processes, also where one of them died while it wrote', () => {
    const [one, other] = [open(), open()];
    give(one, 0, 1);
    give(other, 1, 2);
    give(one, 2, 3);
    appendFileSync(`${file}-log`, '01234567 [9,"half of a reco');
    give(other, 3, 4);
    give(one, 0, 5);
    assert.deepEqual(
      readLog(file).records.map(({ number }) => number),
      [0, 1, 2, 3, 4, 5],
    );
    assert.deepEqual(starsIn(open(left())), [5, 2, 3, 4]);
  });

  it('does not keep a commit that its process died before', () => {
    const [one, other] = [open(), open()];
    give(one, 0, 1);
    const last = readLog(file).records.at(-1);
    assert.ok(last);
    const key = [picture(3)];
    const row = [picture(3), 0, 5, 0];
    const uncommitted = { ...last, number: 2, rows: [{ table: 'decisions', key, row }] };
    appendFileSync(`${file}-log`, lineOf(uncommitted));
    give(other, 1, 2);
    assert.deepEqual(
      readLog(file).records.map(({ number }) => number),
      [0, 1, 2],
    );
    assert.deepEqual(starsIn(open(left())), [1, 2, 0, 0]);
  });

  it('may be lost: the database goes on without, and the next log begins where the file has all', () => {
    const database = open();
    give(database, 0, 1);
    rmSync(`${file}-log`);
    give(database, 1, 2);
    assert.equal(logOf(database)?.isFull, true, 'the first commit is missing in it');
    assert.ok(logOf(database)?.empty());
    give(database, 2, 3);
    assert.deepEqual(starsIn(open(left())), [1, 2, 3, 0]);
    for (const one of opened.splice(0)) one.close();
    rmSync(`${file}-log`);
    assert.deepEqual(starsIn(open()), [1, 2, 3, 0]);
  });

  it('is empty when it has been emptied, and beside a file that has everything', () => {
    const database = open();
    give(database, 0, 1);
    assert.ok(logOf(database)?.empty());
    assert.deepEqual(
      readLog(file).records.map(({ rows }) => rows),
      [[]],
    );
    assert.deepEqual(starsIn(open(left())), [1, 0, 0, 0]);
    give(database, 1, 2);
    assert.deepEqual(starsIn(open(left())), [1, 2, 0, 0]);
  });

  it('is never emptied of what another process has just done', () => {
    const [one, other] = [open(), open()];
    for (let round = 0; round < 5; round++) {
      give(one, round % 4, 1 + round);
      logOf(other)?.empty();
      give(other, (round + 1) % 4, 5 - round);
      assert.deepEqual(starsIn(open(left())), starsIn(one));
    }
  });

  it('is said to be damaged where a commit in it cannot be read that the file lacks, and what can be read comes back', () => {
    const database = open();
    for (const photo of [0, 1, 2]) give(database, photo, 3);
    const killed = left();
    const bytes = readFileSync(`${killed}-log`);
    const [, first = 0] = readLog(killed).ends;
    bytes[first + 20] = (bytes[first + 20] ?? 0) ^ 1;
    writeFileSync(`${killed}-log`, bytes);
    const lost = findLost(killed, { changes: 6 });
    assert.match(lost?.why ?? '', /decisions\.db-log is damaged/);
    assert.deepEqual([lost?.copy?.photos, lost?.copy?.lacks], [1, 5]);
    assert.throws(() => open(killed), isError('bad-input', /decisions\.db-log is damaged/));
    restoreKept(killed, { changes: 6 }, 'copy');
    assert.equal(findLost(killed, { changes: 6 }), null);
    assert.deepEqual(starsIn(open(killed)), [3, 0, 0, 0]);
    const aside = readdirSync(join(killed, '..')).filter((entry) => entry.includes('.aside-'));
    assert.equal(aside.filter((entry) => entry.endsWith('-log')).length, 1, aside.join());
    give(opened.at(-1) ?? database, 3, 5);
    dropJournals(killed);
  });

  it('may be damaged where the file has all of it', () => {
    const database = open();
    for (const photo of [0, 1, 2]) give(database, photo, 3);
    database.pragma('wal_checkpoint(TRUNCATE)');
    const killed = left();
    const [start = 0] = readLog(killed).ends;
    writeFileSync(`${killed}-log`, readFileSync(`${killed}-log`).fill(0, start + 10, start + 20));
    assert.equal(findLost(killed, { changes: 3 }), null);
    const again = open(killed);
    assert.equal(readLog(killed).records.length, 1);
    give(again, 3, 1);
    assert.deepEqual(starsIn(again), [3, 3, 3, 1]);
  });

  it('of another decisions.db is set aside, never read into this one and never removed', () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    const theirs = open(join(other, 'decisions.db'));
    give(theirs, 0, 5);
    copyFileSync(join(other, 'decisions.db-log'), `${file}-log`);
    assert.match(findLost(file, undefined)?.why ?? '', /is missing, but decisions were kept/);
    const database = open();
    assert.deepEqual(starsIn(database), [0, 0, 0, 0]);
    const aside = readdirSync(folder).filter((entry) => entry.includes('.aside-'));
    assert.equal(aside.length, 1);
    assert.ok(
      readFileSync(join(folder, aside[0] ?? '')).equals(
        readFileSync(join(other, 'decisions.db-log')),
      ),
    );
    assert.deepEqual(
      readLog(file).records.map(({ rows }) => rows),
      [[]],
    );
  });

  it('of a newer Podium is not read by this one', () => {
    give(open(), 0, 1);
    const killed = left();
    const record = readLog(killed).records.at(-1);
    assert.ok(record);
    writeFileSync(`${killed}-log`, lineOf({ ...record, version: 99 }));
    assert.throws(() => open(killed), isError('bad-input', /made by a newer version/));
  });
});

function logSize(file: string): number {
  return statSync(`${file}-log`, { throwIfNoEntry: false })?.size ?? 0;
}

/** Where in the log the file itself is, whatever its WAL has. */
function startOf(file: string): number {
  const beside = `${file}-alone`;
  copyFileSync(file, beside);
  const alone = openDatabase(beside, [...decisionMigrations]);
  const number = alone.prepare('SELECT number FROM logged').pluck().get() as number;
  alone.close();
  for (const end of ['', '-wal', '-shm']) rmSync(beside + end, { force: true });
  const { records, ends } = readLog(file);
  return ends[records.findIndex((record) => record.number === number)] ?? 0;
}
