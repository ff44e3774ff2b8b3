// A cache of any version before is brought up to date when it is opened, and everything can be done again.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { cacheMigrations } from '../../electron/engine/cache/migrations.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';
import { snapshot } from '../fixtures/snapshot.ts';

describe('a cache', () => {
  let work: string;
  let match: string;
  let photos: string[];
  before(async () => {
    work = temporaryFolder();
    match = join(work, 'match');
    mkdirSync(match);
    photos = await fillFolder(match, 2);
  });
  after(() => {
    dropFolder(work);
  });

  for (const version of [...cacheMigrations.keys(), cacheMigrations.length])
    it(`of version ${version} is used again`, async () => {
      const data = join(work, `data-${version}`);
      mkdirSync(data);
      const old = openDatabase(join(data, 'cache.db'), cacheMigrations.slice(0, version));
      if (version > 0)
        old
          .prepare('INSERT INTO files (path, size_bytes, modified_ms) VALUES (?, 1, 1)')
          .run(photos[0]);
      old.close();
      const before = snapshot(match);
      const engine = createEngine(engineOptions(data));
      try {
        await engine.call('folder.sync', { folders: [match] });
        await engine.call('folder.analyse', { folders: [match] });
        const { ids, signals } = await engine.call('folder.columns', { folders: [match] });
        assert.equal(ids.length, 2);
        assert.ok(signals.sharpness.every((value) => !Number.isNaN(value)));
        const [id = NaN] = ids;
        await engine.call('decision.write', { changes: [{ id, pick: 1 }] });
        const { pick } = await engine.call('decision.read', { folders: [match] });
        assert.equal(pick.filter((each) => each === 1).length, 1);
      } finally {
        await engine.close();
      }
      assert.deepEqual(snapshot(match), before);
    });
});
