// Downloads against a server that fails in every way: the right sentence, no half file, and the next try goes on.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { lineFailure } from '../../models/download/ask.ts';
import { downloadLimits } from '../../models/download/fetch-file.ts';
import { fetchModels, type DownloadCall } from '../../models/download/fetch-models.ts';
import type { ModelEntry } from '../../models/manifest.ts';
import type { DownloadProgress } from '../../shared/models.ts';
import { startFaultyServer, type FaultyServer } from '../fixtures/faulty-server.ts';
import { madeEntry } from '../fixtures/made-model.ts';

let root = '';
let server: FaultyServer;
let dir = '';
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'podium-fetch-'));
});
after(() => rm(root, { recursive: true }));
beforeEach(async () => {
  server = await startFaultyServer();
  dir = await mkdtemp(join(root, 'models-'));
});
afterEach(() => server.close());

const content = randomBytes(300_000);
const other = randomBytes(300_000);

const oneTry = { ...downloadLimits, stallMs: 400, tries: 1, pauseMs: 1, longestRestMs: 20 };
const manyTries = { ...oneTry, tries: 3 };

/** One model of one file, from `/made-0.onnx`. */
const made = (...mirrors: string[]): ModelEntry => {
  const entry = madeEntry('made', 'head-pose', [content], server.origin);
  return { ...entry, files: entry.files.map((file) => ({ ...file, mirrors })) };
};
const path = () => join(dir, 'made-0.onnx');

const fetchMade = (
  entries: readonly ModelEntry[] = [made()],
  limits = oneTry,
  call: Partial<DownloadCall> = {},
): Promise<void> =>
  fetchModels(dir, entries, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    limits,
    ...call,
  });

async function isWhole(): Promise<void> {
  assert.deepEqual(await readFile(path()), content);
  assert.deepEqual(await readdir(dir), ['made-0.onnx'], 'nothing is left beside it');
}

/** Fails with the sentence, and the file's name is still free. */
async function fails(
  sentence: RegExp,
  entries: readonly ModelEntry[] = [made()],
  limits = oneTry,
): Promise<void> {
  await assert.rejects(fetchMade(entries, limits), { code: 'unreadable', message: sentence });
  assert.ok(!(await readdir(dir)).includes('made-0.onnx'), 'no file under the final name');
  assert.ok(!(await readdir(dir)).some((name) => name.endsWith('.lock')), 'no lock is left');
}

async function keptBytes(): Promise<number> {
  return (await stat(`${path()}.part`)).size;
}

describe('a download', () => {
  it('arrives whole, with progress that ends at the total', async () => {
    server.serve('/made-0.onnx', content, { pieceBytes: 20_000 });
    const seen: DownloadProgress[] = [];
    await fetchMade([made()], oneTry, { onProgress: (progress) => seen.push(progress) });
    await isWhole();
    const last = seen.at(-1);
    assert.deepEqual([last?.doneBytes, last?.totalBytes, last?.id], [300_000, 300_000, 'made']);
    assert.ok((last?.bytesPerSecond ?? 0) > 0);
    assert.equal(last?.secondsLeft, 0);
    assert.deepEqual(
      seen.map(({ doneBytes }) => doneBytes).toSorted((a, b) => a - b),
      seen.map(({ doneBytes }) => doneBytes),
    );
  });

  it('of a model of two files is one download; what is there is not asked for again', async () => {
    const entry = madeEntry('pair', 'head-pose', [content, other], server.origin);
    server.serve('/pair-0.onnx', content);
    server.serve('/pair-1.onnx', other);
    const totals = new Set<number>();
    await fetchMade([entry], oneTry, { onProgress: ({ totalBytes }) => totals.add(totalBytes) });
    assert.deepEqual([...totals], [600_000]);
    await fetchMade([entry]);
    assert.equal(server.asked.length, 2);
  });

  it('replaces a file that is damaged', async () => {
    await writeFile(path(), 'version https://git-lfs.github.com/spec/v1');
    server.serve('/made-0.onnx', content);
    await fetchMade();
    await isWhole();
  });
});

