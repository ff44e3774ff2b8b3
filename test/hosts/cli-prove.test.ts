import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { csvRows } from '../../electron/disk/csv-rows.ts';
import { csvText } from '../../shared/ranking/csv.ts';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, fillFolder, temporaryFolder } from '../fixtures/match-folder.ts';

const work = temporaryFolder();
const many = join(work, 'many');
const run = (...args: string[]) => podium([...args, '--data', join(work, 'data')]);

before(async () => {
  mkdirSync(many);
  await fillFolder(many, 26);
});
after(() => {
  dropFolder(work);
});

const read = (file: string) => readFileSync(file, 'utf8');

describe('podium prove', () => {
  it('draws frames without their scores, and proves the order by what is said of them', async () => {
    const list = join(work, 'frames.csv');
    const drawn = await run('prove', many, '--output', list);
    assert.equal(drawn.code, 0, drawn.stderr);
    const rows = csvRows(read(list));
    assert.ok(rows.length >= 20, String(rows.length));
    assert.deepEqual(Object.keys(rows[0] ?? {}), ['file', 'path', 'keep', 'order']);
    const again = await run('prove', many, '--output', list);
    assert.equal(again.code, 2);
    assert.match(again.stderr, /is there already and may hold judgements/);

    const judged = join(work, 'judged.csv');
    const said = rows.map(({ file = '', path = '', order = '' }) => {
      const number = Number(/\d+/.exec(file)?.[0]);
      return [file, path, number % 4, order];
    });
    writeFileSync(judged, csvText([['file', 'path', 'keep', 'order'], ...said]));
    const to = join(work, 'report');
    const proved = await run('prove', many, '--labels', judged, '--output', to, '--json');
    assert.equal(proved.code, 0, proved.stderr);
    const figures = JSON.parse(proved.stdout) as {
      frames: number;
      agreement: { value: number; low: number; high: number };
      albums: { size: number }[];
      signals: { verdict: string }[];
    };
    assert.equal(figures.frames, rows.length);
    assert.ok(figures.agreement.low <= figures.agreement.value);
    assert.ok(figures.albums.length >= 4 && figures.signals.length >= 3);
    assert.match(read(join(to, 'proof.html')), /Keepers that an album leaves out/);

    const once = join(work, 'again');
    const repeated = await run('prove', join(to, 'proof.csv'), '--output', once);
    assert.equal(repeated.code, 0, repeated.stderr);
    assert.match(repeated.stdout, /photos, of each burst one, were judged blind/);
    for (const name of ['proof.html', 'proof.json', 'proof.csv'])
      assert.equal(read(join(once, name)), read(join(to, name)), name);
    const taken = await run('prove', join(to, 'proof.csv'), '--output', once);
    assert.match(taken.stderr, /is not empty, and a report takes the place of nothing/);
  });

  it('refuses frames of another order, and what is no proof', async () => {
    const judged = join(work, 'judged.csv');
    const other = await run('prove', many, '--labels', judged, '--weights', 'contrast=1');
    assert.equal(other.code, 2);
    assert.match(other.stderr, /were drawn from another order/);
    const none = join(work, 'none.csv');
    writeFileSync(none, 'path,keep\na.jpg,2\n');
    const refused = await run('prove', none);
    assert.match(refused.stderr, /needs a column "place"/);
    rmSync(none);
  });
});

const rankings = ['--first', 'exposure=1', '--second', 'sharpness=1'];

describe('podium ab', () => {
  it('draws pairs without saying who prefers which, and says which ranking the choices suit', async () => {
    const list = join(work, 'pairs.csv');
    const drawn = await run('ab', many, ...rankings, '--output', list);
    assert.equal(drawn.code, 0, drawn.stderr);
    const rows = csvRows(readFileSync(list, 'utf8'));
    assert.ok(rows.length >= 6, String(rows.length));
    assert.deepEqual(Object.keys(rows[0] ?? {}), ['left', 'right', 'choice']);
    const again = await run('ab', many, ...rankings, '--output', list);
    assert.equal(again.code, 2);
    assert.match(again.stderr, /may hold choices/);

    // Whoever chooses as the first ranking does: its scores say which side that is.
    const csv = join(work, 'ranking.csv');
    const ranked = await run('rank', many, '--weights', 'exposure=1', '--csv', csv);
    assert.equal(ranked.code, 0, ranked.stderr);
    const score = new Map(
      csvRows(readFileSync(csv, 'utf8')).map((row) => [row['path'], Number(row['final_score'])]),
    );
    const answered = (choose: (left: number, right: number) => string) => {
      const file = join(work, 'answers.csv');
      const said = rows.map(({ left = '', right = '' }) => [
        ...[left, right],
        choose(score.get(left) ?? NaN, score.get(right) ?? NaN),
      ]);
      writeFileSync(file, csvText([['left', 'right', 'choice'], ...said]));
      return run('ab', many, ...rankings, '--answers', file, '--json');
    };
    const judged = await answered((left, right) => (left > right ? 'left' : 'right'));
    assert.equal(judged.code, 0, judged.stderr);
    const told = JSON.parse(judged.stdout) as { first: number; second: number; said: string[] };
    assert.deepEqual([told.first, told.second], [rows.length, 0]);
    assert.match(told.said.join(' '), /“exposure=1” suits you better/);

    const wrong = await answered(() => 'both');
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /"both" in row 2 .* is no choice/);
    const answers = join(work, 'answers.csv');
    const other = ['--first', 'colourfulness=1', '--second', 'sharpness=1', '--answers', answers];
    const moved = await run('ab', many, ...other);
    assert.equal(moved.code, 2);
    assert.match(moved.stderr, /drawn from other rankings/);
  });

  it('says so where two rankings order the photos alike', async () => {
    const same = await run('ab', many, '--first', 'exposure=1', '--second', 'exposure=2');
    assert.equal(same.code, 2);
    assert.match(same.stderr, /order these photos alike/);
  });
});
