// Downloads and what is around them: proxies, and a disk that is or gets full.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import { downloadLimits } from '../../models/download/fetch-file.ts';
import { fetchModels } from '../../models/download/fetch-models.ts';
import type { ModelEntry } from '../../models/manifest.ts';
import type { DownloadProgress } from '../../shared/models.ts';
import { startFaultyServer, type FaultyServer } from '../fixtures/faulty-server.ts';
import { madeEntry } from '../fixtures/made-model.ts';
import { startProxy, type ProxyServer } from '../fixtures/proxy-server.ts';
import { startSocks } from '../fixtures/socks-server.ts';
import { mountSmallDisk, noSmallDisk } from '../fixtures/small-disk.ts';

let root = '';
let server: FaultyServer;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'podium-around-'));
});
after(() => rm(root, { recursive: true }));
beforeEach(async () => {
  server = await startFaultyServer();
});
afterEach(() => server.close());

const content = randomBytes(300_000);

type Around = {
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly spareBytes?: number;
  readonly tries?: number;
};

const fetchInto = (
  dir: string,
  entry: ModelEntry,
  { onProgress, spareBytes = 16e6, tries = 1 }: Around = {},
): Promise<void> =>
  fetchModels(dir, [entry], {
    signal: new AbortController().signal,
    onProgress: onProgress ?? (() => undefined),
    limits: { ...downloadLimits, stallMs: 60_000, tries, pauseMs: 1, spareBytes },
  });

describe('a proxy', () => {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [
    name,
    name.toLowerCase(),
  ]);
  const kept = names.map((name) => [name, process.env[name]] as const);
  let proxy: ProxyServer;
  beforeEach(async () => {
    for (const name of names) Reflect.deleteProperty(process.env, name);
    proxy = await startProxy(server.origin);
  });
  afterEach(() => proxy.close());
  after(() => {
    for (const [name, value] of kept)
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  });

  it('that the environment names is used, the range included', async () => {
    process.env['HTTP_PROXY'] = proxy.origin;
    server.serve('/made-0.onnx', content, { dropAfter: 100_000 }, {});
    const dir = await mkdtemp(join(root, 'proxy-'));
    const entry = madeEntry('made', 'head-pose', [content], 'http://models.example');
    await assert.rejects(fetchInto(dir, entry), /models\.example broke the connection/);
    await fetchInto(dir, entry);
    assert.deepEqual(await readFile(join(dir, 'made-0.onnx')), content);
    assert.deepEqual(proxy.asked, Array(2).fill('http://models.example/made-0.onnx'));
    assert.match(server.asked[1]?.range ?? '', /^bytes=\d+-$/);
  });

  it('is asked for a tunnel where the address is secure', async () => {
    process.env['HTTPS_PROXY'] = proxy.origin;
    const dir = await mkdtemp(join(root, 'tunnel-'));
    const entry = madeEntry('made', 'head-pose', [content], 'https://models.example');
    // The server behind the tunnel speaks no TLS: that the tunnel was asked for is what counts.
    await assert.rejects(fetchInto(dir, entry), { code: 'unreadable' });
    assert.deepEqual([...new Set(proxy.asked)], ['models.example:443']);
  });

  it('may be named as host and port only', async () => {
    process.env['HTTP_PROXY'] = new URL(proxy.origin).host;
    server.serve('/made-0.onnx', content);
    const dir = await mkdtemp(join(root, 'bare-'));
    await fetchInto(dir, madeEntry('made', 'head-pose', [content], 'http://models.example'));
    assert.deepEqual(proxy.asked, ['http://models.example/made-0.onnx']);
  });

  for (const address of ['ftp://proxy.example', 'http://', '10.0.0.1:99999', 'http://a%:b@c:1'])
    it(`that cannot be one (${address}) is told by its variable, and nothing goes on`, async () => {
      process.env['https_proxy'] = address;
      const dir = await mkdtemp(join(root, 'wrong-'));
      const seen: DownloadProgress[] = [];
      const onProgress = (progress: DownloadProgress) => seen.push(progress);
      mock.timers.enable({ apis: ['setInterval'] });
      try {
        const entry = madeEntry('made', 'head-pose', [content], server.origin);
        await assert.rejects(fetchInto(dir, entry, { onProgress }), {
          code: 'bad-input',
          message:
            'The proxy in the environment variable https_proxy cannot be used. Give it an address such as http://proxy.example:3128, or remove it.',
        });
        mock.timers.tick(1000);
        assert.deepEqual(seen, []);
      } finally {
        mock.timers.reset();
      }
    });

  for (const name of ['HTTP_PROXY', 'ALL_PROXY'])
    it(`that ${name} names is passed by for what NO_PROXY names, and for this machine`, async () => {
      process.env[name] = proxy.origin;
      server.serve('/made-0.onnx', content);
      const dir = await mkdtemp(join(root, 'local-'));
      await fetchInto(dir, madeEntry('made', 'head-pose', [content], server.origin));
      process.env['NO_PROXY'] = 'models.example';
      const elsewhere = madeEntry('elsewhere', 'head-pose', [content], 'http://models.example:9');
      await assert.rejects(fetchInto(dir, elsewhere), { code: 'unreadable' });
      assert.deepEqual(proxy.asked, []);
    });

  for (const name of ['ALL_PROXY', 'all_proxy'])
    it(`that ${name} names is used where no other variable names one`, async () => {
      process.env[name] = proxy.origin;
      server.serve('/made-0.onnx', content);
      const dir = await mkdtemp(join(root, 'all-'));
      await fetchInto(dir, madeEntry('made', 'head-pose', [content], 'http://models.example'));
      assert.deepEqual(proxy.asked, ['http://models.example/made-0.onnx']);
      process.env['http_proxy'] = '';
      const direct = madeEntry('direct', 'head-pose', [content], 'http://models.invalid');
      await assert.rejects(fetchInto(dir, direct), /models\.invalid cannot be reached/);
      assert.equal(proxy.asked.length, 1);
    });

  it('of the kind SOCKS5 is asked for the name, not for an address', async () => {
    const socks = await startSocks(server.origin);
    try {
      for (const scheme of ['socks5', 'socks5h']) {
        process.env['ALL_PROXY'] = `${scheme}://${socks.host}`;
        server.serve(`/${scheme}-0.onnx`, content);
        const dir = await mkdtemp(join(root, 'socks-'));
        await fetchInto(dir, madeEntry(scheme, 'head-pose', [content], 'http://models.example'));
        assert.deepEqual(await readFile(join(dir, `${scheme}-0.onnx`)), content);
      }
      assert.deepEqual(socks.asked, Array(2).fill('models.example:80'));
    } finally {
      await socks.close();
    }
  });

  it('of the kind SOCKS4 is told in a sentence', async () => {
    process.env['ALL_PROXY'] = 'socks4://proxy.example:1080';
    const dir = await mkdtemp(join(root, 'socks4-'));
    const entry = madeEntry('made', 'head-pose', [content], 'http://models.example');
    await assert.rejects(fetchInto(dir, entry), {
      code: 'bad-input',
      message:
        'The proxy in the environment variable ALL_PROXY is a SOCKS proxy of an old kind, which downloads cannot go through. Give it an address such as http://proxy.example:3128, or remove it.',
    });
  });

  for (const [status, sentence] of [
    [407, /: the proxy wants a name and a password \(407\)\./],
    [403, /: the proxy does not let Podium through to models\.example \(403\)\./],
  ] as const)
    it(`that opens no tunnel (${status}) is told, and asked once`, async () => {
      const closed = await startProxy(server.origin, status);
      try {
        process.env['HTTPS_PROXY'] = closed.origin;
        const dir = await mkdtemp(join(root, 'closed-'));
        const entry = madeEntry('made', 'head-pose', [content], 'https://models.example');
        await assert.rejects(fetchInto(dir, entry, { tries: 3 }), { message: sentence });
        assert.deepEqual(closed.asked, ['models.example:443']);
      } finally {
        await closed.close();
      }
    });

  for (const scheme of ['http', 'https'])
    it(`that is not there is told, not the server behind it (${scheme})`, async () => {
      const { origin } = proxy;
      await proxy.close();
      process.env['ALL_PROXY'] = origin;
      const dir = await mkdtemp(join(root, 'gone-'));
      const entry = madeEntry('made', 'head-pose', [content], `${scheme}://models.example`);
      const message = `: the proxy at ${new URL(origin).host} refuses the connection: it may not be running`;
      await assert.rejects(fetchInto(dir, entry), (error: Error) =>
        error.message.includes(message),
      );
      process.env['ALL_PROXY'] = 'http://proxy.invalid:3128';
      await assert.rejects(
        fetchInto(dir, entry),
        /: the proxy at proxy\.invalid cannot be reached/,
      );
    });
});

