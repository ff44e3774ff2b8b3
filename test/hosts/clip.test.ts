// From words to ranked photos by the test CLIP: 200 photos of known colours, through engine, HTTP and command line.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { createApi } from '../../electron/api/api.ts';
import { startServer } from '../../electron/browser/server.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { rankPhotos } from '../../shared/ranking/ranking.ts';
import {
  fillColourFolder,
  mostColourfulFirst,
  striped,
  stripeNames,
  type ColourPhoto,
} from '../fixtures/colour-photos.ts';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';

describe('photos by words', () => {
  let work: string;
  let engine: Engine;
  let photos: ColourPhoto[];
  const input = () => ({ folders: [join(work, 'match')] });
  const few = () => ({ folders: [join(work, 'few')] });
  const start = () =>
    createEngine({ ...engineOptions(join(work, 'data')), modelsFolder: join(work, 'models') });
  const restart = async () => {
    await engine.close();
    engine = start();
  };
  const colourOf = (path: string | undefined) => photos.find((photo) => photo.path === path);

  before(async () => {
    work = temporaryFolder();
    mkdirSync(join(work, 'match'));
    mkdirSync(join(work, 'few'));
    photos = await fillColourFolder(join(work, 'match'));
    await fillColourFolder(join(work, 'few'), 6);
    await ownModelFolder(join(work, 'models'));
    engine = start();
    await engine.call('folder.sync', few());
    await engine.call('folder.sync', input());
  });
  after(async () => {
    await engine.close();
    dropFolder(work);
  });

  it('says what is missing while no CLIP is installed, and measures everything else', async () => {
    const summary = await engine.call('folder.analyse', few());
    assert.equal(summary.analysed, 6);
    const { signals } = await engine.call('folder.columns', few());
    assert.ok(signals.aesthetic.every(Number.isNaN));
    await assert.rejects(
      engine.call('search.photos', { ...few(), words: 'red' }),
      (error) =>
        error instanceof EngineError &&
        error.code === 'not-found' &&
        error.message.startsWith("CLIP for images, CLIP for words and CLIP's tokenizer are not"),
    );
  });

  it('makes exactly one stage stale when CLIP is installed: one inference a photo', async () => {
    await engine.close();
    await writeTestClip(join(work, 'models'));
    engine = start();
    const summary = await engine.call('folder.analyse', few());
    assert.deepEqual([summary.analysed, summary.decoded, summary.inferences], [6, 6, 6]);
    const again = await engine.call('folder.analyse', few());
    assert.deepEqual([again.filesRead, again.decoded, again.inferences], [0, 0, 0]);
    assert.equal((await engine.call('folder.analyse', input())).analysed, 194, 'six are copies');
  });

  it('orders the photos of a colour by how much of it they show', async () => {
    const { paths } = await engine.call('folder.columns', input());
    for (const colour of stripeNames) {
      const found = await engine.call('search.photos', { ...input(), words: colour });
      assert.equal(found.model, 'Test CLIP');
      const takenMs = new Float64Array(200);
      const order = rankPhotos(Float64Array.from(found.similarity), { paths, takenMs });
      const best = [...order.slice(0, 50)].map((photo) => paths[photo]);
      assert.deepEqual(best, mostColourfulFirst(photos, colour));
    }
  });

  it('gives the same order to other programs, over the HTTP API', async (test) => {
    const { call } = engine;
    const api = (origin: string) => createApi({ call, origin, version: '0' });
    const server = await startServer({ call, api, imagesFolder: work, pageFolder: work });
    test.after(() => server.close());
    const authorization = `Bearer ${server.token}`;
    const headers = { authorization, 'content-type': 'application/json' };
    type Answer = { photos: { path: string }[]; first: number };
    const ask = async (path: string, body: object) => {
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      return (await (await fetch(`${server.origin}${path}`, init)).json()) as Answer;
    };
    const pathsOf = ({ photos: all }: Answer) => all.map(({ path }) => path);
    for (const colour of stripeNames) {
      const found = pathsOf(await ask('/search', { ...input(), words: colour, top: 50 }));
      assert.deepEqual(found, mostColourfulFirst(photos, colour));
    }
    const ranked = pathsOf(await ask('/rank', { ...input(), weights: { aesthetic: 1 } }));
    assert.ok(ranked.slice(0, 4).every((path) => colourOf(path)?.share === 50));
    const { first } = await ask('/compare', { first: ranked[0], second: ranked.at(-1) });
    assert.ok(first > 0.99, String(first));
  });

  it('scores the aesthetic by the prompt set: the more vivid, the better', async () => {
    const { paths, signals } = await engine.call('folder.columns', input());
    const order = [...signals.aesthetic.keys()].sort(
      (a, b) => (signals.aesthetic[b] ?? NaN) - (signals.aesthetic[a] ?? NaN),
    );
    assert.ok(signals.aesthetic.every((value) => value > 0 && value < 1));
    assert.deepEqual(
      order.map((photo) => colourOf(paths[photo])?.share),
      Array.from({ length: 200 }, (_, i) => 50 - Math.floor(i / 4)),
    );
  });

  it('embeds again, and only that, when the crops change', async () => {
    await engine.call('settings.write', { values: { 'clip.crops': 'squares' } });
    const summary = await engine.call('folder.analyse', few());
    assert.deepEqual([summary.analysed, summary.inferences], [6, 6], 'square photos: one square');
    await engine.call('settings.reset', { names: ['clip.crops'] });
    assert.equal((await engine.call('folder.analyse', few())).analysed, 6);
  });

  describe('two photos compared', () => {
    const photo = (colour: string, share: number) => {
      const found = photos.find((one) => one.colour === colour && one.share === share);
      return { path: found?.path ?? '' };
    };
    const compare = (a: string, b: string, vector: string) =>
      engine.call('vector.compare', { photos: [photo(a, 40), photo(b, 40)], vector });

    it("lists the prompt sets and keeps the user's own master vectors", async () => {
      const own = { name: 'Greener', positive: ['green'], negative: ['red'] };
      await engine.call('vector.save', own);
      await restart();
      const { vectors } = await engine.call('vector.list', {});
      assert.deepEqual(
        vectors.map(({ name, own: isOwn }) => [name, isOwn]),
        [
          ['album', false],
          ['general', false],
          ['sports', false],
          ['Greener', true],
        ],
      );
      assert.deepEqual(vectors.at(-1), { ...own, kind: 'prompts', own: true });
    });

    it('gives probabilities that sum to 1, whichever photo is first', async () => {
      const { first, second } = await compare('green', 'red', 'Greener');
      assert.ok(first > 0.99);
      assert.ok(Math.abs(first + second - 1) < 1e-12);
      const turned = await compare('red', 'green', 'Greener');
      assert.deepEqual([turned.first, turned.second], [second, first]);
      const same = await compare('red', 'red', 'Greener');
      assert.deepEqual(same, { first: 0.5, second: 0.5 });
    });

    it('takes photos by id and as bytes too, with the same answer', async () => {
      const { paths, ids } = await engine.call('folder.columns', input());
      const vector = 'Greener';
      const { path } = photo('green', 40);
      const second = photo('blue', 40);
      const expected = await engine.call('vector.compare', { photos: [{ path }, second], vector });
      const id = ids[paths.indexOf(path)] ?? NaN;
      const bytes = Uint8Array.from(readFileSync(path));
      for (const first of [{ id }, { bytes, name: 'dropped.png' }]) {
        const given = await engine.call('vector.compare', { photos: [first, second], vector });
        assert.deepEqual(given, expected);
      }
    });

    it('embeds photos that are in no open folder', async () => {
      const elsewhere = join(work, 'elsewhere.png');
      const { widthPx, heightPx, data } = striped([300, 200], 'green', 0, 250);
      const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
      await sharp(data, { raw }).toFile(elsewhere);
      const { first } = await engine.call('vector.compare', {
        photos: [{ path: elsewhere }, photo('red', 40)],
        vector: 'Greener',
      });
      assert.ok(first > 0.99);
      assert.ok((await engine.call('folder.columns', input())).count === 200);
    });

    it('says what is wrong: an unknown vector, a photo that is not there, a name that is taken', async () => {
      await assert.rejects(compare('red', 'blue', 'None'), /There is no master vector "None"/);
      const gone = { path: join(work, 'gone.jpg') };
      await assert.rejects(
        engine.call('vector.compare', { photos: [gone, gone], vector: 'album' }),
        /There is no photo at .*gone\.jpg/,
      );
      const taken = { name: 'album', positive: ['a'], negative: ['b'] };
      await assert.rejects(engine.call('vector.save', taken), /"album" is one of the prompt sets/);
      await engine.call('vector.remove', { name: 'Greener' });
      await assert.rejects(engine.call('vector.remove', { name: 'Greener' }), /no master vector/);
    });
  });

  describe('the command line', () => {
    const run = (...args: string[]) =>
      podium([...args, '--data', join(work, 'data')], {
        env: { PODIUM_MODELS: join(work, 'models') },
      });

    it('finds the photos of a colour, the most colourful first', async () => {
      const { code, stdout, stderr } = await run(
        ...['search', join(work, 'match'), 'a photo of BLUE', '--top', '50', '--json'],
      );
      assert.equal(code, 0, stderr);
      const result = JSON.parse(stdout) as { model: string; photos: { path: string }[] };
      const found = result.photos.map(({ path }) => path);
      assert.deepEqual(found, mostColourfulFirst(photos, 'blue'));
      assert.equal(result.model, 'Test CLIP');
    });

    it('prints a table, and says what is missing without CLIP', async () => {
      const shown = await run('search', join(work, 'match'), 'green', '--top', '2');
      assert.match(shown.stdout, /^1 {2}0\.\d{3} {2}\/.*\n2 {2}0\.\d{3} {2}\/.*\n$/);
      assert.match(shown.stderr, /The 2 of 200 photos that are likest to "green", by Test CLIP/);
      const args = ['search', join(work, 'few'), 'green', '--data', join(work, 'data')];
      const without = await podium(args);
      assert.equal(without.code, 2);
      assert.match(without.stderr, /CLIP for images.* not installed: the list of models says/);
    });

    it('compares two photos', async () => {
      const vivid = photos.find((one) => one.share === 50)?.path ?? '';
      const gloomy = photos.find((one) => one.share === 1)?.path ?? '';
      const { code, stdout } = await run('compare', vivid, gloomy, '--json');
      assert.equal(code, 0);
      const { first, second, vector } = JSON.parse(stdout) as {
        first: number;
        second: number;
        vector: string;
      };
      assert.equal(vector, 'sports');
      assert.ok(first > 0.99 && Math.abs(first + second - 1) < 1e-12);
      const text = await run('compare', vivid, gloomy, '--vector', 'general');
      assert.match(text.stdout, /^\d\.\d{4} {2}\/.*\n\d\.\d{4} {2}\/.*\n$/);
      const unknown = await run('compare', vivid, gloomy, '--vector', 'mine');
      assert.equal(unknown.code, 2);
      assert.match(unknown.stderr, /There is no master vector "mine"/);
    });

    it('ranks by the aesthetic signal, explains it and writes it', async () => {
      const { code, stdout, stderr } = await run(
        ...['rank', join(work, 'match'), '--weights', 'aesthetic=1', '--json'],
      );
      assert.equal(code, 0, stderr);
      const { photos: ranked } = JSON.parse(stdout) as {
        photos: { path: string; parts: { signal: string }[]; sentence: string }[];
      };
      assert.equal(colourOf(ranked[0]?.path)?.share, 50);
      assert.deepEqual(
        ranked[0]?.parts.map(({ signal }) => signal),
        ['aesthetic'],
      );
      assert.match(ranked[0].sentence, /looks professional/);
      const { stdout: figures } = await run(
        ...['evaluate', join(work, 'match'), '--json', '--out', join(work, 'evaluation')],
      );
      const { sharpness_corr } = JSON.parse(figures) as { sharpness_corr: number | null };
      assert.notEqual(sharpness_corr, null);
    });
  });
});
