// What was decided in the app counts on the command line and in the HTTP API: rejects stay behind, picks stand for
// their burst, and names, stars and labels go with the copies.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { startBrowserHost } from '../../electron/browser/browser-host.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import type { DecisionChange } from '../../shared/contract.ts';
import { commandFolder, type CommandFolder } from '../fixtures/command-folder.ts';
import { engineOptions, variedPhoto } from '../fixtures/match-folder.ts';
import { sidecars } from '../fixtures/sidecars.ts';

type Row = {
  path: string;
  score: number;
  burst: number;
  decision: string | null;
  stars: number;
  label: string | null;
};

const burstFrames = ['burst_0001.jpg', 'burst_0002.jpg'];

describe('photos that were decided about', () => {
  let folder: CommandFolder;
  let ranked: readonly Row[];
  const names = (rows: readonly Row[]) => rows.map(({ path }) => basename(path));
  const named = (name: string) => join(folder.photos, name);

  const rank = async (...options: string[]): Promise<readonly Row[]> => {
    const { code, stdout, stderr } = await folder.run('rank', folder.photos, '--json', ...options);
    assert.equal(code, 0, stderr);
    return (JSON.parse(stdout) as { photos: Row[] }).photos;
  };

  /** In an engine of its own, as the app would. */
  async function inApp(use: (engine: Engine) => Promise<void>): Promise<void> {
    const engine = createEngine(engineOptions(join(folder.work, 'data')));
    try {
      await use(engine);
    } finally {
      await engine.close();
    }
  }

  async function decide(changes: Readonly<Record<string, Omit<DecisionChange, 'id'>>>) {
    await inApp(async ({ call }) => {
      const { paths, ids } = await call('folder.columns', { folders: [folder.photos] });
      await call('decision.write', {
        changes: Object.entries(changes).map(([name, change]) => ({
          id: ids[paths.indexOf(named(name))] ?? NaN,
          ...change,
        })),
      });
    });
  }

  /** Names the largest face of a photo. */
  async function nameFace(name: string, person: string): Promise<void> {
    await inApp(async ({ call }) => {
      const { paths, ids, faces } = await call('folder.columns', { folders: [folder.photos] });
      const photo = paths.indexOf(named(name));
      const face = {
        id: ids[photo] ?? NaN,
        ordinal: faces.ordinal[faces.photo.indexOf(photo)] ?? 0,
      };
      await call('person.name', { faces: [face], name: person });
    });
  }

  before(async () => {
    folder = await commandFolder();
    for (const [frame, quality] of [95, 30].entries())
      writeFileSync(
        named(burstFrames[frame] ?? ''),
        await sharp(await variedPhoto(40))
          .jpeg({ quality })
          .toBuffer(),
      );
    ranked = await rank();
  });
  after(() => {
    folder.drop();
  });

  it('are all in the ranking, which says what was decided', async () => {
    const [best = '', second = ''] = names(ranked);
    await decide({ [best]: { pick: -1 }, [second]: { pick: 1, stars: 4, label: 1 } });
    const rows = await rank();
    assert.deepEqual(
      rows.map(({ path, score }) => [path, score]),
      ranked.map(({ path, score }) => [path, score]),
      'a decision moves no photo',
    );
    assert.deepEqual(
      rows.slice(0, 3).map(({ decision, stars, label }) => [decision, stars, label]),
      [
        ['reject', 0, null],
        ['pick', 4, 'red'],
        [null, 0, null],
      ],
    );
    const csv = join(folder.work, 'decided.csv');
    const { code, stdout } = await folder.run('rank', folder.photos);
    assert.equal(code, 0);
    const [first = '', next = '', last = ''] = stdout.split('\n');
    assert.match(first, /; rejected$/);
    assert.match(next, /; picked$/);
    assert.doesNotMatch(last, /rejected|picked/);
    await folder.run('rank', folder.photos, '--csv', csv);
    const [top] = parse<Record<string, string>>(readFileSync(csv, 'utf8'), {
      columns: true,
      bom: true,
    });
    assert.equal(top?.['decision'], 'reject');
  });

  it('are left out of the best when they are rejected, unless asked for', async () => {
    const [rejected = ''] = names(ranked);
    const args = ['rank', folder.photos, '--top', '3', '--json'];
    const chosen = await folder.run(...args);
    assert.ok(!chosen.stdout.includes(rejected));
    assert.match(chosen.stderr, /1 rejected photo was not among those chosen from/);
    const all = await folder.run(...args, '--include-rejected');
    assert.ok(all.stdout.includes(rejected));
    assert.doesNotMatch(all.stderr, /rejected photo/);
  });

  it('stand for their burst when they are picked', async () => {
    const burst = ranked.filter(({ path }) => burstFrames.includes(basename(path)));
    const [better, worse] = names(burst);
    assert.equal(burst[0]?.burst, burst[1]?.burst, 'two frames of one moment');
    assert.ok(better !== undefined && worse !== undefined);
    // As many as there are moments: each of them is in the album by one photo.
    const moments = new Set(ranked.map((row) => row.burst)).size;
    const top = ['--top', String(moments - 1), '--include-rejected', '--variety', '0.01'];
    await decide({ [better]: { pick: 0 }, [worse]: { pick: 0 } });
    const chosen = names(await rank(...top)).filter((name) => burstFrames.includes(name));
    await decide({ [worse]: { pick: 1 } });
    const picked = names(await rank(...top)).filter((name) => burstFrames.includes(name));
    assert.deepEqual([chosen, picked], [[better], [worse]]);
  });

  it('carry names, stars, labels and flags into the sidecars of an album; rejects stay behind', async () => {
    const [rejected = '', rated = ''] = names(ranked);
    await nameFace('sample1.jpg', 'Anna Test');
    const album = join(folder.work, 'album');
    const args = ['export', folder.photos, '--to', album, '--xmp', '--template', '{name}'];
    const { code, stderr } = await folder.run(...args, '--top', '100');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /1 rejected photo was not among those chosen from; --include-rejected/);
    const copies = readdirSync(album).filter((name) => name.endsWith('.jpg'));
    assert.equal(copies.length, ranked.length - 1);
    assert.ok(!copies.includes(rejected));
    const sidecarOf = (name: string) =>
      readSidecar(readFileSync(join(album, name.replace('.jpg', '.xmp')), 'utf8'));
    const { rating, label, flag } = sidecarOf(rated);
    assert.deepEqual([rating, label, flag], [4, 'Red', 'pick']);
    const anna = sidecarOf('sample1.jpg');
    assert.ok(anna.subjects.includes('Anna Test'), anna.subjects.join());
    assert.ok(anna.hierarchicalSubjects.includes('People|Anna Test'));
    assert.ok(anna.regions?.faces.some(({ name }) => name === 'Anna Test'));
    const other = copies.find((name) => name !== rated && !burstFrames.includes(name)) ?? '';
    assert.deepEqual([sidecarOf(other).rating, sidecarOf(other).flag], [null, null]);
  });

  it('leave as rejects when they are asked for, whatever stars they had before', async () => {
    const [rejected = ''] = names(ranked);
    const sidecar = named(rejected.replace('.jpg', '.xmp'));
    const before = sidecars.lightroom.replace('xmp:Rating="4"', 'xmp:Rating="5"');
    writeFileSync(sidecar, before);
    const album = join(folder.work, 'all');
    mkdirSync(album);
    const args = ['--to', album, '--xmp', '--template', '{name}', '--include-rejected'];
    const { code, stderr } = await folder.run('export', folder.photos, '--top', '100', ...args);
    assert.equal(code, 0, stderr);
    const copy = readFileSync(join(album, basename(sidecar)), 'utf8');
    const { rating, label, flag } = readSidecar(copy);
    assert.deepEqual([rating, label, flag], [-1, 'Rot', 'reject']);
    assert.match(copy, /crs:Exposure2012="\+0\.35"/);
    assert.equal(readFileSync(sidecar, 'utf8'), before, 'the original stays');
  });

  it('are the same over HTTP', async () => {
    const engine = engineOptions(join(folder.work, 'data'));
    const host = await startBrowserHost({ engine, pageFolder: folder.work });
    const ask = async (request: object): Promise<readonly Row[]> => {
      const answer = await fetch(`${host.origin}/rank`, {
        method: 'POST',
        headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ folders: [folder.photos], ...request }),
      });
      assert.equal(answer.status, 200);
      return ((await answer.json()) as { photos: Row[] }).photos;
    };
    try {
      assert.deepEqual(await ask({}), await rank());
      const best = await ask({ top: 3 });
      assert.deepEqual(best, await rank('--top', '3'));
      assert.ok(best.every(({ decision }) => decision !== 'reject'));
      const all = await ask({ top: 3, includeRejected: true });
      assert.deepEqual(all, await rank('--top', '3', '--include-rejected'));
      assert.equal(all[0]?.decision, 'reject');
    } finally {
      await host.close();
    }
  });

  it('make no album when every one is rejected', async () => {
    await decide(Object.fromEntries(names(ranked).map((name) => [name, { pick: -1 }])));
    const album = join(folder.work, 'none');
    const { code, stderr } = await folder.run('export', folder.photos, '--top', '3', '--to', album);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /Every photo to choose from is rejected.*--include-rejected/);
  });
});
