// The command line's options: what they take, and that a mistake in one is told before the long work.

import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { chosenWeights } from '../../electron/cli/commands/ranked-folder.ts';
import { defaultSettings, settingNames } from '../../shared/settings.ts';
import { commandFolder, type CommandFolder } from '../fixtures/command-folder.ts';
import { podium } from '../fixtures/command-line.ts';
import { portrait } from '../fixtures/portrait.ts';

let folder: CommandFolder;
let work: string;
let photos: string;
let reference: string;
let run: CommandFolder['run'];

before(async () => {
  folder = await commandFolder();
  ({ work, photos, run } = folder);
  reference = await portrait(work);
});
after(() => {
  folder.drop();
});

async function grey(path: string): Promise<void> {
  const background = { r: 90, g: 120, b: 90 };
  await sharp({ create: { width: 300, height: 200, channels: 3, background } })
    .png()
    .toFile(path);
}

describe('mistakes in options', () => {
  it('are told before any photo of the folder is analysed', async () => {
    const file = join(photos, 'sample1.jpg');
    const cases: [args: string[], expected: RegExp][] = [
      [['rank', photos, '--csv', join(work, 'no', 'where.csv')], /there is no folder .*no\./],
      [['rank', photos, '--output', work], /is a folder: give the name of a file/],
      [['rank', photos, '--csv', join(file, 'x.csv')], /is a file|cannot be written/],
      [['rank', photos, '--report', join(file, 'report')], /is a file\./],
      [['rank', photos, '--ref', join(work, 'gone.jpg')], /no reference photo/],
      [['rank', photos, '--ref', join(work, 'gone.jpg#2')], /no reference photo/],
      [['export', photos, '--top', '1', '--to', file], /is a file\./],
      [['export', photos, '--top', '1', '--to', ''], /must not be empty/],
      [['export', photos, '--top', '1', '--to', join(work, 'a'), '--template', ''], /not be empty/],
      [
        ['export', photos, '--top', '1', '--to', join(work, 'a'), '--template', '{rnk}'],
        /knows \{rank\}/,
      ],
      [['evaluate', photos, '--relevant', 'abc'], /must be a number/],
    ];
    for (const [args, expected] of cases) {
      const { code, stdout, stderr } = await run(...args);
      assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, expected);
      assert.ok(!stderr.includes('photos/s'), 'nothing was analysed');
      assert.equal(stdout, '');
    }
  });
});

describe('files that Podium did not write', () => {
  it('are never replaced, and that is said before the work', async () => {
    const theirs = join(work, 'theirs');
    mkdirSync(theirs);
    const [photo, table, sheet] = ['a.jpg', 'ranking.csv', 'contact-sheet-2.png'].map((name) =>
      join(theirs, name),
    ) as [string, string, string];
    copyFileSync(join(photos, 'sample1.jpg'), photo);
    writeFileSync(table, 'mine,too\r\n');
    copyFileSync(join(photos, 'sample1.jpg'), sheet);
    const before = [photo, table, sheet].map((path) => readFileSync(path));
    const labels = join(work, 'their-labels.csv');
    writeFileSync(labels, `path,label\r\n${photo},Tennis\r\n`);
    const cases = [
      ['rank', photos, '--csv', photo],
      ['rank', photos, '--output', photo],
      ['rank', photos, '--csv', table],
      ['rank', photos, '--report', theirs],
      ['evaluate', photos, '--out', theirs],
      ['classify', photos, '--csv', photo],
      ['classify', photos, '--labels', labels, '--matrix', table],
    ];
    for (const args of cases) {
      const { code, stderr } = await run(...args);
      assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, /was not written by Podium, so it stays as it is: give another name/);
      assert.ok(!stderr.includes('photos/s'), 'nothing was analysed');
    }
    assert.deepEqual(
      [photo, table, sheet].map((path) => readFileSync(path)),
      before,
    );
  });
});

describe('the weights asked for', () => {
  it('are refused where all of a preset are 0', () => {
    const weights = settingNames.filter((name) => name.startsWith('weights.group.'));
    const settings = {
      ...defaultSettings,
      ...Object.fromEntries(weights.map((name) => [name, 0])),
    };
    assert.throws(() => chosenWeights(settings, { preset: 'group' }), /preset "group" are 0/);
    assert.doesNotThrow(() => chosenWeights(settings, { preset: 'album' }));
  });
});