describe('a connection that breaks', () => {
  it('keeps what arrived, says so, and the next try asks for the rest only', async () => {
    server.serve('/made-0.onnx', content, { dropAfter: 120_000, etag: '"one"' }, { etag: '"one"' });
    await fails(
      /^Made made could not be downloaded: 127\.0\.0\.1:\d+ broke the connection\. What has arrived \(0\.1 MB\) is kept/,
    );
    assert.equal(await keptBytes(), 120_000);
    await fetchMade();
    await isWhole();
    const [, second] = server.asked;
    assert.deepEqual(
      [second?.range, second?.ifRange, second?.sent],
      ['bytes=120000-', '"one"', 180_000],
    );
  });

  it('is taken up again by the same download, at most so many times without getting on', async () => {
    const drops = [50_000, 100_000, 40_000].map((dropAfter) => ({ dropAfter }));
    server.serve('/made-0.onnx', content, ...drops, {});
    await fetchMade([made()], manyTries);
    await isWhole();
    assert.deepEqual(
      server.asked.map(({ range }) => range),
      [undefined, 'bytes=50000-', 'bytes=150000-', 'bytes=190000-'],
    );
    await rm(path());
    server.serve('/made-0.onnx', content, { dropAfter: 0 });
    server.asked.length = 0;
    await fails(/broke the connection/, [made()], manyTries);
    assert.equal(server.asked.length, 3);
  });

  it('that stalls is given up after a while, and the next try goes on', async () => {
    server.serve('/made-0.onnx', content, { stallAfter: 70_000 }, {});
    await fails(/sent nothing for 1 s\. What has arrived/);
    await fetchMade();
    await isWhole();
    assert.equal(server.asked[1]?.range, 'bytes=70000-');
  });

  it('that never answers is given up', async () => {
    server.serve('/made-0.onnx', content, { silent: true });
    await fails(/sent nothing for 1 s\. Try again later, or import the file from disk\.$/);
  });

  it('ends early without a word when the body has no length', async () => {
    const cut = content.subarray(0, 90_000);
    server.serve('/made-0.onnx', content, { content: cut, chunked: true }, {});
    await fails(/broke off before the end/);
    await fetchMade();
    await isWhole();
    assert.equal(server.asked[1]?.range, 'bytes=90000-');
  });
});

describe('a server that ignores the range', () => {
  it('sends everything again, and the file is right', async () => {
    server.serve('/made-0.onnx', content, { dropAfter: 120_000 }, { ignoreRange: true });
    await fails(/broke the connection/);
    await fetchMade();
    await isWhole();
    assert.deepEqual([server.asked[1]?.range, server.asked[1]?.sent], ['bytes=120000-', 300_000]);
  });

  it('has changed the file since: its old bytes are not mixed with the new ones', async () => {
    server.serve('/made-0.onnx', other, { dropAfter: 120_000, etag: '"old"' });
    await fails(/broke the connection/);
    server.serve('/made-0.onnx', content, { etag: '"new"' });
    await fetchMade();
    await isWhole();
    assert.equal(server.asked[1]?.sent, 300_000);
  });

  it('continues other bytes without saying so: the hash tells, and it starts anew', async () => {
    server.serve('/made-0.onnx', other, { dropAfter: 120_000 });
    await fails(/broke the connection/);
    server.serve('/made-0.onnx', content);
    await fetchMade([made()], manyTries);
    await isWhole();
    assert.deepEqual(
      server.asked.map(({ range }) => range),
      [undefined, 'bytes=120000-', undefined],
    );
  });

  it('sends another piece than it was asked for: it starts anew', async () => {
    server.serve('/made-0.onnx', content, { dropAfter: 120_000 }, { shiftRange: 1000 }, {});
    await fails(/broke the connection/);
    await fetchMade([made()], manyTries);
    await isWhole();
  });

  it('says that there is no such range: it starts anew', async () => {
    await writeFile(`${path()}.part`, randomBytes(299_999));
    await writeFile(
      `${path()}.part.json`,
      JSON.stringify({ sha256: made().files[0]?.sha256, url: 'x' }),
    );
    server.serve('/made-0.onnx', content, { status: 416, content: Buffer.alloc(0) }, {});
    await fetchMade([made()], manyTries);
    await isWhole();
  });
});

