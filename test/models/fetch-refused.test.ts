// Downloads that are refused, redirected, stopped or begun twice: the right sentence, and nothing is lost.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { lineFailure } from '../../models/download/ask.ts';
import type { ModelEntry } from '../../models/manifest.ts';
import type { DownloadProgress } from '../../shared/models.ts';
import type { Fault } from '../fixtures/faulty-server.ts';
import {
  content,
  manyTries,
  oneTry,
  openDownloadTrial,
  other,
  type DownloadTrial,
} from '../fixtures/download-trial.ts';
import { holdElsewhere } from '../fixtures/lock-holder.ts';
import { madeEntry } from '../fixtures/made-model.ts';

let trial: DownloadTrial;
beforeEach(async () => {
  trial = await openDownloadTrial();
});
afterEach(() => trial.close());

describe('a refusal', () => {
  for (const [status, sentence] of [
    [404, /does not have it any more \(404\)/],
    [403, /refuses to give it \(403\)/],
    [500, /has trouble of its own \(500\)/],
    [429, /is asked too often \(429\)/],
    [503, /is too busy \(503\)/],
  ] as const)
    it(`${status} is said in words`, async () => {
      trial.server.serve('/made-0.onnx', content, { status, content: Buffer.alloc(0) });
      await trial.fails(sentence);
    });

  it('with a short rest is waited for, with a long one told', async () => {
    const busy = (seconds: string) => ({
      status: 503,
      content: Buffer.alloc(0),
      headers: { 'retry-after': seconds },
    });
    trial.server.serve('/made-0.onnx', content, busy('0'), {});
    await trial.fetchMade([trial.made()], manyTries);
    await trial.isWhole();
    await rm(trial.path());
    trial.server.serve('/made-0.onnx', content, busy('3600'));
    await trial.fails(/is too busy \(503\), for 3600 s/, [trial.made()], manyTries);
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    trial.server.serve('/made-0.onnx', content, busy(inAnHour));
    await trial.fails(/is too busy \(503\), for 3\d{3} s/, [trial.made()], manyTries);
  });

  it('of the first address sends it to the mirrors, which go on with the same bytes', async () => {
    trial.server.serve('/made-0.onnx', content, { dropAfter: 120_000 });
    trial.server.serve('/mirror', content);
    await trial.fetchMade([
      trial.made(`${trial.server.origin}/gone`, `${trial.server.origin}/mirror`),
    ]);
    await trial.isWhole();
    assert.deepEqual(
      trial.server.asked.map(({ path: asked, range }) => [asked, range]),
      [
        ['/made-0.onnx', undefined],
        ['/gone', 'bytes=120000-'],
        ['/mirror', 'bytes=120000-'],
      ],
    );
  });

  it('of every address tells of each', async () => {
    trial.server.serve('/made-0.onnx', other);
    await trial.fails(
      /thrown away; 127\.0\.0\.1:\d+ does not have it any more \(404\)\. Try again/,
      [trial.made(`${trial.server.origin}/gone`)],
    );
  });
});

describe('an address', () => {
  it('that redirects is followed, with the range', async () => {
    const to = { status: 302, content: Buffer.alloc(0), headers: { location: '/real' } };
    trial.server.serve('/made-0.onnx', content, to);
    trial.server.serve('/real', content, { dropAfter: 120_000 }, {});
    await trial.fails(/broke the connection/);
    await trial.fetchMade();
    await trial.isWhole();
    assert.equal(trial.server.asked.at(-1)?.range, 'bytes=120000-');
  });

  it('that redirects for ever is given up', async () => {
    const round = { status: 302, content: Buffer.alloc(0), headers: { location: '/made-0.onnx' } };
    trial.server.serve('/made-0.onnx', content, round);
    await trial.fails(/redirects again and again/);
    assert.equal(trial.server.asked.length, 6);
  });

  for (const location of ['file:///etc/passwd', 'ftp://127.0.0.1/x', 'http://['])
    it(`that redirects to ${location} is not followed`, async () => {
      trial.server.serve('/made-0.onnx', content, {
        status: 302,
        content: Buffer.alloc(0),
        headers: { location },
      });
      await trial.fails(/redirects to an address that is not safe/);
    });

  it('where nothing listens is told', async () => {
    await trial.server.close();
    await trial.fails(/refuses the connection/);
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
    trial.server.serve('/made-0.onnx', content, { stallAfter: 60_000 }, {});
    const limits = { ...oneTry, stallMs: 60_000 };
    const onProgress = ({ doneBytes }: DownloadProgress) => {
      if (doneBytes > 0) stop.abort();
    };
    await assert.rejects(
      trial.fetchMade([trial.made()], limits, { signal: stop.signal, onProgress }),
      {
        code: 'cancelled',
      },
    );
    const kept = await trial.keptBytes();
    assert.ok(kept > 0 && kept <= 60_000);
    await trial.fetchMade();
    await trial.isWhole();
    assert.equal(trial.server.asked[1]?.range, `bytes=${kept}-`);
  });

  it('before it begins asks for nothing', async () => {
    await assert.rejects(trial.fetchMade([trial.made()], oneTry, { signal: AbortSignal.abort() }), {
      code: 'cancelled',
    });
    assert.equal(trial.server.asked.length, 0);
  });
});

