// Downloads whose bytes go wrong on the way: no half file, no wrong byte, and the next try goes on.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { DownloadProgress } from '../../shared/models.ts';
import {
  content,
  impatient,
  manyTries,
  oneTry,
  openDownloadTrial,
  other,
  type DownloadTrial,
} from '../fixtures/download-trial.ts';
import { madeEntry } from '../fixtures/made-model.ts';

let trial: DownloadTrial;
beforeEach(async () => {
  trial = await openDownloadTrial();
});
afterEach(() => trial.close());

describe('a download', () => {
  it('arrives whole, with progress that ends at the total', async () => {
    trial.server.serve('/made-0.onnx', content, { pieceBytes: 20_000 });
    const seen: DownloadProgress[] = [];
    await trial.fetchMade([trial.made()], oneTry, {
      onProgress: (progress) => seen.push(progress),
    });
    await trial.isWhole();
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
    const entry = madeEntry('pair', 'head-pose', [content, other], trial.server.origin);
    trial.server.serve('/pair-0.onnx', content);
    trial.server.serve('/pair-1.onnx', other);
    const totals = new Set<number>();
    await trial.fetchMade([entry], oneTry, {
      onProgress: ({ totalBytes }) => totals.add(totalBytes),
    });
    assert.deepEqual([...totals], [600_000]);
    await trial.fetchMade([entry]);
    assert.equal(trial.server.asked.length, 2);
  });

  it('replaces a file that is damaged', async () => {
    await writeFile(trial.path(), 'version https://git-lfs.github.com/spec/v1');
    trial.server.serve('/made-0.onnx', content);
    await trial.fetchMade();
    await trial.isWhole();
  });
});

describe('a connection that breaks', () => {
  it('keeps what arrived, says so, and the next try asks for the rest only', async () => {
    trial.server.serve(
      '/made-0.onnx',
      content,
      { dropAfter: 120_000, etag: '"one"' },
      { etag: '"one"' },
    );
    await trial.fails(
      /^Made made could not be downloaded: 127\.0\.0\.1:\d+ broke the connection\. What has arrived \(0\.1 MB\) is kept/,
    );
    assert.equal(await trial.keptBytes(), 120_000);
    await trial.fetchMade();
    await trial.isWhole();
    const [, second] = trial.server.asked;
    assert.deepEqual(
      [second?.range, second?.ifRange, second?.sent],
      ['bytes=120000-', '"one"', 180_000],
    );
  });

  it('is taken up again by the same download, at most so many times without getting on', async () => {
    const drops = [50_000, 100_000, 40_000].map((dropAfter) => ({ dropAfter }));
    trial.server.serve('/made-0.onnx', content, ...drops, {});
    await trial.fetchMade([trial.made()], manyTries);
    await trial.isWhole();
    assert.deepEqual(
      trial.server.asked.map(({ range }) => range),
      [undefined, 'bytes=50000-', 'bytes=150000-', 'bytes=190000-'],
    );
    await rm(trial.path());
    trial.server.serve('/made-0.onnx', content, { dropAfter: 0 });
    trial.server.asked.length = 0;
    await trial.fails(/broke the connection/, [trial.made()], manyTries);
    assert.equal(trial.server.asked.length, 3);
  });

  it('that stalls is given up after a while, and the next try goes on', async () => {
    trial.server.serve('/made-0.onnx', content, { stallAfter: 70_000 }, {});
    await trial.fails(/sent nothing for 1 s\. What has arrived/, undefined, impatient);
    await trial.fetchMade();
    await trial.isWhole();
    assert.equal(trial.server.asked[1]?.range, 'bytes=70000-');
  });

  it('that never answers is given up', async () => {
    trial.server.serve('/made-0.onnx', content, { silent: true });
    await trial.fails(
      /sent nothing for 1 s\. Try again later, or import the file from disk\.$/,
      undefined,
      impatient,
    );
  });

  it('ends early without a word when the body has no length', async () => {
    const cut = content.subarray(0, 90_000);
    trial.server.serve('/made-0.onnx', content, { content: cut, chunked: true }, {});
    await trial.fails(/broke off before the end/);
    await trial.fetchMade();
    await trial.isWhole();
    assert.equal(trial.server.asked[1]?.range, 'bytes=90000-');
  });
});

describe('a server that gives less than the range', () => {
  it('is asked for the rest, at once, and nothing that arrived is thrown away', async () => {
    const mostOfRange = 70_000;
    trial.server.serve('/made-0.onnx', content, { dropAfter: 120_000 }, { mostOfRange });
    await trial.fails(/broke the connection/);
    // A rest before a request would be longer than is allowed.
    await trial.fetchMade([trial.made()], { ...manyTries, pauseMs: 1000 });
    await trial.isWhole();
    assert.deepEqual(
      trial.server.asked.map(({ range, sent }) => [range, sent]),
      [
        [undefined, 120_000],
        ['bytes=120000-', 70_000],
        ['bytes=190000-', 70_000],
        ['bytes=260000-', 40_000],
      ],
    );
  });
});