describe('podium rank --ref', () => {
  it('takes one photo each, so that the folders after it stay folders', async () => {
    const list = join(work, 'one.txt');
    const { code, stderr } = await run('rank', '--ref', reference, '--output', list, photos);
    assert.equal(code, 0, stderr);
    assert.ok(readFileSync(list, 'utf8').includes(join(photos, 'sample1.jpg')));
    const twice = await run('rank', '--ref', reference, '--ref', reference, photos, '--json');
    assert.equal(twice.code, 0, twice.stderr);
  });

  it('takes the photos of a folder that show one face, and says why it leaves others out', async () => {
    const faces = join(work, 'faces');
    mkdirSync(faces);
    copyFileSync(reference, join(faces, 'her.jpg'));
    copyFileSync(join(photos, 'sample1.jpg'), join(faces, 'several.jpg'));
    await grey(join(faces, 'wall.png'));
    writeFileSync(join(faces, 'notes.txt'), 'met in May');
    writeFileSync(join(faces, 'her.xmp'), '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
    const report = join(work, 'her-report');
    const { code, stderr } = await run('rank', photos, '--ref', faces, '--report', report);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Not used as a reference: .*several\.jpg/);
    assert.match(stderr, /Not used as a reference: .*wall\.png/);
    assert.doesNotMatch(stderr, /notes\.txt|her\.xmp/);
    const metrics = JSON.parse(readFileSync(join(report, 'metrics.json'), 'utf8')) as {
      photos: number;
      duplicate_fraction: number;
    };
    const [, shown = ''] = /(\d+) of 11 photos show that person/.exec(stderr) ?? [];
    const [, maybe = '0'] = /(\d+) more may/.exec(stderr) ?? [];
    assert.equal(metrics.photos, Number(shown) + Number(maybe));
    assert.ok(metrics.duplicate_fraction >= 0 && metrics.duplicate_fraction < 1);
  });

  it('refuses a folder without a usable photo', async () => {
    const walls = join(work, 'walls');
    mkdirSync(walls);
    await grey(join(walls, 'wall.png'));
    const { code, stderr } = await run('rank', photos, '--ref', walls);
    assert.equal(code, 2);
    assert.match(stderr, /No photo in the reference folder .*walls shows one clear face/);
  });
});

describe('podium rank --no-cache', () => {
  it('leaves nothing behind when its terminal is closed', async () => {
    const data = join(work, 'untouched');
    const temporary = join(work, 'tmp');
    mkdirSync(temporary);
    let closed = false;
    const stopped = await podium(['rank', photos, '--no-cache', '--data', data], {
      env: { TMPDIR: temporary },
      onStderr: (text, kill) => {
        if (closed || !/[1-9]\d* of 11 photos/.test(text)) return;
        closed = true;
        kill('SIGHUP');
      },
    });
    assert.equal(stopped.code, 1, stopped.stderr);
    assert.match(stopped.stderr, /Stopped\. Nothing was kept\./);
    const left = readdirSync(temporary).filter((name) => name.startsWith('podium-'));
    assert.deepEqual(left, []);
    assert.ok(!existsSync(data), 'the data folder was not even made');
  });
});

describe('podium evaluate --labels', () => {
  it('reads true and false, says which label is none, and ends with 3 where a photo is damaged', async () => {
    const odd = join(work, 'odd');
    mkdirSync(odd);
    for (const name of ['sample1.jpg', 'sample2.jpg'])
      copyFileSync(join(photos, name), join(odd, name));
    copyFileSync(join(photos, 'sample1.jpg'), join(odd, 'a-copy.jpg'));
    writeFileSync(join(odd, 'moon.bmp'), Buffer.concat([Buffer.from('BM'), Buffer.alloc(80)]));
    const labels = join(work, 'labels.csv');
    const evaluate = (rows: string) => {
      writeFileSync(labels, `file,pick\n${rows}\n`);
      return run('evaluate', odd, '--labels', labels, '--out', join(work, 'out'), '--json');
    };
    const read = await evaluate('sample1.jpg,TRUE\nsample2.jpg,false');
    assert.equal(read.code, 3, read.stderr);
    assert.match(read.stderr, /moon\.bmp is a BMP picture, which Podium does not read/);
    const { labels: figures } = JSON.parse(read.stdout) as { labels: { count: number } };
    assert.equal(figures.count, 2, 'a label may name a copy of the photo');
    const colours = await evaluate('sample1.jpg,Red\nsample2.jpg,Green');
    assert.equal(colours.code, 2);
    assert.match(colours.stderr, /holds "(Red|Green)", which is not a number/);
  });
});

describe('what the command line shows', () => {
  it('keeps control characters in names away from the terminal', async () => {
    const names = join(work, 'names');
    mkdirSync(names);
    const name = 'red\u001b[31m\u0085.jpg';
    copyFileSync(reference, join(names, name));
    writeFileSync(join(names, 'bad\u001b[2J.jpg'), 'no photo');
    const table = await run('rank', names);
    const copied = await run('export', names, '--top', '1', '--to', join(work, 'names-album'));
    const json = await run('rank', names, '--json');
    for (const { code, stdout, stderr } of [table, copied, json]) {
      assert.equal(code, 3, stderr);
      assert.doesNotMatch(stdout + stderr, /[^\P{Cc}\n]/u);
    }
    const { photos: shown } = JSON.parse(json.stdout) as { photos: { path: string }[] };
    assert.deepEqual(
      shown.map(({ path }) => path),
      [join(names, name)],
    );
  });

  it('goes on quietly when nobody reads its results', async () => {
    const lists = ['settings', 'list', '--data', join(work, 'data')];
    const { code, stderr } = await podium(lists, { closeStdout: true });
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });
});
