// A number on a shirt, asked for on the command line and over HTTP.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { startBrowserHost } from '../../electron/browser/browser-host.ts';
import { engineOptionsIn } from '../../electron/host/data-folder.ts';
import { podium } from '../fixtures/command-line.ts';
import { numberedSample } from '../fixtures/drawn-number.ts';
import {
  dropFolder,
  modelsFolder,
  temporaryFolder,
  variedPhoto,
} from '../fixtures/match-folder.ts';

let work = '';
const photos = () => join(work, 'match');
const data = () => join(work, 'data');
const ten = () => join(photos(), 'ten.jpg');
const run = (...args: string[]) => podium([...args, '--data', data()]);

before(async () => {
  work = temporaryFolder();
  mkdirSync(photos());
  writeFileSync(ten(), await numberedSample('10'));
  writeFileSync(join(photos(), 'none.jpg'), await variedPhoto(1));
});
after(() => {
  dropFolder(work);
});

type Listed = {
  path: string;
  numbers: { number: string; confidence: number }[];
  confidence?: number;
};
type Answer = { photos: Listed[]; model?: string | null };

describe('a number on a shirt', () => {
  it('is asked for in vain, and told how, before numbers are read', async () => {
    for (const args of [
      ['rank', photos(), '--number', '10'],
      ['search', photos(), '#10'],
    ]) {
      const { code, stderr } = await run(...args);
      assert.equal(code, 2);
      assert.match(stderr, /not read.*"podium settings set numbers\.read on"/);
    }
  });

  it('chooses photos on the command line once the setting is on', async () => {
    assert.equal((await run('settings', 'set', 'numbers.read', 'on')).code, 0);
    const csv = join(work, 'all.csv');
    const ranked = await run('rank', photos(), '--number', '#10', '--json', '--csv', csv);
    assert.equal(ranked.code, 0, ranked.stderr);
    assert.match(ranked.stderr, /1 of 2 photos show the number 10;/);
    const [photo, ...others] = (JSON.parse(ranked.stdout) as { photos: Listed[] }).photos;
    assert.deepEqual(others, []);
    assert.equal(photo?.path, ten());
    assert.deepEqual(
      photo.numbers.map(({ number }) => number),
      ['10'],
    );
    const records = parse<Record<string, string>>(readFileSync(csv), { columns: true, bom: true });
    assert.deepEqual(
      records.map((record) => [record['path'], record['numbers']]),
      [[ten(), '10']],
    );
  });

  it('is searched for as a word that begins with #', async () => {
    const found = async (words: string) => {
      const { code, stdout, stderr } = await run('search', photos(), words, '--json');
      assert.equal(code, 0, stderr);
      return (JSON.parse(stdout) as { photos: { path: string }[] }).photos.map(({ path }) => path);
    };
    assert.deepEqual(await found('#10'), [ten()]);
    assert.deepEqual(await found('#11'), []);
    const { code, stderr } = await run('search', photos(), '#ten');
    assert.equal(code, 2);
    assert.match(stderr, /one to three digits/);
  });

  it('is listed and asked for over HTTP', async () => {
    const engine = { ...engineOptionsIn(data()), modelsFolder };
    const host = await startBrowserHost({ engine, pageFolder: work });
    try {
      const ask = async (route: string, asked: object) => {
        const response = await fetch(`${host.origin}${route}`, {
          method: 'POST',
          body: JSON.stringify({ folders: [photos()], ...asked }),
          headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
        });
        return { status: response.status, body: (await response.json()) as Answer };
      };
      const rank = (asked: object) => ask('/rank', asked);
      const all = (await rank({})).body.photos;
      assert.equal(all.length, 2);
      for (const { path, numbers } of all)
        assert.equal(numbers.map(({ number }) => number).join(), path === ten() ? '10' : '');
      const chosen = (await rank({ number: '10' })).body.photos;
      assert.deepEqual(
        chosen.map(({ path, rank: place }: Listed & { rank?: number }) => [place, path]),
        [[1, ten()]],
      );
      assert.equal((await rank({ number: 'ten' })).status, 400);
      const found = await ask('/search', { words: '#10' });
      assert.deepEqual(
        [found.status, found.body.model, found.body.photos.map(({ path }) => path)],
        [200, null, [ten()]],
      );
      assert.ok((found.body.photos[0]?.confidence ?? 0) > 0.5);
      assert.deepEqual((await ask('/search', { words: '#11' })).body.photos, []);
      assert.equal((await ask('/search', { words: '#ten' })).status, 400);
    } finally {
      await host.close();
    }
  });
});
