// What people are told when something inside fails: a sentence that says what to do, never the words of the machine.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Sqlite from 'better-sqlite3';
import { stages } from '../../electron/engine/analyse.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import type { Stage } from '../../electron/engine/stage.ts';
import { photo } from '../../electron/engine/stages/photo/stage.ts';
import { reasonOf } from '../../electron/disk/file-errors.ts';
import { readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import { asEngineError, EngineError, sentenceOf } from '../../shared/calls/rpc.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { engineOptions, fillFolder } from '../fixtures/match-folder.ts';

/** Of the language, of SQLite, of the system. */
const machine = /no such table|already exists|call stack|Cannot |undefined|null|SQLITE|E[A-Z]{4,}/;

describe('a defect', () => {
  const own = engineForEach();

  /** A statement that no database of ours can answer. */
  const wrong: Stage = {
    ...photo,
    load(rows) {
      rows.read('SELECT 1 FROM nowhere', {});
      throw new Error('It was answered.');
    },
  };

  it('is told in a sentence that names the log, where its own words are', async () => {
    await fillFolder(own.photos, 1);
    const data = join(own.data, 'other');
    const list = stages.map((stage) => (stage.name === photo.name ? wrong : stage));
    const engine = createEngine({ ...engineOptions(data), stages: list });
    try {
      await engine.call('folder.sync', own.input());
      const error = await failure(engine.call('folder.columns', own.input()));
      assert.equal(error.code, 'internal');
      assert.doesNotMatch(error.message, machine);
      const log = join(data, 'podium.log');
      assert.match(error.message, /Try again; .* What happened is in .*podium\.log\.$/);
      assert.match(readFileSync(log, 'utf8'), /^\S+ folder\.columns: .*no such table: nowhere/m);
    } finally {
      await engine.close();
    }
  });

  it('is not what a lost table is: that is damage', async () => {
    await fillFolder(own.photos, 1);
    await own.sync();
    change(join(own.data, 'cache.db'), 'DROP TABLE files');
    const error = await failure(own.columns());
    assert.match(error.message, /cache\.db is damaged\. Close Podium, delete that file/);
  });

  it('of a database whose tables are not as they were left says what to do with it', async () => {
    await own.engine.call('decision.write', { changes: [] });
    await own.restart(() => {
      change(join(own.data, 'decisions.db'), 'PRAGMA user_version = 0');
    });
    const error = await failure(own.engine.call('decision.write', { changes: [] }));
    assert.match(error.message, /decisions\.db is damaged/);
    assert.doesNotMatch(error.message, machine);
  });

  it('is no input that does not fit: that is refused by its name', async () => {
    for (const values of [null, [], 'all']) {
      const input = { values } as unknown as { values: object };
      const error = await failure(own.engine.call('settings.write', input));
      assert.equal(error.code, 'bad-input');
      assert.match(error.message, /values: must be settings by their names/);
    }
  });
});

describe('a sentence', () => {
  it('is what our own code throws, and nothing else that is thrown', () => {
    const ours = 'The manifest does not say how embeddings compare.';
    assert.equal(sentenceOf(new Error(ours)), ours);
    const said = new EngineError('not-found', 'There is no photo.');
    assert.equal(asEngineError(said), said);
    const raw = [
      new TypeError('Cannot convert undefined or null to object.'),
      new RangeError('Maximum call stack size exceeded'),
      new Sqlite.SqliteError('No such table: files.', 'SQLITE_ERROR'),
      Object.assign(new Error('A file was not there.'), { code: 'ENOENT' }),
      new Error('VipsJpeg: premature end'),
      'text',
      undefined,
    ];
    for (const thrown of raw)
      assert.match(sentenceOf(thrown), /^Podium could not do this, .* start it anew\.$/);
  });

  it('about a sidecar that is nested without end is one', () => {
    const depth = 20_000;
    const text = `<x:xmpmeta xmlns:x="adobe:ns:meta/">${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</x:xmpmeta>`;
    assert.throws(
      () => readSidecar(text, 'IMG_1.xmp'),
      (error: unknown) => {
        assert.ok(error instanceof EngineError, String(error));
        assert.doesNotMatch(error.message, machine);
        return /^IMG_1\.xmp .*\.$/.test(error.message);
      },
    );
    assert.equal(reasonOf(new RangeError('Maximum')), 'Podium does not understand what is in it');
  });
});

function change(file: string, sql: string): void {
  const database = new Sqlite(file);
  database.exec(sql);
  database.close();
}

async function failure(asked: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await asked.then(
    () => assert.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof EngineError, String(error));
  return error;
}
