// The command line when something is wrong: one clear sentence, the right exit code, nothing lost.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { commandFolder, type CommandFolder } from '../fixtures/command-folder.ts';
import { hugePng } from '../fixtures/damage.ts';
import { samplePhoto, variedPhoto } from '../fixtures/match-folder.ts';
import { mountSmallDisk, noSmallDisk } from '../fixtures/small-disk.ts';
import { snapshot } from '../fixtures/snapshot.ts';

let folder: CommandFolder;
let work: string;
let photos: string;
let run: CommandFolder['run'];

before(async () => {
  folder = await commandFolder();
  ({ work, photos, run } = folder);
});
after(() => {
  folder.drop();
});

describe('podium with bad input', () => {
  const sentence = (text: string) => {
    assert.doesNotMatch(text, /\n\s+at |Error:|undefined/);
    assert.match(text.trimEnd(), /[.!?)]$/);
  };

  it('has a sentence and an exit code for each mistake', async () => {
    const empty = join(work, 'empty');
    mkdirSync(empty);
    const file = join(photos, 'sample1.jpg');
    const grey = join(work, 'grey.png');
    const background = { r: 90, g: 120, b: 90 };
    await sharp({ create: { width: 300, height: 200, channels: 3, background } }).toFile(grey);
    const cutCsv = join(work, 'cut.csv');
    writeFileSync(cutCsv, 'path,rating\na.jpg');
    const cases: [args: string[], code: number, expected: RegExp][] = [
      [['rank', join(work, 'nowhere')], 2, /nowhere/],
      [['rank', file], 2, /sample1\.jpg/],
      [['rank', empty], 2, /There are no photos in/],
      [['rank', photos, '--ref', grey], 2, /No face was found in grey\.png/],
      [['rank', photos, '--ref', join(work, 'gone.jpg')], 2, /no reference photo/],
      [['rank', photos, '--ref', file], 2, /shows \d faces.*sample1\.jpg#1/],
      [['rank', photos, '--ref', `${file}#9`], 2, /no face number 9/],
      [['rank', photos, '--preset', 'best'], 2, /no preset "best".*sports/],
      [['rank', photos, '--weights', 'sharpnes=1'], 2, /sharpness/],
      [['rank', photos, '--weights', 'sharpness=-1'], 2, /sharpness/],
      [['rank', photos, '--top', '0'], 2, /whole number above 0/],
      [['rank', photos, '--variety', '2'], 2, /from 0 to 1/],
      [['rank'], 2, /missing required argument/],
      [['rnk', photos], 2, /unknown command 'rnk'/],
      [['settings', 'set', 'faces.minHeightPx', 'many'], 2, /must be a number from 10 to 1000/],
      [['settings', 'get', 'minHeightPx'], 2, /Did you mean faces\.minHeightPx/],
      [['evaluate', join(work, 'none.csv')], 2, /no folder or CSV/],
      [['evaluate', cutCsv], 2, /as CSV: line 2 has 1 cell where the first line has 2\.$/m],
    ];
    for (const [args, code, expected] of cases) {
      const result = await run(...args);
      assert.equal(result.code, code, `${args.join(' ')}: ${result.stderr}`);
      assert.match(result.stderr, expected);
      if (!result.stderr.startsWith('error:')) sentence(result.stderr);
      assert.equal(result.stdout, '');
    }
  });

  it('ranks what can be read, lists the rest, and says so with exit code 3', async () => {
    const odd = join(work, 'odd');
    mkdirSync(odd);
    const whole = await variedPhoto(3);
    const names = ['größe 日本.jpg', 'goal 🏐⚽.jpg', 'line\nbreak.jpg', `${'x'.repeat(246)}.jpg`];
    for (const [index, name] of names.entries())
      writeFileSync(join(odd, name), await variedPhoto(20 + index));
    writeFileSync(join(odd, 'zero.jpg'), '');
    writeFileSync(join(odd, 'cut.jpg'), whole.subarray(0, 9000));
    writeFileSync(join(odd, 'text.jpg'), 'This is text, not a photo.');
    writeFileSync(join(odd, 'huge.png'), hugePng(30_000, 30_000));
    const csv = join(work, 'odd.csv');
    const result = await run('rank', odd, '--csv', csv);
    assert.equal(result.code, 3, result.stderr);
    for (const name of ['zero.jpg', 'cut.jpg', 'text.jpg', 'huge.png'])
      assert.match(result.stderr, new RegExp(`^${name.replace('.', '\\.')} .*\\.$`, 'm'));
    const rows = parse<Record<string, string>>(readFileSync(csv, 'utf8'), {
      columns: true,
      bom: true,
    });
    assert.deepEqual(rows.map((row) => row['file']).sort(), names.toSorted());
    const list = await run('rank', odd, '--output', join(work, 'odd.txt'));
    assert.match(list.stderr, /holds a line break/);
    assert.equal(list.code, 2);
  });

  it('touches no original and nothing in a read-only folder', async () => {
    const before = snapshot(photos);
    const album = join(work, 'album');
    const dry = await run('export', photos, '--top', '3', '--to', album, '--dry-run');
    assert.equal(dry.code, 0, dry.stderr);
    const done = await run('export', photos, '--top', '3', '--to', album, '--xmp');
    assert.equal(done.code, 0, done.stderr);
    assert.equal(readdirSync(album).filter((name) => name.endsWith('.jpg')).length, 3);
    assert.deepEqual(snapshot(photos), before);
  });

  it('loses nothing when the disk is full at export', { skip: noSmallDisk }, async () => {
    // The six sample photos have 1.2 MB together, the disk has one.
    const samples = join(work, 'samples');
    mkdirSync(samples);
    for (const number of [1, 2, 3, 4, 5, 6])
      copyFileSync(samplePhoto(number), join(samples, `sample${number}.jpg`));
    const before = snapshot(samples);
    const disk = mountSmallDisk();
    try {
      const to = join(disk.path, 'album');
      const full = await run('export', samples, '--top', '6', '--to', to, '--move');
      assert.equal(full.code, 1, full.stderr);
      assert.match(full.stderr, /needs 1\.2 MB, but only 1\.0 MB are free/);
      assert.deepEqual(snapshot(samples), before);
      // Smaller copies are not weighed beforehand: here they fill the disk on the way.
      const some = await run('export', samples, '--top', '6', '--to', to, '--long-edge', '9000');
      assert.equal(some.code, 1, some.stderr);
      const copies = readdirSync(to).filter((name) => name.endsWith('.jpg'));
      assert.ok(copies.length > 0 && copies.length < 6);
      const told = some.stdout.trimEnd().split('\n');
      assert.deepEqual(
        told.map((line) => line.replace(/^.* -> .*[/\\]/, '')).sort(),
        copies.sort(),
      );
      assert.match(some.stderr, new RegExp(`full .*${copies.length} of 6 photos were exported`));
    } finally {
      disk.remove();
    }
  });
});
