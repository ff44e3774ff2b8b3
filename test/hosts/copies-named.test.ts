// Copies of a photo name their original: in the table's summary, CSV, JSON, HTTP and metrics, and in no album unless asked for.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { startBrowserHost } from '../../electron/browser/browser-host.ts';
import { podium, type CommandResult } from '../fixtures/command-line.ts';
import { captioned } from '../fixtures/described.ts';
import {
  dropFolder,
  engineOptions,
  temporaryFolder,
  variedPhoto,
} from '../fixtures/match-folder.ts';

type Copy = { path: string; copyOf: string };

describe('copies of a photo', () => {
  let work = '';
  let photos = '';
  let original = '';
  let copies: string[] = [];
  const run = (...args: string[]): Promise<CommandResult> =>
    podium([...args, '--data', join(work, 'data')]);

  before(async () => {
    work = temporaryFolder();
    photos = join(work, 'match');
    mkdirSync(join(photos, 'sent'), { recursive: true });
    original = join(photos, 'IMG_1.jpg');
    copies = [join(photos, 'backup of 1.jpg'), join(photos, 'sent', 'captioned.jpg')];
    writeFileSync(original, await variedPhoto(0));
    writeFileSync(join(photos, 'IMG_2.jpg'), await variedPhoto(1));
    const [exact = '', described = ''] = copies;
    copyFileSync(original, exact);
    writeFileSync(described, captioned(readFileSync(original), 'the goal'));
  });
  after(() => {
    dropFolder(work);
  });

  it('are named in CSV and JSON and counted, and ranked once', async () => {
    const csv = join(work, 'ranking.csv');
    const { code, stdout, stderr } = await run('rank', photos, '--csv', csv, '--json');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /2 of 2 photos ranked/);
    assert.match(stderr, /2 files are copies of other photos here: they are listed with them/);
    const said = JSON.parse(stdout) as { photos: { path: string }[]; copies: Copy[] };
    assert.equal(said.photos.length, 2);
    const named = copies.map((path) => ({ path, copyOf: original }));
    assert.deepEqual(said.copies, named);
    const rows = parse<Record<string, string>>(readFileSync(csv), { columns: true, bom: true });
    const listed = rows.map((row) => [row['path'], row['copy_of'], row['final_score'] !== '']);
    assert.deepEqual(
      listed.slice(0, 2).map(([, copyOf, scored]) => [copyOf, scored]),
      [
        ['', true],
        ['', true],
      ],
    );
    assert.deepEqual(
      listed.slice(2),
      copies.map((path) => [path, original, false]),
    );
  });

  it('count as duplicates, from the folder and from its CSV', async () => {
    const csv = join(work, 'measured.csv');
    await run('rank', photos, '--csv', csv);
    const out = join(work, 'measured');
    for (const target of [photos, csv]) {
      const { code, stdout, stderr } = await run('evaluate', target, '--out', out, '--json');
      assert.equal(code, 0, stderr);
      const metrics = JSON.parse(stdout) as { photos: number; duplicate_fraction: number };
      assert.deepEqual([metrics.photos, metrics.duplicate_fraction], [2, 0.5], target);
    }
  });

  it('stay out of an album unless asked for', async () => {
    const names = async (...options: string[]) => {
      const to = join(work, 'album');
      rmSync(to, { recursive: true, force: true });
      const chosen = ['--top', '5', '--template', '{name}', '--to', to];
      const { code, stderr } = await run('export', photos, ...chosen, ...options);
      assert.equal(code, 0, stderr);
      return readdirSync(to)
        .filter((name) => name.endsWith('.jpg'))
        .sort();
    };
    const two = [basename(original), 'IMG_2.jpg'].sort();
    assert.deepEqual(await names(), two);
    const all = [...two, ...copies.map((path) => basename(path))].sort();
    assert.deepEqual(await names('--include-copies'), all);
  });

  it('are named over HTTP', async () => {
    const engine = engineOptions(join(work, 'data'));
    const host = await startBrowserHost({ engine, pageFolder: work });
    try {
      const response = await fetch(`${host.origin}/rank`, {
        method: 'POST',
        headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ folders: [photos] }),
      });
      const said = (await response.json()) as { photos: object[]; copies: Copy[] };
      assert.equal(said.photos.length, 2);
      assert.deepEqual(
        said.copies.map(({ path }) => path),
        copies,
      );
    } finally {
      await host.close();
    }
  });
});
