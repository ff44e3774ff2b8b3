// What the engine says when the disk under its own data fails.

import assert from 'node:assert/strict';
import {
  openSync,
  closeSync,
  statSync,
  writeSync,
  writeFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Sqlite from 'better-sqlite3';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { openDecisions } from '../../electron/engine/cache/decisions.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';
import { mountSmallDisk, noSmallDisk } from '../fixtures/small-disk.ts';

describe('the data folder', () => {
  const own = engineForEach();

  it('is named with what to do when the cache is damaged in the middle', async () => {
    await fillFolder(own.photos, 2);
    await own.sync();
    await assert.rejects(
      async () => {
        await own.restart(() => {
          damageMiddle(join(own.data, 'cache.db'));
        });
        await own.sync();
        await own.analyse();
        await own.columns();
      },
      sentence(/cache\.db is damaged\. Close Podium, delete that file/),
    );
  });

  /** One letter in the description of a table, which is in the file as text. */
  const misspell = (file: string, right: string, wrong: string) => {
    const bytes = readFileSync(file);
    const at = bytes.indexOf(right);
    assert.ok(at > 0);
    bytes.write(wrong, at, 'latin1');
    writeFileSync(file, bytes);
  };

  it('is named with what to do when a column of the cache has lost its name', async () => {
    await fillFolder(own.photos, 2);
    await own.sync();
    await assert.rejects(
      async () => {
        await own.restart(() => {
          misspell(join(own.data, 'cache.db'), 'confidence REAL', 'conficence REAL');
        });
        await own.sync();
        await own.analyse();
        await own.columns();
      },
      sentence(/cache\.db is damaged\. Close Podium, delete that file/),
    );
  });

  it('is named with what to do when the cache no longer knows which tables it has', async () => {
    const forgetful = own.restart(() => {
      const cache = new Sqlite(join(own.data, 'cache.db'));
      cache.exec("UPDATE stage_tables SET steps = 1 WHERE stage = 'photo'");
      cache.close();
    });
    await assert.rejects(forgetful, sentence(/cache\.db is damaged\. Close Podium/));
  });

  it('is named when a column of the decisions has lost its name', async () => {
    await fillFolder(own.photos, 2);
    await own.sync();
    const { ids } = await own.columns();
    const changes = [{ id: ids[0] ?? NaN, stars: 4 }];
    await own.engine.call('decision.write', { changes });
    await assert.rejects(
      async () => {
        await own.restart(() => {
          misspell(join(own.data, 'decisions.db'), 'stars ', 'star5 ');
        });
        await own.sync();
        await own.columns();
        await own.engine.call('decision.write', { changes });
      },
      sentence(/decisions\.db is damaged: your picks, ratings and names are in it/),
    );
  });

  it('is named when its images cannot be written', async () => {
    await fillFolder(own.photos, 1);
    await own.sync();
    rmSync(join(own.data, 'images'), { recursive: true, force: true });
    mkdirSync(join(own.data, 'images'));
    writeFileSync(join(own.data, 'images', 'thumbnail'), 'in the way');
    await assert.rejects(
      own.analyse(),
      (error) =>
        error instanceof EngineError && error.message.includes(`save anything in ${own.data}`),
    );
    assert.deepEqual((await own.columns()).problems, []);
  });

  it('is named when its disk is full', { skip: noSmallDisk }, async () => {
    await fillFolder(own.photos, 30);
    const disk = mountSmallDisk();
    const options = { ...engineOptions(own.data), cacheFolder: disk.path };
    let engine: Engine | undefined;
    try {
      engine = createEngine(options);
      const { call } = engine;
      await assert.rejects(
        async () => {
          await call('folder.sync', own.input());
          await call('folder.analyse', own.input());
        },
        (error) => {
          assert.ok(error instanceof EngineError);
          assert.ok(error.message.includes(disk.path), error.message);
          return error.message.includes('the disk is full');
        },
      );
    } finally {
      await engine?.close();
      disk.remove();
    }
  });
});

describe('decisions', () => {
  it('are locked from the first read to the last write', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'decisions.db');
    const database = openDatabase(file, decisionMigrations, 'kept');
    const other = new Sqlite(file, { timeout: 0 });
    let said = '';
    const change = {
      pick: 1,
      get picture() {
        try {
          other.exec(`INSERT INTO decisions (sha256, pick, stars, label) VALUES (x'07', 1, 0, 0)`);
        } catch (error) {
          said = String(error);
        }
        return Buffer.alloc(32, 1);
      },
    };
    openDecisions(database).write([change]);
    assert.match(said, /locked/);
    other.close();
    database.close();
    dropFolder(folder);
  });
});

/** Overwrites everything after the first page of a database. */
function damageMiddle(file: string): void {
  const { size } = statSync(file);
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(size - 4096, 0xa5), 0, size - 4096, 4096);
  closeSync(handle);
}

function sentence(pattern: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof EngineError, String(error));
    assert.match(error.message, pattern);
    return true;
  };
}