describe('a server that ignores the range', () => {
  it('sends everything again, and the file is right', async () => {
    trial.server.serve('/made-0.onnx', content, { dropAfter: 120_000 }, { ignoreRange: true });
    await trial.fails(/broke the connection/);
    await trial.fetchMade();
    await trial.isWhole();
    assert.deepEqual(
      [trial.server.asked[1]?.range, trial.server.asked[1]?.sent],
      ['bytes=120000-', 300_000],
    );
  });

  it('has changed the file since: its old bytes are not mixed with the new ones', async () => {
    trial.server.serve('/made-0.onnx', other, { dropAfter: 120_000, etag: '"old"' });
    await trial.fails(/broke the connection/);
    trial.server.serve('/made-0.onnx', content, { etag: '"new"' });
    await trial.fetchMade();
    await trial.isWhole();
    assert.equal(trial.server.asked[1]?.sent, 300_000);
  });

  it('continues other bytes without saying so: the hash tells, and it starts anew', async () => {
    trial.server.serve('/made-0.onnx', other, { dropAfter: 120_000 });
    await trial.fails(/broke the connection/);
    trial.server.serve('/made-0.onnx', content);
    await trial.fetchMade([trial.made()], manyTries);
    await trial.isWhole();
    assert.deepEqual(
      trial.server.asked.map(({ range }) => range),
      [undefined, 'bytes=120000-', undefined],
    );
  });

  it('sends another piece than it was asked for: it starts anew', async () => {
    trial.server.serve('/made-0.onnx', content, { dropAfter: 120_000 }, { shiftRange: 1000 }, {});
    await trial.fails(/broke the connection/);
    await trial.fetchMade([trial.made()], manyTries);
    await trial.isWhole();
  });

  it('says that there is no such range: it starts anew', async () => {
    await writeFile(`${trial.path()}.part`, randomBytes(299_999));
    await writeFile(
      `${trial.path()}.part.json`,
      JSON.stringify({ sha256: trial.made().files[0]?.sha256, url: 'x' }),
    );
    trial.server.serve('/made-0.onnx', content, { status: 416, content: Buffer.alloc(0) }, {});
    await trial.fetchMade([trial.made()], manyTries);
    await trial.isWhole();
  });
});

describe('a server that lies', () => {
  for (const [claim, claimBytes] of [
    ['less', 1000],
    ['more', 900_000],
  ] as const)
    it(`about the length, claiming ${claim}, is not believed`, async () => {
      trial.server.serve('/made-0.onnx', content, { claimBytes, dropAfter: 1000 });
      await trial.fails(
        new RegExp(`has ${claimBytes} bytes instead of 300000: it is another version`),
      );
    });

  it('by sending more than the file has, without a length, is cut off', async () => {
    trial.server.serve('/made-0.onnx', content, {
      content: Buffer.concat([content, other]),
      chunked: true,
    });
    await trial.fails(/has more bytes instead of 300000/);
    assert.equal(await trial.keptBytes(), 0);
  });

  it('about the total of a range is not believed', async () => {
    trial.server.serve(
      '/made-0.onnx',
      content,
      { dropAfter: 120_000 },
      { content: Buffer.alloc(500_000) },
    );
    await trial.fails(/broke the connection/);
    await trial.fails(/has 500000 bytes instead of 300000/);
    assert.equal(await trial.keptBytes(), 120_000, 'what arrived before is kept');
  });

  it('by sending other bytes of the right length is found out by the hash', async () => {
    trial.server.serve('/made-0.onnx', other);
    await trial.fails(
      /is not the published file \(its hash is another one\), so it was thrown away/,
    );
    assert.equal(await trial.keptBytes(), 0);
    trial.server.serve('/made-0.onnx', content);
    await trial.fetchMade();
    await trial.isWhole();
  });

  it('by giving a pointer instead of the model is found out', async () => {
    const pointer = Buffer.from(
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
    );
    trial.server.serve('/made-0.onnx', content, { content: pointer });
    await trial.fails(/gave a pointer to the model instead of the model/);
  });

  it('by answering with a web page is found out, and what arrived before is kept', async () => {
    const content200 = Buffer.from('<!DOCTYPE html><title>Welcome to the hotel</title>');
    trial.server.serve(
      '/made-0.onnx',
      content,
      { dropAfter: 120_000 },
      { content: content200, ignoreRange: true },
    );
    await trial.fails(/broke the connection/);
    await trial.fails(/answered with a web page instead of the model/);
    assert.equal(await trial.keptBytes(), 120_000);
  });
});
