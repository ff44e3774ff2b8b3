// `podium demo` as a user types it, held against the demo's known answers.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { createEngine } from '../../electron/engine/engine.ts';
import { engineOptionsIn } from '../../electron/host/data-folder.ts';
import { spoiling, type DemoFrame } from '../../shared/demo.ts';
import { overlap } from '../../shared/people/boxes.ts';
import { podium, type CommandResult } from '../fixtures/command-line.ts';
import { dropFolder, modelsFolder, temporaryFolder } from '../fixtures/match-folder.ts';

type Row = Record<string, string>;

let work: string;
let folder: string;
let data: string;
let shown: CommandResult;
let frames: readonly DemoFrame[];
let rows: ReadonlyMap<string, Row>;
let copyRows: readonly Row[];

before(async () => {
  work = temporaryFolder();
  folder = join(work, 'demo');
  data = join(work, 'data');
  shown = await podium(['demo', folder, '--data', data]);
  assert.equal(shown.code, 0, shown.stderr);
  frames = JSON.parse(readFileSync(join(folder, 'known-answers.json'), 'utf8')) as DemoFrame[];
  rows = readRanking(join(folder, 'report', 'ranking.csv'));
});
after(() => {
  dropFolder(work);
});

function readRanking(file: string): ReadonlyMap<string, Row> {
  const records: Row[] = parse(readFileSync(file, 'utf8'), { columns: true, bom: true });
  copyRows = records.filter((row) => row['copy_of'] !== '');
  const ranked = records.filter((row) => row['copy_of'] === '');
  return new Map(ranked.map((row, rank) => [row['file'] ?? '', { ...row, rank: String(rank) }]));
}

/** The row of a frame, or of the exact copy that stands for it. */
function rowOf(file: string): Row {
  const same = frames.filter((frame) => frame.file === file || isCopyOf(frame, file));
  const row = same.map((frame) => rows.get(frame.file)).find((found) => found !== undefined);
  assert.ok(row, `${file} is not in the ranking`);
  return row;
}

function isCopyOf({ treatment, twin }: DemoFrame, file: string): boolean {
  return treatment === 'copy' && twin === file;
}

/** What is in a folder, in order, but for hidden files. */
function photosOf(album: string): string[] {
  return readdirSync(album)
    .filter((name) => !name.startsWith('.'))
    .sort();
}

const valueOf = (file: string, column: string) => Number(rowOf(file)[column]);
const isSpoilt = ({ treatment }: DemoFrame) => spoiling.includes(treatment);

