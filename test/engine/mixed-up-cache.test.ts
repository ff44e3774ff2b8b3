// A cache.db in which a disk has changed what finds a decision by its photo.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine } from '../../electron/engine/engine.ts';
import { decide, dropJournals, flipBit, starsOf, withEngine } from '../fixtures/decided-data.ts';
import { deleteCache } from '../fixtures/engine-in-test.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';

const decided = [4, 4, 4, 4, 4, 0];

describe('decisions beside a damaged cache', () => {
  let data: string;
  let photos: string;
  before(async () => {
    data = temporaryFolder();
    photos = temporaryFolder();
    await decide(data, photos);
  });
  after(() => {
    dropFolder(data);
    dropFolder(photos);
  });

  it('a bit turned around in what finds a decision by its photo is always noticed', async () => {
    const key = await firstPicture();
    const cache = join(data, 'cache.db');
    const whole = readFileSync(cache);
    let places = 0;
    for (let at = whole.indexOf(key); at >= 0; at = whole.indexOf(key, at + 1)) {
      places += 1;
      for (const byte of [0, 17, 31]) {
        dropJournals(cache);
        writeFileSync(cache, whole);
        flipBit(cache, at + byte, byte % 8);
        assert.throws(
          () => createEngine(engineOptions(data)),
          /cache\.db is damaged.*delete that file/,
        );
      }
    }
    assert.ok(places >= 2, 'it is in the table and in its index');
    deleteCache(data);
    await withEngine(data, async ({ call }) => {
      await call('folder.sync', { folders: [photos] });
      const { ids } = await call('folder.columns', { folders: [photos] });
      await call('decision.write', { changes: [...ids].map((id) => ({ id })) });
    });
    assert.deepEqual(await starsOf(data, photos), decided);
  });

  async function firstPicture(): Promise<Buffer> {
    return withEngine(data, async ({ call }) => {
      const { pictures } = await call('folder.columns', { folders: [photos] });
      return Buffer.from(pictures.subarray(0, 32));
    });
  }
});
