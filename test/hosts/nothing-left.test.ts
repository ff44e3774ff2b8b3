// Podium keeps to its data folder: nothing is left in the user's home or among temporary files, the inference runtime's
// device id and its reports to Microsoft included (it makes none where it believes it runs in CI).

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, fillFolder, temporaryFolder } from '../fixtures/match-folder.ts';

let folder: string;

before(async () => {
  folder = temporaryFolder();
  for (const name of ['match', 'home', 'temporary']) mkdirSync(join(folder, name));
  await fillFolder(join(folder, 'match'), 3);
});
after(() => {
  dropFolder(folder);
});

describe('a whole analysis', () => {
  it('leaves nothing outside the data folder', async () => {
    const home = join(folder, 'home');
    const temporary = join(folder, 'temporary');
    const env = { HOME: home, USERPROFILE: home, TMPDIR: temporary, TEMP: temporary };
    const data = join(folder, 'data');
    const { code, stderr } = await podium(['rank', join(folder, 'match'), '--data', data], { env });
    assert.equal(code, 0, stderr);
    assert.deepEqual(readdirSync(home), []);
    assert.deepEqual(readdirSync(temporary), []);
  });
});