describe('a server that lies', () => {
  for (const [claim, claimBytes] of [
    ['less', 1000],
    ['more', 900_000],
  ] as const)
    it(`about the length, claiming ${claim}, is not believed`, async () => {
      server.serve('/made-0.onnx', content, { claimBytes, dropAfter: 1000 });
      await fails(new RegExp(`has ${claimBytes} bytes instead of 300000: it is another version`));
    });

  it('by sending more than the file has, without a length, is cut off', async () => {
    server.serve('/made-0.onnx', content, {
      content: Buffer.concat([content, other]),
      chunked: true,
    });
    await fails(/has more bytes instead of 300000/);
    assert.equal(await keptBytes(), 0);
  });

  it('about the total of a range is not believed', async () => {
    server.serve(
      '/made-0.onnx',
      content,
      { dropAfter: 120_000 },
      { content: Buffer.alloc(500_000) },
    );
    await fails(/broke the connection/);
    await fails(/has 500000 bytes instead of 300000/);
    assert.equal(await keptBytes(), 120_000, 'what arrived before is kept');
  });

  it('by sending other bytes of the right length is found out by the hash', async () => {
    server.serve('/made-0.onnx', other);
    await fails(/is not the published file \(its hash is another one\), so it was thrown away/);
    assert.equal(await keptBytes(), 0);
    server.serve('/made-0.onnx', content);
    await fetchMade();
    await isWhole();
  });

  it('by giving a pointer instead of the model is found out', async () => {
    const pointer = Buffer.from(
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
    );
    server.serve('/made-0.onnx', content, { content: pointer });
    await fails(/gave a pointer to the model instead of the model/);
  });

  it('by answering with a web page is found out, and what arrived before is kept', async () => {
    const content200 = Buffer.from('<!DOCTYPE html><title>Welcome to the hotel</title>');
    server.serve(
      '/made-0.onnx',
      content,
      { dropAfter: 120_000 },
      { content: content200, ignoreRange: true },
    );
    await fails(/broke the connection/);
    await fails(/answered with a web page instead of the model/);
    assert.equal(await keptBytes(), 120_000);
  });
});

describe('a refusal', () => {
  for (const [status, sentence] of [
    [404, /does not have it any more \(404\)/],
    [403, /refuses to give it \(403\)/],
    [500, /has trouble of its own \(500\)/],
    [429, /is asked too often \(429\)/],
    [503, /is too busy \(503\)/],
  ] as const)
    it(`${status} is said in words`, async () => {
      server.serve('/made-0.onnx', content, { status, content: Buffer.alloc(0) });
      await fails(sentence);
    });

  it('with a short rest is waited for, with a long one told', async () => {
    const busy = (seconds: string) => ({
      status: 503,
      content: Buffer.alloc(0),
      headers: { 'retry-after': seconds },
    });
    server.serve('/made-0.onnx', content, busy('0'), {});
    await fetchMade([made()], manyTries);
    await isWhole();
    await rm(path());
    server.serve('/made-0.onnx', content, busy('3600'));
    await fails(/is too busy \(503\), for 3600 s/, [made()], manyTries);
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    server.serve('/made-0.onnx', content, busy(inAnHour));
    await fails(/is too busy \(503\), for 3\d{3} s/, [made()], manyTries);
  });

  it('of the first address sends it to the mirrors, which go on with the same bytes', async () => {
    server.serve('/made-0.onnx', content, { dropAfter: 120_000 });
    server.serve('/mirror', content);
    await fetchMade([made(`${server.origin}/gone`, `${server.origin}/mirror`)]);
    await isWhole();
    assert.deepEqual(
      server.asked.map(({ path: asked, range }) => [asked, range]),
      [
        ['/made-0.onnx', undefined],
        ['/gone', 'bytes=120000-'],
        ['/mirror', 'bytes=120000-'],
      ],
    );
  });

  it('of every address tells of each', async () => {
    server.serve('/made-0.onnx', other);
    await fails(/thrown away; 127\.0\.0\.1:\d+ does not have it any more \(404\)\. Try again/, [
      made(`${server.origin}/gone`),
    ]);
  });
});

