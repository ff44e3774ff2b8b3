// Copies of one picture in a folder: the largest, least compressed one stands for them, whatever they score.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { deadLeaves } from '../fixtures/dead-leaves.ts';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

let work = '';
before(() => {
  work = temporaryFolder();
});
after(() => {
  dropFolder(work);
});

it('keeps the largest copy of each picture, and of the largest the least compressed', async () => {
  const photos = join(work, 'photos');
  mkdirSync(photos);
  for (const seed of [1, 2]) {
    const scene = await deadLeaves(seed, 1600).png().toBuffer();
    const write = async (name: string, widthPx: number, quality: number) => {
      const jpeg = await sharp(scene).resize(widthPx).jpeg({ quality }).toBuffer();
      writeFileSync(join(photos, `${name}-${seed}.jpg`), jpeg);
    };
    await write('a-thumbnail', 320, 90);
    await write('b-web', 800, 90);
    await write('c-passed-on', 1600, 40);
    await write('d-original', 1600, 92);
  }
  const csv = join(work, 'ranking.csv');
  const { code, stderr } = await podium([
    'rank',
    photos,
    '--csv',
    csv,
    '--weights',
    'sharpness_whole=1',
    '--data',
    join(work, 'data'),
  ]);
  assert.equal(code, 0, stderr);
  const rows = parse<Record<string, string>>(readFileSync(csv, 'utf8'), {
    columns: true,
    bom: true,
  });
  const best = rows.filter((row) => row['burst_best'] === '1').map((row) => row['file']);
  assert.deepEqual(best.sort(), ['d-original-1.jpg', 'd-original-2.jpg']);
  const [first] = rows;
  assert.match(first?.['file'] ?? '', /thumbnail|web/, 'the plain variance prefers smaller files');
});
