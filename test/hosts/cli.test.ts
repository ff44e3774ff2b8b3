// The command line as a user types it, on real photos.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { createEngine } from '../../electron/engine/engine.ts';
import { presetWeights } from '../../shared/ranking/presets.ts';
import { normaliseSignals } from '../../shared/ranking/normalise.ts';
import { rankPhotos, scorePhotos } from '../../shared/ranking/ranking.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { portrait } from '../fixtures/portrait.ts';
import { commandFolder, type CommandFolder } from '../fixtures/command-folder.ts';
import { podium } from '../fixtures/command-line.ts';
import { engineOptions, fillFolder } from '../fixtures/match-folder.ts';

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

/** The marker that keeps a report out of the next scan is hidden. */
const isShown = (name: string) => !name.startsWith('.');

describe('podium rank', () => {
  it('ranks a folder, says how far it is, and reads nothing the second time', async () => {
    const first = await run('rank', photos, '--top', '3');
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /^1 {2}0\.\d{3} {2}\/.*\n2 .*\n3 .*\n$/);
    assert.match(first.stderr, /of 11 photos, .* photos\/s, .* left/);
    // Two frames of a burst that nothing tells apart are read once more.
    assert.match(first.stderr, /11 analysed now, 13 files read/);
    const second = await run('rank', photos, '--top', '3');
    assert.equal(second.stdout, first.stdout);
    assert.match(second.stderr, /0 analysed now, 0 files read/);
  });

  it('gives the same order with and without cache and from the shared functions', async () => {
    const csv = join(work, 'ranking.csv');
    const fresh = join(work, 'fresh.csv');
    const cached = await run('rank', photos, '--csv', csv);
    assert.equal(cached.code, 0, cached.stderr);
    assert.equal((await run('rank', photos, '--no-cache', '--csv', fresh)).code, 0);
    assert.equal(readFileSync(fresh, 'utf8'), readFileSync(csv, 'utf8'));

    const engine = createEngine(engineOptions(join(work, 'data')));
    const columns = await engine.call('folder.columns', { folders: [photos] });
    await engine.close();
    const normalised = normaliseSignals(columns, defaultSettings);
    const scores = scorePhotos(normalised, presetWeights(defaultSettings, 'sports'), columns.count);
    const order = rankPhotos(scores, columns);
    const rows = parse<Record<string, string>>(readFileSync(csv, 'utf8'), {
      columns: true,
      bom: true,
    });
    assert.deepEqual(
      rows.map((row) => [row['path'], Number(row['final_score'])]),
      [...order].map((photo) => [columns.paths[photo], scores[photo]]),
    );
  });

  it('writes the stated CSV columns in the stated order', async () => {
    const csv = join(work, 'columns.csv');
    await run('rank', photos, '--csv', csv);
    const [header = ''] = readFileSync(csv, 'utf8').split('\r\n');
    assert.ok(
      header.startsWith(
        '\ufefffile,path,final_score,aesthetic,sharpness_norm,exposure_norm,contrast_norm,face_present,',
      ),
      header,
    );
  });

  it('writes only photos of the person, best first, as absolute paths', async () => {
    const list = join(work, 'person.txt');
    const reference = await portrait(work);
    const { code, stderr } = await run('rank', photos, '--ref', reference, '--output', list);
    assert.equal(code, 0, stderr);
    const paths = readFileSync(list, 'utf8').trimEnd().split('\n');
    assert.ok(paths.includes(join(photos, 'sample1.jpg')));
    assert.ok(paths.length < 11, 'not everybody is that person');
    assert.match(stderr, /of 11 photos show that person/);
  });

  it('writes a report in one go', async () => {
    const report = join(work, 'report');
    for (const time of ['first', 'again'])
      assert.equal((await run('rank', photos, '--report', report)).code, 0, time);
    assert.deepEqual(readdirSync(report).filter(isShown).sort(), [
      'contact-sheet.png',
      'histograms.png',
      'metrics.json',
      'ranking.csv',
    ]);
    assert.equal((await sharp(join(report, 'contact-sheet.png')).metadata()).format, 'png');
    const metrics = JSON.parse(readFileSync(join(report, 'metrics.json'), 'utf8')) as object;
    assert.ok('score_std' in metrics && 'duplicate_fraction' in metrics);
  });

  it('stops cleanly on Ctrl-C and the next run goes on', async () => {
    const fresh = join(work, 'interrupted');
    // So many that the run cannot be over before it is interrupted, however late that is on a busy machine.
    const many = join(work, 'many');
    mkdirSync(many);
    await fillFolder(many, 40);
    let interrupted = false;
    const stopped = await podium(['rank', many, '--data', fresh], {
      onStderr: (text, kill) => {
        if (interrupted || !/[1-9]\d* of 40 photos/.test(text)) return;
        interrupted = true;
        kill('SIGINT');
      },
    });
    assert.equal(stopped.code, 1);
    assert.match(stopped.stderr, /Stopped\. The next run goes on/);
    const next = await podium(['rank', many, '--data', fresh]);
    assert.equal(next.code, 0);
    const [, analysed = ''] = /(\d+) analysed now/.exec(next.stderr) ?? [];
    assert.ok(Number(analysed) < 40, next.stderr);
  });

  it('explains every score in its JSON', async () => {
    const { stdout } = await run('rank', photos, '--json');
    const { photos: ranked } = JSON.parse(stdout) as {
      photos: { score: number; sentence: string; parts: { contribution: number }[] }[];
    };
    assert.equal(ranked.length, 11);
    for (const { score, parts, sentence } of ranked) {
      const sum = parts.reduce((total, part) => total + part.contribution, 0);
      assert.ok(Math.abs(sum - score) < 1e-9);
      assert.notEqual(sentence, '');
    }
  });
});

