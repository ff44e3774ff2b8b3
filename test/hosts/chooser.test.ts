// What the browser host does on the disk for the page's folder chooser, and in the system's file manager.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startServer, type PodiumServer } from '../../electron/browser/server.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { enteredBy, withKey } from './entered.ts';
import { send } from './http-request.ts';

describe('the browser host', () => {
  const folder = temporaryFolder();
  let host: PodiumServer;
  let headers: Record<string, string>;
  before(async () => {
    const call = () => Promise.reject(new Error('Nothing is asked of the engine.'));
    host = await startServer({ call, imagesFolder: folder, pageFolder: folder });
    headers = withKey(await enteredBy(host.address()));
  });
  after(async () => {
    await host.close();
    dropFolder(folder);
  });
  const post = async (path: string, text: string) => {
    const body = Buffer.from(text);
    const answer = await send(host.origin, path, { method: 'POST', headers, body });
    return { status: answer.status, said: answer.body.toString() };
  };

  it('makes a new folder where the chooser stands, in the place of nothing', async () => {
    const made = join(folder, 'made');
    assert.match((await post('/new-folder', made)).said, /"folders":\[\]/);
    assert.deepEqual(readdirSync(made), []);
    const again = await post('/new-folder', made);
    assert.equal(again.status, 400);
    assert.match(again.said, /there is one of that name/);
    for (const bad of ['not whole', join(folder, '.hidden'), `${folder}/../up`])
      assert.equal((await post('/new-folder', bad)).status, 400);
    assert.equal((await post('/new-folder', join(folder, 'nowhere', 'deep'))).status, 400);
  });

  it('makes no folder and shows nothing for a stranger', async () => {
    for (const path of ['/new-folder', '/reveal']) {
      const body = Buffer.from(join(folder, 'strange'));
      assert.equal((await send(host.origin, path, { method: 'POST', body })).status, 401);
    }
    assert.ok(!readdirSync(folder).includes('strange'));
  });

  const skip = process.platform === 'win32' && 'Windows always has one';
  it('shows in the file manager only what lies in a chosen folder', { skip }, async () => {
    const shown = join(folder, 'shown');
    mkdirSync(shown);
    writeFileSync(join(shown, 'a.jpg'), 'a');
    assert.equal((await post('/reveal', join(shown, 'a.jpg'))).status, 400);
    await post('/folders', shown);
    assert.equal((await post('/reveal', join(shown, 'b.jpg'))).status, 404);
    const { PATH } = process.env;
    process.env['PATH'] = join(folder, 'no programs here');
    try {
      const { status, said } = await post('/reveal', join(shown, 'a.jpg'));
      assert.equal(status, 404);
      assert.match(said, /there is no file manager here\. It is .*a\.jpg/);
    } finally {
      process.env['PATH'] = PATH;
    }
  });
});
