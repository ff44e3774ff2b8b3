// The copies of decisions.db: one a day, one before each migration, fourteen in all, and none that could not be read.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { lockedTransaction, openDatabase } from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { decide, starsOf, withEngine } from '../fixtures/decided-data.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

describe('copies of the decisions', () => {
  let data: string;
  let photos: string;
  const names = () => readdirSync(join(data, 'backups')).sort();
  beforeEach(() => {
    data = temporaryFolder();
    photos = temporaryFolder();
  });
  afterEach(() => {
    dropFolder(data);
    dropFolder(photos);
  });

  it('are one a day, with all that was decided when Podium was closed', async () => {
    await decide(data, photos, 2);
    await decide(data, photos, 3);
    assert.equal(names().length, 1);
    assert.match(names()[0] ?? '', /^decisions-\d{4}-\d\d-\d\d\.db$/);
    rmSync(join(data, 'decisions.db'));
    await withEngine(data, ({ call }) => call('kept.restore', { what: 'copy' }));
    assert.deepEqual(await starsOf(data, photos), [3, 3, 3, 3, 3, 0]);
  });

  it('are fourteen, the newest', async () => {
    mkdirSync(join(data, 'backups'));
    for (let day = 1; day <= 20; day++) {
      const path = join(data, 'backups', `decisions-2020-01-${String(day).padStart(2, '0')}.db`);
      writeFileSync(path, 'old');
      utimesSync(path, day, day);
    }
    writeFileSync(join(data, 'backups', '.podium-left.part'), 'half a copy');
    utimesSync(join(data, 'backups', '.podium-left.part'), 1, 1);
    await decide(data, photos);
    assert.equal(names().length, 14);
    assert.equal(names()[0], 'decisions-2020-01-08.db');
  });

  for (const version of decisionMigrations.keys())
    if (version > 0)
      it(`are made before version ${version} is brought up to date`, async () => {
        const file = join(data, 'decisions.db');
        const old = openDatabase(file, decisionMigrations.slice(0, version), 'kept');
        lockedTransaction(old, () =>
          old.exec(`INSERT INTO decisions (sha256, stars) VALUES (zeroblob(32), 5)`),
        )();
        old.close();
        await withEngine(data, ({ call }) => call('library.recent', {}));
        // And again: that its changes were not counted makes it no empty one.
        await withEngine(data, ({ call }) => call('library.recent', {}));
        const name = names().find((one) => one.endsWith(`-of-version-${version}.db`));
        assert.ok(name !== undefined, names().join());
        rmSync(file);
        for (const other of names()) if (other !== name) rmSync(join(data, 'backups', other));
        await withEngine(data, ({ call }) => call('kept.restore', { what: 'copy' }));
        const back = openDatabase(file, decisionMigrations, 'kept');
        assert.equal(back.prepare('SELECT stars FROM decisions').pluck().get(), 5);
        back.close();
      });

  it('are not made of one that holds nothing yet, as it is while several Podiums start together', async () => {
    openDatabase(join(data, 'decisions.db'), decisionMigrations.slice(0, 3), 'kept').close();
    await withEngine(data, ({ call }) => call('library.recent', {}));
    assert.deepEqual(
      existsSync(join(data, 'backups')) ? names().filter((name) => name.includes('version')) : [],
      [],
    );
    await withEngine(data, ({ call }) => call('library.recent', {}));
  });

  it('that cannot be made are said, and do not stop the work', async () => {
    writeFileSync(join(data, 'backups'), 'in the way');
    await decide(data, photos);
    await withEngine(data, async ({ call }) => {
      const { notes } = await call('kept.check', {});
      assert.match(notes.join(), /No copy of .*decisions\.db could be made today/);
    });
    assert.deepEqual(await starsOf(data, photos), [4, 4, 4, 4, 4, 0]);
  });
});
