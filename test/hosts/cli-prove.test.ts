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
