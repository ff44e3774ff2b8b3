// Sure and maybe for other programs: the command line's table, CSV, JSON and albums, and POST /rank.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { createApi } from '../../electron/api/api.ts';
import { startServer } from '../../electron/browser/server.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { podium } from '../fixtures/command-line.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';
import { turnedAway } from '../fixtures/turned-away.ts';
import { portrait } from '../fixtures/portrait.ts';

let work: string;
let photos: string;
let reference: string;
let sure: string[];
let maybe: string[];

const data = () => join(work, 'data');
const run = (...args: string[]) => podium([...args, '--data', data()]);

/** What `podium rank --json` says of each photo, best first. */
type Ranked = {
  readonly photos: {
    path: string;
    likeness: string | null;
    sentence: string;
    because: string | null;
  }[];
};

before(async () => {
  work = temporaryFolder();
  photos = join(work, 'photos');
  mkdirSync(photos);
  const [first = ''] = await fillFolder(photos, 8);
  reference = `${first}#1`;
  // Which photos are what is the engine's word: here it is about who says it on.
  const engine = createEngine(engineOptions(data()));
  try {
    const input = { folders: [photos] };
    await engine.call('folder.sync', input);
    await engine.call('folder.analyse', input);
    const { faces, paths, count } = await engine.call('folder.columns', input);
    const references = [{ path: first, face: 0 }];
    const match = await engine.call('person.match', { ...input, references });
    const most = Array.from({ length: count }, () => -1);
    match.similarity.forEach((value, face) => {
      const photo = faces.photo[face] ?? -1;
      if ((faces.heightPx[face] ?? 0) >= 40) most[photo] = Math.max(most[photo] ?? -1, value);
    });
    const named = (is: (value: number) => boolean) =>
      paths.filter((_, photo) => is(most[photo] ?? -1)).map((path) => basename(path));
    sure = named((value) => value >= match.sureFrom);
    maybe = named((value) => value < match.sureFrom && value >= match.maybeFrom);
  } finally {
    await engine.close();
  }
  assert.ok(sure.length > 0 && maybe.length > 0 && sure.length + maybe.length < 8);
});
after(() => {
  dropFolder(work);
});

async function ranked(...args: string[]): Promise<Ranked> {
  const { code, stdout, stderr } = await run('rank', photos, '--json', ...args);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Ranked;
}

const namesIn = (answer: Ranked, likeness: string) =>
  answer.photos
    .filter((photo) => photo.likeness === likeness)
    .map(({ path }) => basename(path))
    .sort();

describe('podium rank --ref', () => {
  it('says of each photo in its JSON whether it surely or maybe shows the person, the sure ones first', async () => {
    const answer = await ranked('--ref', reference);
    assert.deepEqual([namesIn(answer, 'sure'), namesIn(answer, 'maybe')], [sure, maybe]);
    const piles = answer.photos.map(({ likeness }) => likeness);
    assert.deepEqual(piles, [...sure.map(() => 'sure'), ...maybe.map(() => 'maybe')]);
    for (const { likeness, sentence } of answer.photos)
      assert.equal(sentence.startsWith('maybe this person: '), likeness === 'maybe');
    assert.ok((await ranked()).photos.every(({ likeness }) => likeness === null));
  });

  it('says so in the table and in the last columns of the CSV, and how many there are', async () => {
    const csv = join(work, 'person.csv');
    const { code, stdout, stderr } = await run(
      ...['rank', photos, '--ref', reference, '--csv', csv, '--top', '8'],
    );
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^1 {2}0\.\d{3} {2}sure {3}\//);
    const says = new RegExp(
      `${sure.length} of 8 photos show that person; ${maybe.length} more may`,
    );
    assert.match(stderr, says);
    await run('rank', photos, '--ref', reference, '--csv', csv);
    const [header = [], ...rows] = parse(readFileSync(csv, 'utf8'));
    assert.deepEqual(header.slice(-2), ['likeness', 'because']);
    const inCsv = (likeness: string) =>
      rows
        .filter((row) => row.at(-2) === likeness)
        .map(([file]) => file)
        .sort();
    assert.deepEqual([inCsv('sure'), inCsv('maybe')], [sure, maybe]);
    await run('rank', photos, '--csv', csv);
    assert.doesNotMatch(readFileSync(csv, 'utf8'), /likeness/);
  });

  it('leaves the maybes out when asked to', async () => {
    const answer = await ranked('--ref', reference, '--sure-only');
    assert.deepEqual(answer.photos.map(({ path }) => basename(path)).sort(), sure);
  });
});

