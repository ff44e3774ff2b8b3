// Podium's own data in a bad state: old, from the future, damaged, on a full disk, without models. The page says it and goes on.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { cacheMigrations } from '../../electron/engine/cache/migrations.ts';
import { dropFolder, fillFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { mountSmallDisk, noSmallDisk } from '../fixtures/small-disk.ts';
import { snapshot, type Snapshot } from '../fixtures/snapshot.ts';
import { checkAxe } from './pages/axe.ts';
import { makePhotos, openFolders, settled } from './pages/opening.ts';
import { openSession, type Session, type SessionOptions } from './pages/session.ts';
import { viewsOf, type Views } from './pages/views.ts';

describe('data in a bad state', () => {
  let work: string;
  let data: string;
  let match: string;
  let originals: Snapshot;
  let session: Session | undefined;
  beforeEach(async () => {
    work = temporaryFolder();
    data = join(work, 'data');
    match = join(work, 'match');
    mkdirSync(data);
    mkdirSync(match);
    await fillFolder(match, 6);
    originals = snapshot(match);
  });
  afterEach(async () => {
    await session?.close();
    session = undefined;
    dropFolder(work);
  });

  async function open(options: SessionOptions = {}): Promise<Views> {
    session = await openSession({ data, ...options });
    await session.page.goto(session.address([match]));
    return viewsOf(session.page);
  }

  /** The reason why the folder could not be opened, on a start screen that can be used. */
  async function refused(views: Views, reason: string): Promise<void> {
    assert.ok(session);
    await session.page.getByRole('alert').getByText(reason).waitFor();
    await views.start.choose.waitFor();
    await checkAxe(session);
  }

  /** Everything can be done again, and the photos are as they were. */
  async function allIsWell(views: Views): Promise<void> {
    assert.ok(session);
    await openFolders(session, match);
    await session.page.keyboard.press('Shift+S');
    await views.grid.tile(/rank 6, score/).click();
    await session.page.keyboard.press('p');
    await views.status.line.getByText('1 pick').waitFor();
    assert.deepEqual(snapshot(match), originals);
  }

  // Every version in between: test/engine/old-caches.test.ts.
  for (const version of [1, cacheMigrations.length - 1])
    it(`a cache of version ${version} is brought up to date`, async () => {
      const old = openDatabase(join(data, 'cache.db'), cacheMigrations.slice(0, version));
      old.exec(`INSERT INTO files (path, size_bytes, modified_ms)
          VALUES ('${join(match, 'DSC_0001.jpg').replaceAll("'", "''")}', 1, 1)`);
      old.close();
      await allIsWell(await open());
    });

  it('a cache from the future is refused with a sentence, and works again when it is gone', async () => {
    const newer = openDatabase(join(data, 'cache.db'), cacheMigrations);
    newer.pragma('user_version = 99');
    newer.close();
    const views = await open();
    await refused(views, 'cache.db was made by a newer version of Podium');
    for (const end of ['', '-wal', '-shm']) rmSync(join(data, `cache.db${end}`), { force: true });
    await allIsWell(views);
  });

  it('damaged decisions are named and kept, and Podium works again when they are moved away', async () => {
    const file = join(data, 'decisions.db');
    const damaged = 'once a database, now something else. '.repeat(400);
    writeFileSync(file, damaged);
    const views = await open();
    assert.ok(session);
    await views.lost.page.getByText(`${file} is damaged`).waitFor();
    await views.lost.page.getByText('There is no copy that could be brought back').waitFor();
    assert.equal(await views.lost.restore.count(), 0);
    await checkAxe(session);
    renameSync(file, join(work, 'decisions.db'));
    assert.equal(readFileSync(join(work, 'decisions.db'), 'utf8'), damaged);
    await allIsWell(views);
  });

  it('a data folder that cannot be made is named, and works when it can', async () => {
    rmSync(data, { recursive: true });
    writeFileSync(data, 'in the way');
    const views = await open();
    await refused(views, `Podium cannot keep its data in ${data}`);
    rmSync(data);
    await allIsWell(views);
  });

  it('without models the photos can be looked at, and are analysed when there are some', async () => {
    const models = join(work, 'models');
    writeFileSync(models, 'in the way');
    const views = await open({ models });
    await views.status.line.getByText('The analysis stopped').waitFor();
    await views.status.line
      .getByText(`The built-in models could not be built in ${models}`)
      .waitFor();
    assert.ok(session);
    await session.page.keyboard.press('Shift+S');
    assert.equal(await views.grid.tiles.count(), 6);
    await views.grid.tiles.nth(5).locator('img[src*="/quick/"]').waitFor();
    await checkAxe(session);
    rmSync(models);
    await views.status.again.click();
    await settled(session);
    assert.deepEqual(snapshot(match), originals);
  });

  it(
    'a full disk is named, and the analysis goes on when there is room',
    { skip: noSmallDisk },
    async () => {
      const disk = mountSmallDisk(6);
      try {
        session = await openSession({ data: disk.path });
        await openFolders(session, await makePhotos(session, 'before', 1));
        // The databases are made; what is left is enough for a list of six photos, not for their pictures.
        disk.fill(200);
        await session.page.goto(session.address([match]));
        const views = viewsOf(session.page);
        await views.status.line.getByText('the disk is full').waitFor();
        disk.free();
        await views.status.again.click();
        assert.ok(session);
        await settled(session);
        await allIsWell(views);
      } finally {
        await session?.close();
        session = undefined;
        disk.remove();
      }
    },
  );
});
