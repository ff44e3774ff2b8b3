// What Podium keeps is the user's alone, whatever the umask; a copy of a photo is as open as the photo.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startBrowserHost } from '../../electron/browser/browser-host.ts';
import { decide } from '../fixtures/decided-data.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  modelsFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';

const entry = fileURLToPath(new URL('../../electron/cli/podium.js', import.meta.url));
const onWindows = process.platform === 'win32' && 'Windows has no such modes';

describe('the data folder', { skip: onWindows }, () => {
  let work: string;
  let data: string;
  let photos: string;
  beforeEach(async () => {
    work = temporaryFolder();
    data = join(work, 'data');
    photos = join(work, 'photos');
    mkdirSync(photos);
    await fillFolder(photos, 2);
  });
  afterEach(() => {
    dropFolder(work);
  });

  for (const umask of ['000', '022', '777'])
    it(`is the user's alone with umask ${umask}`, async () => {
      podium(umask, 'settings', 'set', 'faces.minHeightPx', '60');
      podium(umask, 'rank', photos);
      await decide(data, photos);
      assert.deepEqual(open(), []);
      assert.equal(mode(data), 0o700);
    });

  it("becomes the user's alone where an earlier Podium left it open", async () => {
    await decide(data, photos);
    for (const path of [data, join(data, 'cache.db'), join(data, 'decisions.db')])
      chmodSync(path, path === data ? 0o755 : 0o644);
    podium('022', 'rank', photos);
    assert.deepEqual(open(), []);
  });

  it('stays as open as it was where other things lie in it; what Podium puts there does not', () => {
    mkdirSync(data, { mode: 0o755 });
    writeFileSync(join(data, 'letter.txt'), 'to somebody');
    chmodSync(join(data, 'letter.txt'), 0o644);
    podium('022', 'rank', photos);
    assert.equal(mode(data), 0o755);
    assert.deepEqual(open(), ['', 'letter.txt']);
  });

  it('keeps the port of the browser host to itself', async () => {
    const umask = process.umask(0);
    try {
      const options = { engine: engineOptions(data), pageFolder: work };
      const host = await startBrowserHost({ ...options, portFile: join(data, 'port') });
      await host.close();
    } finally {
      process.umask(umask);
    }
    assert.deepEqual(open(), []);
  });

  it('exports copies that are as open as their photos', () => {
    const [first = '', second = ''] = readdirSync(photos).sort();
    chmodSync(join(photos, first), 0o600);
    chmodSync(join(photos, second), 0o644);
    for (const extra of [[], ['--long-edge', '100'], ['--move']]) {
      const album = join(work, `album${extra.join('')}`);
      podium(
        '077',
        'export',
        photos,
        '--top',
        '2',
        '--to',
        album,
        '--template',
        '{name}',
        '--xmp',
        ...extra,
      );
      const modes = readdirSync(album).flatMap((name) => {
        const found = mode(join(album, name));
        return name.startsWith('.') ? [] : [`${name} ${found.toString(8)}`];
      });
      const [one, other] = [first, second].map((name) => name.replace('.jpg', ''));
      assert.deepEqual(modes.sort(), [
        `${one}.jpg 600`,
        `${one}.xmp 600`,
        `${other}.jpg 644`,
        `${other}.xmp 644`,
      ]);
    }
  });

  function podium(umask: string, ...args: string[]): void {
    const line = ['-c', `umask ${umask} && exec "$0" "$@"`, process.execPath, entry, ...args];
    const env = { ...process.env, PODIUM_MODELS: modelsFolder };
    const { status, stderr } = spawnSync('sh', [...line, '--data', data], {
      env,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  }

  /** What others could read or look into, by its path in the data folder. */
  function open(): string[] {
    const inside = readdirSync(data, { recursive: true, withFileTypes: true });
    const paths = [data, ...inside.map((entry) => join(entry.parentPath, entry.name))];
    return paths.filter((path) => (mode(path) & 0o077) !== 0).map((path) => relative(data, path));
  }
});

function mode(path: string): number {
  return statSync(path).mode & 0o777;
}
