// From words to ranked photos by the test CLIP: 200 photos of known colours through the engine.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { EngineError } from '../../shared/rpc.ts';
import { rankPhotos } from '../../shared/ranking.ts';
import { fillColourFolder, stripeNames, type ColourPhoto } from '../fixtures/colour-photos.ts';
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
      const order = rankPhotos(Float64Array.from(found.similarity), {
        paths,
        takenMs: new Float64Array(200),
      });
      const best = [...order.slice(0, 50)].map((photo) => colourOf(paths[photo]));
      assert.ok(best.every((photo) => photo?.colour === colour));
      assert.deepEqual(
        best.map((photo) => photo?.share),
        Array.from({ length: 50 }, (_, i) => 50 - i),
      );
    }
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

  it('scores anew from the embeddings when the prompts change, without reading a photo', async () => {
    const prompts = join(work, 'data', 'prompts', 'sports.json');
    const { signals: before } = await engine.call('folder.columns', input());
    writeFileSync(prompts, JSON.stringify({ positive: ['dark'], negative: ['vibrant'] }));
    const { signals } = await engine.call('folder.columns', input());
    assert.equal((await engine.call('folder.analyse', input())).filesRead, 0);
    for (const photo of before.aesthetic.keys()) {
      const sum = (before.aesthetic[photo] ?? NaN) + (signals.aesthetic[photo] ?? NaN);
      assert.ok(Number.isFinite(sum));
    }
    const lowest = signals.aesthetic.indexOf(Math.min(...signals.aesthetic));
    assert.equal(before.aesthetic[lowest], Math.max(...before.aesthetic));
    writeFileSync(prompts, '{"positive": []}');
    await assert.rejects(engine.call('folder.columns', input()), /sports\.json is no prompt set/);
    rmSync(prompts);
    await restart();
    const { signals: after } = await engine.call('folder.columns', input());
    assert.deepEqual(after.aesthetic, before.aesthetic);
  });

  it('follows the setting that chooses the prompt set', async () => {
    const { signals: sports } = await engine.call('folder.columns', input());
    writeFileSync(
      join(work, 'data', 'prompts', 'album.json'),
      JSON.stringify({ positive: ['green'], negative: ['red'] }),
    );
    await engine.call('settings.write', { values: { 'clip.prompts': 'album' } });
    const { signals, paths } = await engine.call('folder.columns', input());
    assert.notDeepEqual(signals.aesthetic, sports.aesthetic);
    const best = signals.aesthetic.indexOf(Math.max(...signals.aesthetic));
    assert.equal(colourOf(paths[best])?.colour, 'green');
    await engine.call('settings.reset', { names: ['clip.prompts'] });
  });

  it('embeds again, and only that, when the crops change', async () => {
    await engine.call('settings.write', { values: { 'clip.crops': 'squares' } });
    const summary = await engine.call('folder.analyse', few());
    assert.deepEqual([summary.analysed, summary.inferences], [6, 6], 'square photos: one square');
    await engine.call('settings.reset', { names: ['clip.crops'] });
    assert.equal((await engine.call('folder.analyse', few())).analysed, 6);
  });
});
