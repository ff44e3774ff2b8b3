// Folders that are built while others build or read the same ones.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { replaceFolder } from '../../electron/build/replace-folder.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

describe('a folder that was built', () => {
  let work: string;
  let place: string;
  beforeEach(() => {
    work = temporaryFolder();
    place = join(work, 'page');
  });
  afterEach(() => {
    dropFolder(work);
  });

  const names = ['index.html', 'script.js'];
  function built(by: string): string {
    const folder = join(work, by);
    mkdirSync(folder);
    for (const name of names) writeFileSync(join(folder, name), by);
    return folder;
  }
  /** Who built what is there: one process all of it. */
  function builders(): string[] {
    assert.deepEqual(readdirSync(work), ['page'], 'nothing is left beside it');
    assert.deepEqual(readdirSync(place).sort(), names);
    return [...new Set(names.map((name) => readFileSync(join(place, name), 'utf8')))];
  }

  it('is put where there was none, and where there was one', async () => {
    await replaceFolder(built('first'), place);
    assert.deepEqual(builders(), ['first']);
    writeFileSync(join(place, 'old.js'), 'of the first alone');
    await replaceFolder(built('second'), place);
    assert.deepEqual(builders(), ['second']);
  });

  it('is whole, of one of them, where several are put there at once', async () => {
    await replaceFolder(built('old'), place);
    for (let round = 0; round < 20; round++) {
      const fresh = [1, 2, 3, 4].map((process) => built(`${round}-${process}`));
      await Promise.all(fresh.map((folder) => replaceFolder(folder, place)));
      assert.match(builders().join(), new RegExp(`^${round}-\\d$`));
    }
  });

  it('that cannot be put there leaves nothing beside it', async () => {
    const place = join(work, 'nowhere', 'page');
    await assert.rejects(replaceFolder(built('lost'), place), { code: 'ENOENT' });
    assert.deepEqual(readdirSync(work), []);
  });
});