describe('podium settings and models', () => {
  it('changes one setting and puts it back', async () => {
    assert.equal((await run('settings', 'set', 'faces.minHeightPx', '60')).code, 0);
    assert.equal((await run('settings', 'get', 'faces.minHeightPx')).stdout, '60\n');
    assert.match((await run('settings')).stdout, /faces\.minHeightPx = 60 .*default 40/);
    assert.equal((await run('settings', 'reset')).code, 0);
    assert.equal((await run('settings', 'get', 'faces.minHeightPx')).stdout, '40\n');
  });

  it('lists the models with what each adds, and verifies them', async () => {
    const list = await run('models', 'list');
    assert.equal(list.code, 0);
    for (const role of ['face-detector', 'landmarks', 'face-embedder', 'expression', 'head-pose'])
      assert.match(list.stdout, new RegExp(role));
    assert.match(list.stdout, /not installed/);
    const verify = await run('models', 'verify');
    assert.equal(verify.code, 0);
    assert.match(verify.stdout, /: ok\n/);
  });
});

describe('podium evaluate', () => {
  it('compares a folder and its CSV with labels and agrees with itself', async () => {
    const labels = join(work, 'labels.csv');
    const csv = join(work, 'evaluated.csv');
    await run('rank', photos, '--csv', csv);
    const rows = parse<Record<string, string>>(readFileSync(csv, 'utf8'), {
      columns: true,
      bom: true,
    });
    const rated = rows.map(({ file }, place) => `${file},${place < 3 ? 5 : 1}`);
    writeFileSync(labels, ['file,rating', ...rated].join('\n'));
    const out = join(work, 'evaluation');
    for (const target of [photos, csv]) {
      const result = await run(
        'evaluate',
        target,
        '--labels',
        labels,
        '--out',
        out,
        '--top',
        '3',
        '--json',
      );
      assert.equal(result.code, 0, result.stderr);
      const figures = JSON.parse(result.stdout) as {
        photos: number;
        labels: Record<'precision' | 'pairwise', { value: number }>;
      };
      assert.equal(figures.photos, 11);
      assert.equal(figures.labels.precision.value, 1);
      assert.equal(figures.labels.pairwise.value, 1);
    }
    assert.deepEqual(readdirSync(out).filter(isShown).sort(), [
      'contact-sheet.png',
      'histograms.png',
    ]);
    rmSync(out, { recursive: true });
  });

  it('compares two rankings, and goes by what was decided where no labels are given', async () => {
    const out = join(work, 'compared');
    const other = join(work, 'by-contrast.csv');
    await run('rank', photos, '--weights', 'contrast=1', '--csv', other);
    const engine = createEngine(engineOptions(join(work, 'data')));
    const { ids } = await engine.call('folder.columns', { folders: [photos] });
    const changes = [...ids].map((id, i) => ({ id, stars: 1 + (i % 5) }));
    await engine.call('decision.write', { changes });
    const undo = changes.map(({ id }) => ({ id, stars: 0 }));
    try {
      const args = ['--weights', 'contrast=1', '--against', other, '--out', out];
      const same = await run('evaluate', photos, ...args, '--json');
      assert.equal(same.code, 0, same.stderr);
      const { labels, against } = JSON.parse(same.stdout) as {
        labels: { column: string; count: number };
        against: {
          photos: number;
          overlap: number;
          score_psi: number;
          spearman: { value: number };
          labels: { gain: { value: number }; nearer: number; further: number; sign_test: number };
        };
      };
      assert.deepEqual([labels.column, labels.count], ['decisions', 11]);
      assert.deepEqual([against.photos, against.overlap, against.score_psi], [11, 1, 0]);
      assert.ok(against.spearman.value > 1 - 1e-12);
      assert.deepEqual(
        [against.labels.gain.value, against.labels.nearer, against.labels.sign_test],
        [0, 0, 1],
      );
      const told = await run(
        'evaluate',
        photos,
        '--against',
        other,
        '--drift',
        other,
        '--out',
        out,
      );
      assert.match(told.stdout, /^drift\.said: It cannot be told .* it takes 50 of each/m);
      assert.match(told.stdout, /^against\.spearman: -?0\.\d{4} \(95 % interval/m);
      assert.match(told.stdout, /^against\.labels\.sign_test: /m);
    } finally {
      await engine.call('decision.write', { changes: undo });
      await engine.close();
    }
  });
});