describe('the disk', { skip: noSmallDisk }, () => {
  it('without room is told before the first byte is asked for', async () => {
    const disk = mountSmallDisk();
    try {
      server.serve('/made-0.onnx', content);
      const entry = madeEntry('made', 'head-pose', [content], server.origin);
      await assert.rejects(fetchInto(disk.path, entry), {
        code: 'unreadable',
        message:
          /^There is not enough room on the disk of .*: 0\.3 MB are to be downloaded and 1\.0 MB are free/,
      });
      assert.deepEqual(server.asked, []);
    } finally {
      disk.remove();
    }
  });
});

describe('a disk that gets full on the way', { skip: noSmallDisk }, () => {
  it('is told, and the next try goes on once there is room', async () => {
    const disk = mountSmallDisk();
    try {
      const { promise: hold, resolve: goOn } = Promise.withResolvers<undefined>();
      server.serve('/made-0.onnx', content, { hold }, {});
      const entry = madeEntry('made', 'head-pose', [content], server.origin);
      const other = join(disk.path, 'other');
      const onProgress = ({ doneBytes }: DownloadProgress) => {
        if (doneBytes > 0 && !existsSync(other)) fill(other);
        if (doneBytes > 0) goOn(undefined);
      };
      await assert.rejects(fetchInto(disk.path, entry, { onProgress, spareBytes: 0 }), {
        code: 'unreadable',
        message: /the disk of .* is full\. Free some space, then try again\. What has arrived/,
      });
      assert.ok(!existsSync(join(disk.path, 'made-0.onnx')));
      await rm(other);
      await fetchInto(disk.path, entry, { spareBytes: 0 });
      assert.deepEqual(await readFile(join(disk.path, 'made-0.onnx')), content);
      assert.match(server.asked[1]?.range ?? '', /^bytes=[1-9]\d*-$/);
    } finally {
      disk.remove();
    }
  });
});

/** Takes all the room there is. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
  } finally {
    closeSync(file);
  }
}

describe('the room that is needed', () => {
  it('counts what is there already', async () => {
    const { bavail, bsize } = await statfs(root);
    const dir = await mkdtemp(join(root, 'room-'));
    const entry = madeEntry('made', 'head-pose', [content], server.origin);
    const [file] = entry.files;
    assert.ok(file);
    const huge = { ...entry, files: [{ ...file, bytes: bavail * bsize }] };
    await writeFile(join(dir, 'made-0.onnx.part'), 'x');
    await assert.rejects(fetchInto(dir, huge), /not enough room/);
    assert.deepEqual(await readdir(dir), ['made-0.onnx.part']);
  });
});