describe('an address', () => {
  it('that redirects is followed, with the range', async () => {
    const to = { status: 302, content: Buffer.alloc(0), headers: { location: '/real' } };
    server.serve('/made-0.onnx', content, to);
    server.serve('/real', content, { dropAfter: 120_000 }, {});
    await fails(/broke the connection/);
    await fetchMade();
    await isWhole();
    assert.equal(server.asked.at(-1)?.range, 'bytes=120000-');
  });

  it('that redirects for ever is given up', async () => {
    const round = { status: 302, content: Buffer.alloc(0), headers: { location: '/made-0.onnx' } };
    server.serve('/made-0.onnx', content, round);
    await fails(/redirects again and again/);
    assert.equal(server.asked.length, 6);
  });

  for (const location of ['file:///etc/passwd', 'ftp://127.0.0.1/x', 'http://['])
    it(`that redirects to ${location} is not followed`, async () => {
      server.serve('/made-0.onnx', content, {
        status: 302,
        content: Buffer.alloc(0),
        headers: { location },
      });
      await fails(/redirects to an address that is not safe/);
    });

  it('where nothing listens is told', async () => {
    await server.close();
    await fails(/refuses the connection/);
  });

  for (const [code, sentence] of [
    ['ENOTFOUND', /^models\.example cannot be reached: this computer seems to be offline$/],
    ['UND_ERR_CONNECT_TIMEOUT', /^models\.example does not answer$/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /^models\.example cannot prove that it is models\.example/],
  ] as const)
    it(`whose failure is called ${code} is told in words`, () => {
      const error = new Error('', { cause: Object.assign(new Error(), { code }) });
      const { why } = lineFailure(error, 'models.example', new AbortController().signal, 1000);
      assert.match(why, sentence);
    });
});

describe('stopping', () => {
  it('keeps what arrived, and the next try goes on from there', async () => {
    const stop = new AbortController();
    server.serve('/made-0.onnx', content, { stallAfter: 60_000 }, {});
    const limits = { ...oneTry, stallMs: 60_000 };
    const onProgress = ({ doneBytes }: DownloadProgress) => {
      if (doneBytes > 0) stop.abort();
    };
    await assert.rejects(fetchMade([made()], limits, { signal: stop.signal, onProgress }), {
      code: 'cancelled',
    });
    const kept = await keptBytes();
    assert.ok(kept > 0 && kept <= 60_000);
    await fetchMade();
    await isWhole();
    assert.equal(server.asked[1]?.range, `bytes=${kept}-`);
  });

  it('before it begins asks for nothing', async () => {
    await assert.rejects(fetchMade([made()], oneTry, { signal: AbortSignal.abort() }), {
      code: 'cancelled',
    });
    assert.equal(server.asked.length, 0);
  });
});

describe('two at once', () => {
  it('do not write into the same file: the second is told, the first completes', async () => {
    const { promise: hold, resolve: goOn } = Promise.withResolvers<undefined>();
    server.serve('/made-0.onnx', content, { hold });
    const { promise: began, resolve: begin } = Promise.withResolvers<undefined>();
    const first = fetchMade(
      [made()],
      { ...oneTry, stallMs: 60_000 },
      {
        onProgress: ({ doneBytes }) => {
          if (doneBytes > 0) begin(undefined);
        },
      },
    );
    await began;
    await assert.rejects(fetchMade(), {
      message: /another Podium is downloading it at this moment/,
    });
    goOn(undefined);
    await first;
    await isWhole();
  });

  it('a lock of a process that died is taken over, and its bytes are used', async () => {
    const [file] = made().files;
    await writeFile(`${path()}.part`, content.subarray(0, 100_000));
    await writeFile(
      `${path()}.part.json`,
      JSON.stringify({ sha256: file?.sha256, url: file?.url }),
    );
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeFile(`${path()}.part.lock`, JSON.stringify({ pid, host: hostname(), id: 'dead' }));
    server.serve('/made-0.onnx', content);
    await fetchMade();
    await isWhole();
    assert.equal(server.asked[0]?.range, 'bytes=100000-');
  });
});
