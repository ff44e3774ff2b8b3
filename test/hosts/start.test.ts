// `podium serve` from the command line: the real page, built when stale, at the address it prints, until Ctrl-C.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dropFolder, modelsFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { projectFolder } from '../../electron/build.ts';
import { send } from './http-request.ts';

describe('podium serve', () => {
  let data: string;
  before(() => {
    data = temporaryFolder();
  });
  after(() => {
    dropFolder(data);
  });

  it('prints an address that shows the page, and stops at Ctrl-C', async () => {
    const entry = join(projectFolder, 'electron', 'podium.js');
    const child = spawn(process.execPath, [entry, 'serve', data, '--data', data], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, PODIUM_MODELS: modelsFolder },
    });
    const exited = once(child, 'exit');
    let said = '';
    const address = await new Promise<URL>((resolve, reject) => {
      child.stderr.on('data', (text: Buffer) => {
        said += text.toString();
        const [, found] = /Podium is at (\S+)\n/.exec(said) ?? [];
        if (found !== undefined) resolve(new URL(found));
      });
      exited.then(() => {
        reject(new Error(said));
      }, reject);
    });
    assert.equal(address.hostname, '127.0.0.1');
    assert.equal(address.searchParams.get('folder'), data);
    const { headers } = await send(address.origin, `/${address.search}`);
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const page = await send(address.origin, headers.location ?? '', { headers: { cookie } });
    assert.match(page.body.toString(), /<script type="module"[^>]* src="\/assets\/[\w.-]+\.js">/);
    assert.doesNotMatch(page.body.toString(), /<script>|<style>| style=| on\w+=/);
    child.kill('SIGINT');
    // Windows has no Ctrl-C between processes: there the process is ended.
    const ended = process.platform === 'win32' ? [null, 'SIGINT'] : [0, null];
    assert.deepEqual(await exited, ended);
  });

  it('refuses a port that is no number', async () => {
    const entry = join(projectFolder, 'electron', 'podium.js');
    const child = spawn(process.execPath, [entry, 'serve', '--port', 'x'], { stdio: 'ignore' });
    assert.deepEqual(await once(child, 'exit'), [2, null]);
  });
});