describe('podium demo', () => {
  it('ranks spoilt frames below the good one of their moment, none of them near the top', () => {
    const spoilt = frames.filter(isSpoilt);
    assert.ok(spoilt.length >= 20);
    const above = spoilt.filter(({ file, twin }) => {
      return valueOf(file, 'rank') <= valueOf(twin ?? '', 'rank');
    });
    assert.deepEqual(
      above.map(({ file }) => file),
      [],
    );
    const faults = new Set(spoilt.map(({ treatment }) => treatment));
    assert.deepEqual([...faults].sort(), [...spoiling].sort());
    assert.match(shown.stdout, new RegExp(`${spoilt.length} of ${spoilt.length} photos spoilt`));
    const first = spoilt.map(({ file }) => valueOf(file, 'rank')).sort((a, b) => a - b)[0] ?? 0;
    assert.ok(first >= 10, `a spoilt frame has rank ${first + 1}`);
  });

  it('has a peak among the first three of most bursts, and a fault first in none', () => {
    const moments = [
      ...new Set(frames.flatMap(({ moment, peak }) => (peak ? (moment ?? []) : []))),
    ];
    assert.ok(moments.length >= 10);
    const ordered = moments.map((moment) =>
      frames
        .filter((frame) => frame.moment === moment && frame.treatment !== 'copy')
        .sort((a, b) => valueOf(a.file, 'rank') - valueOf(b.file, 'rank')),
    );
    const near = ordered.filter((burst) => burst.slice(0, 3).some(({ peak }) => peak));
    assert.ok(near.length >= moments.length - 1, `${near.length} of ${moments.length}`);
    for (const [first] of ordered)
      assert.ok(first && !isSpoilt(first) && first.treatment !== 'hidden', first?.file);
  });

  it('finds most of the drawn athletes as bodies', async () => {
    const engine = createEngine({ ...engineOptionsIn(data), modelsFolder });
    try {
      let [all, found] = [0, 0];
      for (const { file, athletes, treatment } of frames) {
        const sharp = athletes.filter(({ inFocus }) => inFocus);
        if (!['as it is', 'burst'].includes(treatment) || sharp.length === 0) continue;
        const photo = { path: join(folder, 'match', file) };
        const { seen } = await engine.call('photo.about', { photo });
        const bodies = (seen.things ?? []).filter(({ kind }) => kind === 'person');
        all += sharp.length;
        found += sharp.filter((one) =>
          bodies.some(({ box }) => overlap(box, one.box) > 0.5),
        ).length;
      }
      console.log(`${found} of ${all} athletes found as bodies`);
      assert.ok(all > 80 && found / all > 0.75, `${found} of ${all}`);
    } finally {
      await engine.close();
    }
  });

  it('takes the frames of a moment for one burst, and no two moments', () => {
    const bursts = new Map<string, Set<string>>();
    for (const { file, moment, treatment } of frames) {
      if (moment === null || treatment === 'copy') continue;
      const burst = rowOf(file)['burst'] ?? '';
      bursts.set(moment, (bursts.get(moment) ?? new Set()).add(burst));
    }
    const split = [...bursts].filter(([, numbers]) => numbers.size !== 1);
    assert.deepEqual(split, []);
    const numbers = [...bursts.values()].flatMap((all) => [...all]);
    assert.equal(new Set(numbers).size, bursts.size);
  });

  it('takes exact copies for one photo', () => {
    const copies = frames.filter(({ treatment }) => treatment === 'copy');
    assert.ok(copies.length > 0);
    assert.equal(rows.size, frames.length - copies.length);
    assert.equal(copyRows.length, copies.length, 'each copy is a row that names its original');
  });

  it('sees photos stored turned as it sees their upright twins', async () => {
    const turned = frames.filter(({ treatment }) => treatment === 'turned');
    assert.deepEqual(turned.map(({ orientation }) => orientation).sort(), [3, 6, 8]);
    for (const { file, twin, widthPx, heightPx, orientation } of turned) {
      const players = [file, twin ?? ''].map((each) => valueOf(each, 'players'));
      assert.ok(
        Math.abs((players[0] ?? NaN) - (players[1] ?? NaN)) <= 1,
        `${players.join(' and ')} on ${file}`,
      );
      const stored = await sharp(join(folder, 'match', file)).metadata();
      const lies = orientation >= 5;
      assert.deepEqual(
        [stored.width, stored.height],
        lies ? [heightPx, widthPx] : [widthPx, heightPx],
      );
    }
  });

  it('finds a person in every good photo of them, and hardly in others', async () => {
    const list = join(work, 'person.txt');
    const reference = join(folder, 'reference.jpg');
    const args = [
      'rank',
      join(folder, 'match'),
      '--ref',
      reference,
      '--sure-only',
      '--output',
      list,
    ];
    const found = await podium([...args, '--data', data]);
    assert.equal(found.code, 0, found.stderr);
    const files = readFileSync(list, 'utf8')
      .trimEnd()
      .split('\n')
      .map((path) => basename(path));
    const known = new Map(frames.map((frame) => [frame.file, frame]));
    const good = frames.filter((frame) => frame.person === 'there' && !isSpoilt(frame));
    assert.ok(good.length >= 4);
    assert.deepEqual(
      good.map(({ file }) => file).filter((file) => !files.includes(file)),
      [],
    );
    const others = files.filter((file) => known.get(file)?.person === 'absent');
    assert.deepEqual(others, [], 'not that person');
    const first = files.slice(0, 3).map((file) => known.get(file));
    assert.ok(first.every((frame) => frame && !isSpoilt(frame)));
  });

  it('exports ten photos, byte for byte', () => {
    const album = photosOf(join(folder, 'top-10'));
    assert.equal(album.length, 10);
    for (const [index, name] of album.entries()) {
      assert.equal(Number(name.slice(0, 3)), index + 1);
      const original = readFileSync(join(folder, 'match', name.slice(4)));
      assert.ok(readFileSync(join(folder, 'top-10', name)).equals(original));
    }
  });

  it('draws its pictures and says where everything is', async () => {
    for (const name of ['contact-sheet.png', 'histograms.png', 'one-moment.png']) {
      const path = join(folder, 'report', name);
      const { format, width, height } = await sharp(path).metadata();
      assert.equal(format, 'png');
      assert.ok(width >= 1000 && height >= 500, `${name} has ${width} x ${height} pixels`);
      const { entropy } = await sharp(path).stats();
      assert.ok(entropy > 1, `${name} is empty`);
      assert.ok(shown.stdout.includes(path));
    }
    assert.match(shown.stdout, /The best 10 of \d+ photos/);
    assert.match(shown.stderr, /of \d+ photos, .* photos\/s, .* left/);
  });

  it('runs again without making, reading or piling up anything, and keeps what others added', async () => {
    writeFileSync(join(folder, 'top-10', 'note.txt'), 'mine');
    const again = await podium(['demo', folder, '--data', data]);
    assert.equal(again.code, 0, again.stderr);
    assert.equal(again.stdout, shown.stdout);
    assert.match(again.stderr, /They are there already/);
    assert.doesNotMatch(again.stderr, /photos\/s/);
    assert.equal(photosOf(join(folder, 'top-10')).length, 11);
    assert.ok(existsSync(join(folder, 'top-10', 'note.txt')));
  });

  it('leaves a folder with other things alone', async () => {
    const refused = await podium(['demo', work, '--data', data]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /holds other things than a demo: nothing was changed/);
    assert.ok(!existsSync(join(work, 'match')));
  });
});
