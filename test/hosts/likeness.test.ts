// What CLIP sees in bursts and albums, the whole way: hashes say that the photos differ, their colours that they do not.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApi } from '../../electron/api/api.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { startServer } from '../../electron/browser/server.ts';
import { similarityOf } from '../../shared/bursts/likeness.ts';
import { cosine, hammingAt, hashWords } from '../../shared/arithmetic/vectors.ts';
import { fillBlockFolder, fourOfEach, oneMoment } from '../fixtures/block-photos.ts';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';

let work: string;
/** With the test CLIP and without: everything else is the same. */
let engines: Record<'clip' | 'plain', Engine>;
const album = () => ({ folders: [join(work, 'album')] });
const moment = () => ({ folders: [join(work, 'moment')] });

const dataFolder = (kind: string) => join(work, `${kind}-data`);
const models = (kind: string) => join(work, `${kind}-models`);

before(async () => {
  work = temporaryFolder();
  for (const name of ['album', 'moment']) mkdirSync(join(work, name));
  await fillBlockFolder(join(work, 'album'), fourOfEach);
  await fillBlockFolder(join(work, 'moment'), oneMoment);
  for (const kind of ['clip', 'plain']) await ownModelFolder(models(kind));
  await writeTestClip(models('clip'));
  const start = (kind: string) =>
    createEngine({ ...engineOptions(dataFolder(kind)), modelsFolder: models(kind) });
  engines = { clip: start('clip'), plain: start('plain') };
  for (const engine of Object.values(engines))
    for (const input of [album(), moment()]) {
      await engine.call('folder.sync', input);
      await engine.call('folder.analyse', input);
    }
});
after(async () => {
  for (const engine of Object.values(engines)) await engine.close();
  dropFolder(work);
});

type Ranked = { readonly photos: readonly { readonly path: string; readonly burst: number }[] };

const run = (kind: string, ...args: string[]) =>
  podium([...args, '--data', dataFolder(kind)], { env: { PODIUM_MODELS: models(kind) } });

async function ranked(kind: string, folder: string, ...args: string[]): Promise<Ranked> {
  const { code, stdout, stderr } = await run(kind, 'rank', join(work, folder), '--json', ...args);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Ranked;
}

/** Asks as another program does. */
async function overHttp(kind: 'clip' | 'plain', body: object): Promise<Ranked> {
  const { call } = engines[kind];
  const api = (origin: string) => createApi({ call, origin, version: '0' });
  const server = await startServer({ call, api, imagesFolder: work, pageFolder: work });
  try {
    const authorization = `Bearer ${server.token}`;
    const headers = { authorization, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await (await fetch(`${server.origin}/rank`, init)).json()) as Ranked;
  } finally {
    await server.close();
  }
}

const colours = ({ photos }: Ranked) => photos.map(({ path }) => colourOf(path)).sort();
const colourOf = (path: string) => basename(path).replace(/-.*$/, '');
const allColours = ['blue', 'green', 'red', 'yellow'];

describe('embeddings of a folder', () => {
  it('come as rows that keep the cosine, in the order of the columns', async () => {
    const { call } = engines.clip;
    const { ids, paths } = await call('folder.columns', album());
    const embeddings = await call('folder.embeddings', album());
    assert.deepEqual(embeddings.ids, ids);
    assert.deepEqual(
      [embeddings.dimensions, embeddings.space, embeddings.rows.length],
      [512, 'test-clip-colours', 16 * 512],
    );
    const similarity = similarityOf(embeddings);
    assert.ok(similarity);
    const pure = (path: string) => [
      ...allColours.map((name) => Number(colourOf(path) === name)),
      1,
    ];
    paths.forEach((a, i) => {
      paths.forEach((b, j) => {
        const expected = cosine(pure(a), pure(b)); // half of a photo is its colour, half is black
        assert.ok(Math.abs(similarity.cosine(i, j) - expected) < 0.02, `${a} ${b}`);
      });
    });
  });

  it('are none without CLIP, and none of photos that CLIP has not seen', async () => {
    const { ids } = await engines.plain.call('folder.columns', album());
    const none = await engines.plain.call('folder.embeddings', album());
    assert.deepEqual([none.ids, none.rows.length, none.dimensions], [ids, 0, 0]);
    assert.ok(none.known.every((known) => known === 0));
  });

  it('belong to photos that their hashes tell apart', async () => {
    const { perceptualHash, count } = await engines.clip.call('folder.columns', album());
    const words = hashWords(perceptualHash);
    for (let i = 1; i < count; i++)
      for (let j = 0; j < i; j++) assert.ok(hammingAt(words, i, j) > 12, `${i} ${j}`);
  });
});

describe('an album by what CLIP saw', () => {
  const choice = ['--top', '4', '--variety', '0.6', '--weights', 'sharpness=1'];
  const body = () => ({ ...album(), top: 4, variety: 0.6, weights: { sharpness: 1 } });

  it('shows every colour, on the command line and over HTTP', async () => {
    assert.deepEqual(colours(await ranked('clip', 'album', ...choice)), allColours);
    assert.deepEqual(colours(await overHttp('clip', body())), allColours);
  });

  it('is exported so', async () => {
    const to = join(work, 'exported');
    const args = ['export', join(work, 'album'), '--to', to, '--dry-run', ...choice];
    const { code, stdout, stderr } = await run('clip', ...args);
    assert.equal(code, 0, stderr);
    const exported = stdout
      .trim()
      .split('\n')
      .map((line) => colourOf(line.split(' -> ')[0] ?? ''));
    assert.deepEqual(exported.sort(), allColours);
  });

  it('is by the hashes without CLIP: the brightest colours, which are the sharpest', async () => {
    const plain = colours(await ranked('plain', 'album', ...choice));
    assert.ok(new Set(plain).size < 4, plain.join());
    assert.deepEqual(colours(await overHttp('plain', body())), plain);
  });
});

describe('a burst by what CLIP saw', () => {
  /** The bursts by the photos' names. */
  const burstsOf = ({ photos }: Ranked) => {
    const named = new Map<number, string[]>();
    for (const { path, burst } of photos)
      named.set(burst, [...(named.get(burst) ?? []), basename(path, '.jpg')].sort());
    return [...named.values()].sort();
  };

  it('holds the frames of one moment, on the command line and over HTTP', async () => {
    const expected = [['first', 'second', 'third'], ['other']];
    assert.deepEqual(burstsOf(await ranked('clip', 'moment')), expected);
    assert.deepEqual(burstsOf(await overHttp('clip', moment())), expected);
  });

  it('is not there without CLIP', async () => {
    const alone = [['first'], ['other'], ['second'], ['third']];
    assert.deepEqual(burstsOf(await ranked('plain', 'moment')), alone);
    assert.deepEqual(burstsOf(await overHttp('plain', moment())), alone);
  });
});