describe('a file that cannot get its name', () => {
  it('is told, is nobody’s then, and is not asked for again', async () => {
    await mkdir(trial.path());
    trial.server.serve('/made-0.onnx', content);
    await assert.rejects(trial.fetchMade(), {
      code: 'unreadable',
      message:
        /^Made made could not be downloaded: .*made-0\.onnx cannot be written: a folder of that name, or another program, is in its way\. What has arrived \(0\.3 MB\) is kept/,
    });
    trial.isFree();
    await rmdir(trial.path());
    await trial.fetchMade();
    await trial.isWhole();
    assert.equal(trial.server.asked.length, 1);
  });
});

describe('two at once', () => {
  /** A download whose first bytes are there; the others come when it is told to go on. */
  const beginOne = async (fault: Fault = {}, ...next: readonly ModelEntry[]) => {
    const { promise: hold, resolve: goOn } = Promise.withResolvers<undefined>();
    trial.server.serve('/made-0.onnx', content, { ...fault, hold }, {});
    const { promise: began, resolve: begin } = Promise.withResolvers<undefined>();
    const onProgress = ({ doneBytes }: DownloadProgress) => {
      if (doneBytes > 0) begin(undefined);
    };
    const limits = { ...oneTry, stallMs: 60_000 };
    const first = trial.fetchMade([trial.made(), ...next], limits, { onProgress });
    await began;
    return { first, goOn };
  };

  it('do not write into the same file: the second is told, the first completes', async () => {
    const { first, goOn } = await beginOne();
    await assert.rejects(trial.fetchMade(), {
      message: /another Podium is downloading it at this moment/,
    });
    goOn(undefined);
    await first;
    await trial.isWhole();
  });

  it('do not download what the other one has brought meanwhile', async () => {
    const next = madeEntry('next', 'head-pose', [other], trial.server.origin);
    trial.server.serve('/next-0.onnx', other);
    const { first, goOn } = await beginOne({}, next);
    await trial.fetchMade([next]);
    goOn(undefined);
    await first;
    assert.deepEqual((await readdir(trial.dir)).toSorted(), [
      'locks',
      'made-0.onnx',
      'next-0.onnx',
    ]);
    assert.equal(trial.server.asked.filter(({ path }) => path === '/next-0.onnx').length, 1);
  });

  it('in two processes are no more: what a killed one left is gone on with', async () => {
    const [file] = trial.made().files;
    const holder = await holdElsewhere(trial.dir, 'made-0.onnx.part', 'alone');
    await writeFile(`${trial.path()}.part`, content.subarray(0, 100_000));
    await writeFile(
      `${trial.path()}.part.json`,
      JSON.stringify({ sha256: file?.sha256, url: file?.url }),
    );
    trial.server.serve('/made-0.onnx', content);
    await assert.rejects(trial.fetchMade(), { message: /another Podium is downloading it/ });
    assert.equal(trial.server.asked.length, 0);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await trial.fetchMade();
    await trial.isWhole();
    assert.equal(trial.server.asked[0]?.range, 'bytes=100000-');
  });
});