describe('a person turned away', () => {
  it('is a maybe half a second after a sure photo, and elsewhere by their kit, with the reason in words, and none a minute later', async () => {
    const folder = join(work, 'burst');
    mkdirSync(folder);
    const { clear, hidden, elsewhere } = await turnedAway(folder);
    const csv = join(work, 'burst.csv');
    const { code, stdout, stderr } = await run(
      ...['rank', folder, '--json', '--csv', csv, '--ref', clear],
    );
    assert.equal(code, 0, stderr);
    const { photos: found } = JSON.parse(stdout) as Ranked;
    assert.deepEqual(
      found.map(({ path, likeness }) => [path, likeness]),
      [
        [clear, 'sure'],
        [hidden, 'maybe'],
        [elsewhere, 'maybe'],
      ],
    );
    const reasons = [
      'at the same place in the same kit, 0.5 s after a sure photo',
      'the only one in the same kit, 3 s after a sure photo',
    ];
    assert.deepEqual(
      found.slice(1).map(({ sentence, because }) => [sentence, because]),
      reasons.map((because) => [`maybe this person: ${because}`, because]),
    );
    const [, ...rows] = parse(readFileSync(csv, 'utf8'));
    assert.deepEqual(
      rows.map((row) => row.slice(-2)),
      [['sure', ''], ...reasons.map((because) => ['maybe', because])],
    );
  });
});

describe('podium export --ref', () => {
  const exported = async (...args: string[]) => {
    const to = join(work, 'album');
    const { code, stdout, stderr } = await run(
      ...['export', photos, '--ref', reference, '--to', to, '--top', '8', '--dry-run', ...args],
    );
    assert.equal(code, 0, stderr);
    const names = stdout.trimEnd().split('\n');
    return { stderr, names: names.map((line) => basename(line.split(' -> ')[0] ?? '')).sort() };
  };

  it('takes sure photos only, and says how many it left; maybes when asked to', async () => {
    const only = await exported();
    assert.deepEqual(only.names, sure);
    assert.match(only.stderr, /only may show that person; --with-maybe takes maybes too/);
    const all = await exported('--with-maybe');
    assert.deepEqual(all.names, [...sure, ...maybe].sort());
    assert.doesNotMatch(all.stderr, /--with-maybe/);
  });
});

describe('POST /rank with references', () => {
  it('says it too, documents it, and leaves the maybes out when asked to', async () => {
    const engine = createEngine(engineOptions(data()));
    const { call } = engine;
    const api = (origin: string) => createApi({ call, origin, version: '0' });
    const server = await startServer({ call, api, imagesFolder: work, pageFolder: work });
    try {
      const authorization = `Bearer ${server.token}`;
      const headers = { authorization, 'content-type': 'application/json' };
      const ask = async (body: object) => {
        const init = { method: 'POST', headers, body: JSON.stringify(body) };
        return (await (await fetch(`${server.origin}/rank`, init)).json()) as Ranked;
      };
      const path = await portrait(work);
      const body = { folders: [photos], references: [path] };
      const answer = await ask(body);
      const expected = await ranked('--ref', path);
      const said = ({ photos: all }: Ranked) => all.map(({ path, likeness }) => [path, likeness]);
      assert.deepEqual(said(answer), said(expected));
      assert.ok(namesIn(answer, 'maybe').length > 0);
      const onlySure = await ask({ ...body, sureOnly: true });
      assert.deepEqual(
        said(onlySure),
        said(answer).filter(([, likeness]) => likeness === 'sure'),
      );
      const { photos: plain } = await ask({ folders: [photos] });
      assert.ok(plain.every(({ likeness }) => likeness === null));
      const answered = await fetch(`${server.origin}/openapi.json`, { headers });
      const docs = JSON.stringify(await answered.json());
      assert.match(docs, /"likeness":\{.{0,200}"sure","maybe"/);
      assert.match(docs, /"sureOnly"/);
    } finally {
      await server.close();
      await engine.close();
    }
  });
});
