import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { csvRows } from '../../electron/disk/csv-rows.ts';
import type { ToldChart } from '../../shared/insights/told.ts';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, fillFolder, temporaryFolder } from '../fixtures/match-folder.ts';

const work = temporaryFolder();
const photos = join(work, 'match');
const run = (...args: string[]) => podium([...args, '--data', join(work, 'data')]);

before(async () => {
  mkdirSync(photos);
  await fillFolder(photos, 6);
  writeFileSync(join(photos, 'broken.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]));
  writeFileSync(join(photos, 'clip.mp4'), 'x');
});
after(() => {
  dropFolder(work);
});

describe('podium insights', () => {
  it('tells of a folder in words, as JSON, a table, drawings and a page, and writes over none of them', async () => {
    const [csv, html, svg] = [join(work, 'i.csv'), join(work, 'i.html'), join(work, 'drawings')];
    const told = await run(
      'insights',
      photos,
      '--json',
      '--paths',
      '--csv',
      csv,
      '--html',
      html,
      '--svg',
      svg,
    );
    assert.equal(told.code, 3, told.stderr);
    const { charts } = JSON.parse(told.stdout) as { charts: ToldChart[] };
    const chart = (wanted: string) => charts.find(({ id }) => id === wanted);
    const files = chart('files')?.marks.map(({ label, count }) => [label, count]);
    assert.deepEqual(files, [
      ['Photos', 6],
      ['Unreadable files', 1],
      ['Videos', 1],
    ]);
    for (const { id, marks } of charts)
      if (id !== 'files')
        for (const { count, paths } of marks) assert.equal(paths?.length, count, id);
    const colours = chart('colours')?.marks ?? [];
    assert.equal(
      colours.reduce((sum, { count }) => sum + count, 0),
      6,
    );
    const places = chart('places');
    const seen = [...(places?.marks ?? []), ...(places?.left ?? [])];
    assert.equal(
      seen.reduce((sum, { count }) => sum + count, 0),
      6,
    );
    assert.ok((places?.marks.length ?? 0) > 0, 'no body is seen in the sample photos');

    const rows = csvRows(readFileSync(csv, 'utf8'));
    const scores = rows.filter((row) => row['chart'] === 'Scores');
    assert.equal(
      scores.reduce((sum, row) => sum + Number(row['photos']), 0),
      6,
    );
    assert.match(readFileSync(html, 'utf8'), /<h2>Over the time of the match<\/h2>/);
    assert.deepEqual(
      readdirSync(svg)
        .filter((name) => name.endsWith('.svg'))
        .toSorted(),
      charts
        .filter(({ marks }) => marks.length > 0)
        .map(({ id }) => `${id}.svg`)
        .toSorted(),
    );

    const words = await run('insights', photos, '--csv', csv);
    assert.match(words.stdout, /^Scores: Half of the photos lie between/m);
    assert.match(words.stdout, /^Sports: Which sport is shown cannot be told/m);
    for (const [option, target] of [
      ['--svg', svg],
      ['--html', html],
    ] as const) {
      const refused = await run('insights', photos, option, target);
      assert.equal(refused.code, 2, refused.stderr);
    }
  });

  it('says that there are no photos in an empty folder', async () => {
    const none = join(work, 'none');
    mkdirSync(none);
    const told = await run('insights', none);
    assert.equal(told.code, 2);
    assert.match(told.stderr, /There are no photos in/);
  });
});
