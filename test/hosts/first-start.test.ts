// Several Podiums that are started together on a new data folder: all of them start.

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

const processes = 6;
const rounds = 20;

describe('the first start', () => {
  let work: string;
  before(() => {
    work = temporaryFolder();
  });
  after(() => {
    dropFolder(work);
  });

  it(`opens new databases in ${processes} processes at once, ${rounds} times`, async () => {
    const folders = Array.from({ length: rounds }, (_, round) => join(work, `round-${round}`));
    for (const folder of folders) mkdirSync(folder);
    const entry = fileURLToPath(new URL('../fixtures/first-opener.ts', import.meta.url));
    const children = Array.from({ length: processes }, () =>
      fork(entry, [JSON.stringify(folders)], { silent: true }),
    );
    const ended = children.map(async (child) => {
      let said = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
      const [code] = (await once(child, 'close')) as [number];
      return { code, said };
    });
    await Promise.all(children.map((child) => once(child, 'message')));
    const startMs = Date.now() + 100;
    for (const child of children) child.send(startMs);
    for (const { code, said } of await Promise.all(ended)) assert.equal(code, 0, said);
  });

  it('answers in six command lines at once', async () => {
    const data = join(work, 'data');
    const runs = Array.from({ length: processes }, () =>
      podium(['settings', 'get', 'ranking.preset', '--data', data]),
    );
    for (const { code, stdout, stderr } of await Promise.all(runs))
      assert.deepEqual([code, stdout], [0, 'sports\n'], stderr);
  });
});
