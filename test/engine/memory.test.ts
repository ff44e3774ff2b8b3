// What hostile and huge files may cost: a process of its own opens them as a user does, and its memory is measured.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createShare } from '../../electron/engine/running/memory.ts';
import { hugePng, largerFrame, largerInterlaced } from '../fixtures/damage.ts';
import type { MemoryTold } from '../fixtures/engine-memory.ts';
import { open, quarters, quartersJpeg } from '../fixtures/images.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { long, makeTiff, short } from '../fixtures/tiff-maker.ts';

const program = fileURLToPath(new URL('../fixtures/engine-memory.ts', import.meta.url));
const gigabyte = 1e9;

/** `size` with a hole behind the content: it takes no room on the disk. */
function sparse(path: string, content: Buffer, size: number): void {
  writeFileSync(path, content);
  truncateSync(path, size);
}

describe('memory', () => {
  let work: string;
  let folders = 0;
  before(() => {
    work = temporaryFolder();
  });
  after(() => {
    dropFolder(work);
  });

  const measure = async (
    what: string,
    files: Readonly<Record<string, Buffer | [content: Buffer, size: number]>>,
    ways: readonly string[],
  ): Promise<MemoryTold> => {
    folders += 1;
    const folder = join(work, `photos-${folders}`);
    mkdirSync(folder);
    for (const [name, file] of Object.entries(files))
      if (Buffer.isBuffer(file)) writeFileSync(join(folder, name), file);
      else sparse(join(folder, name), ...file);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [program, join(work, `data-${folders}`), folder, ...ways],
      { timeout: 240_000 },
    );
    const told = JSON.parse(stdout) as MemoryTold;
    console.log(`${what}: ${Math.round(told.peakBytes / 1e6)} MB at most`);
    return told;
  };

  it('is not taken by headers that claim what no photo has', async () => {
    const progressive = await open(quarters(64, 64)).jpeg({ progressive: true }).toBuffer();
    const interlaced = await open(quarters(64, 64)).png({ progressive: true }).toBuffer();
    const strip = makeTiff([
      new Map([
        [256, long(20_000)],
        [257, long(20_000)],
        [258, short(8, 8, 8)],
        [259, short(1)],
        [262, short(2)],
        [273, long(8)],
        [277, short(3)],
        [278, long(20_000)],
        [279, long(1_200_000_000)],
      ]),
    ]);
    const told = await measure(
      'headers',
      {
        'wide-1.png': hugePng(50_331_650, 2),
        'wide-2.png': hugePng(50_331_650, 2),
        'wide-3.png': hugePng(5_000_000, 20),
        'high.png': hugePng(2, 50_331_650),
        'progressive.jpg': largerFrame(progressive, 19_000, 19_000),
        'interlaced.png': largerInterlaced(interlaced, 19_000, 19_000),
        'one-strip.tif': strip,
      },
      ['thumbnails', 'analyse', 'full'],
    );
    assert.equal(told.problems.length, 7, told.problems.join('\n'));
    for (const sentence of [
      /^wide-1\.png could not be read: one of its sides has 50331650 pixels, more than the limit of 65535/,
      /^high\.png could not be read: one of its sides has 50331650 pixels/,
      /^progressive\.jpg could not be read: it would take 1\.\d\d GB of memory/,
      /^interlaced\.png could not be read: it would take 2\.\d\d GB of memory/,
      /^one-strip\.tif could not be read: it would take 2\.\d\d GB of memory/,
    ])
      assert.ok(
        told.problems.some((problem) => sentence.test(problem)),
        `${String(sentence)} among\n${told.problems.join('\n')}`,
      );
    assert.ok(told.peakBytes < 0.7 * gigabyte);
  });

  it('does not grow with files whose rest is nothing', async () => {
    const jpeg = await quartersJpeg(600, 400);
    const large = Object.fromEntries(
      [1, 2, 3].map((i) => [`large-${i}.jpg`, [jpeg, 1.2e9] as [Buffer, number]]),
    );
    const told = await measure('three files of 1.2 GB', large, ['thumbnails', 'analyse', 'full']);
    assert.equal(told.problems.length, 3);
    assert.match(
      told.problems[0] ?? '',
      /^large-1\.jpg could not be read: it has 1\.20 GB, more than the limit of 0\.54/,
    );
    assert.ok(told.peakBytes < 0.7 * gigabyte);
  });

  it('holds as much of a folder of large files as of one of them', async () => {
    const jpeg = await quartersJpeg(600, 400);
    const many = Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((i) => [`many-${i}.jpg`, [jpeg, 3e8 + i] as [Buffer, number]]),
    );
    const one = await measure('one file of 500 MB', { 'one.jpg': [jpeg, 5e8] }, [
      'analyse',
      'full',
    ]);
    assert.deepEqual([one.problems, one.photos], [[], 1]);
    assert.ok(one.peakBytes < 1.2 * gigabyte);
    const six = await measure('six files of 300 MB at first sight', many, ['thumbnails']);
    assert.deepEqual([six.problems, six.photos], [[], 6]);
    assert.ok(six.peakBytes < 1.2 * gigabyte, 'all at once have 1.8 GB');
  });
});

describe('a share of memory', () => {
  it('is never given twice, and in the order in which it was asked for', async () => {
    const share = createShare(10);
    const order: number[] = [];
    let held = 0;
    let most = 0;
    const work = (id: number, bytes: number) =>
      share.hold(bytes, async () => {
        order.push(id);
        held += Math.min(bytes, 10);
        most = Math.max(most, held);
        await new Promise((resolve) => setImmediate(resolve));
        held -= Math.min(bytes, 10);
        if (id === 2) throw new Error('work that fails gives its share back');
      });
    const sizes = [6, 6, 3, 30, 1, 1];
    const results = await Promise.allSettled(sizes.map((bytes, id) => work(id, bytes)));
    assert.deepEqual(order, [0, 1, 2, 3, 4, 5]);
    assert.equal(most, 10);
    assert.equal(results.filter(({ status }) => status === 'rejected').length, 1);
  });
});
