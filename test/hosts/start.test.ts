// `podium serve` and `podium open` from the command line: the real page, built when stale, until Ctrl-C.

import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dropFolder, modelsFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { builtApp, projectFolder } from '../../electron/build/build.ts';
import { send } from './http-request.ts';

const entry = join(projectFolder, 'electron', 'cli', 'podium.js');

type Running = {
  readonly child: ChildProcess;
  readonly exited: Promise<unknown[]>;
  /** The address it prints. Rejects with what was said when it ends before. */
  readonly address: Promise<URL>;
  /** All it said on stderr. */
  readonly said: () => string;
};

function podium(args: readonly string[], environment: Record<string, string>): Running {
  const child = spawn(process.execPath, [entry, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PODIUM_MODELS: modelsFolder, ...environment },
  });
  const exited = once(child, 'close');
  let said = '';
  const address = new Promise<URL>((resolve, reject) => {
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      const [, found] = /Podium is at (\S+)\n/.exec(said) ?? [];
      if (found !== undefined) resolve(new URL(found));
    });
    exited.then(() => {
      reject(new Error(said));
    }, reject);
  });
  address.catch(() => undefined); // not every test waits for it
  return { child, exited, address, said: () => said };
}

// Windows has no Ctrl-C between processes: there the process is ended.
const interrupted = process.platform === 'win32' ? [null, 'SIGINT'] : [0, null];

let data: string;
before(() => {
  data = temporaryFolder();
});
after(() => {
  dropFolder(data);
});

describe('podium serve', () => {
  it('prints an address that shows the page, and stops at Ctrl-C', async () => {
    const running = podium(['serve', data, '--data', data], {});
    const address = await running.address;
    assert.equal(address.hostname, '127.0.0.1');
    assert.equal(address.searchParams.get('folder'), data);
    const page = await send(address.origin, `${address.pathname}${address.search}`);
    assert.match(address.hash, /^#ticket=[\w-]{43}$/);
    assert.match(page.body.toString(), /<script type="module"[^>]* src="\/assets\/[\w.-]+\.js">/);
    assert.doesNotMatch(page.body.toString(), /<script>|<style>| style=| on\w+=/);
    running.child.kill('SIGINT');
    assert.deepEqual(await running.exited, interrupted);
  });

  it('refuses a port that is no number', async () => {
    assert.deepEqual(await podium(['serve', '--port', 'x'], {}).exited, [2, null]);
  });
});

// A program of two lines stands for Electron's binary: that main works is another test's matter (main.test.ts).
describe('podium open', { skip: process.platform === 'win32' }, () => {
  function electron(script: string): Record<string, string> {
    const folder = mkdtempSync(join(data, 'electron-'));
    writeFileSync(join(folder, 'electron'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return { ELECTRON_OVERRIDE_DIST_PATH: folder, DATA: data };
  }

  it('starts Electron on the built app, with the folders and the data folder', async () => {
    const script = 'test -f "$1" && printf "%s\\n" "$1" "$2" "$PODIUM_DATA" > "$DATA/seen"';
    const { exited } = podium(['open', data, '--data', data], electron(script));
    assert.deepEqual(await exited, [0, null]);
    const seen = readFileSync(join(data, 'seen'), 'utf8').trim().split('\n');
    assert.deepEqual(seen, [join(builtApp, 'electron', 'app', 'main.js'), data, data]);
  });

  it('opens in the browser where Electron cannot, and says so in one line', async () => {
    const running = podium(['open', '--data', data], electron('exit 7'));
    assert.equal((await running.address).hostname, '127.0.0.1');
    assert.match(running.said(), /^Electron stopped with code 7: opening in the browser\.$/m);
    running.child.kill('SIGINT');
    assert.deepEqual(await running.exited, interrupted);
  });
});

describe('podium', () => {
  it('keeps what was compiled in the checkout, not where everybody can write', async () => {
    const env = { ...process.env };
    delete env['NODE_COMPILE_CACHE'];
    const child = spawn(process.execPath, [entry, '--version'], { env });
    await once(child, 'close');
    const kept = readdirSync(join(projectFolder, 'node_modules', '.cache', 'compiled'));
    assert.ok(kept.length > 0);
  });
});
