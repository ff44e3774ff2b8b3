// The aesthetic by a head instead of words: imported, chosen by a setting, missing, and for another CLIP.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { fillColourFolder, type ColourPhoto } from '../fixtures/colour-photos.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { offerTestHead, ownModelFolder, testHeadId, writeTestClip } from '../fixtures/test-clip.ts';

describe('the aesthetic by a head', () => {
  let work: string;
  let engine: Engine;
  let photos: ColourPhoto[];
  let input: { folders: string[] };
  const models = () => join(work, 'models');
  const file = () => join(work, 'some-head.pth');
  const columns = () => engine.call('folder.columns', input);
  const by = (way: 'prompts' | 'head') =>
    engine.call('settings.write', { values: { 'clip.aesthetic': way } });

  before(async () => {
    work = temporaryFolder();
    input = { folders: [join(work, 'match')] };
    mkdirSync(join(work, 'match'));
    photos = await fillColourFolder(join(work, 'match'), 40);
    await ownModelFolder(models());
    await writeTestClip(models());
    await offerTestHead(models(), file(), { green: 6, dark: -20 }, { bias: 3 });
    engine = createEngine({ ...engineOptions(join(work, 'data')), modelsFolder: models() });
    await engine.call('folder.sync', input);
    await engine.call('folder.analyse', input);
  });
  after(async () => {
    await engine.close();
    dropFolder(work);
  });

  it('is not measured where no head is installed, and says why', async () => {
    await by('head');
    const { count, signals, problems } = await columns();
    assert.equal(count, 40);
    assert.ok(signals.aesthetic.every(Number.isNaN));
    assert.match(
      problems.map(({ message }) => message).join(),
      /^The aesthetic is not measured: No head for the aesthetic is installed: .+ set clip\.aesthetic to prompts\.$/,
    );
    await by('prompts');
    assert.ok((await columns()).signals.aesthetic.every(Number.isFinite));
  });

  it('is a tenth of the rating by the imported weights, from 0 to 1, without reading a photo', async () => {
    const words = (await columns()).signals.aesthetic;
    await engine.call('models.import', { path: file() });
    const listed = (await engine.call('models.list', {})).find(({ id }) => id === testHeadId);
    assert.deepEqual([listed?.installed, listed?.chosen, listed?.problem], [true, true, null]);
    assert.deepEqual((await columns()).signals.aesthetic, words, 'only where the setting says so');
    await by('head');
    const { paths, signals, problems } = await columns();
    assert.deepEqual(problems, []);
    assert.equal((await engine.call('folder.analyse', input)).filesRead, 0);
    for (const [i, path] of paths.entries()) {
      const photo = photos.find((each) => each.path === path);
      assert.ok(photo);
      // A stripe on black, as a vector of length 1: so much of its colour, the rest dark.
      const [colour, dark] = [photo.share / 52, 1 - photo.share / 52];
      const length = Math.hypot(colour, dark);
      const green = photo.colour === 'green' ? 6 * colour : 0;
      const expected = Math.max(0, (3 + (green - 20 * dark) / length) / 10);
      const found = at(signals.aesthetic, i);
      assert.ok(Math.abs(found - expected) < 0.01, `${found} is not ${expected}`);
    }
    await by('prompts');
  });

  it('is a master vector of its own: a point of the rating is a unit of the logarithm of the odds', async () => {
    const { vectors } = await engine.call('vector.list', {});
    assert.deepEqual(
      vectors.find(({ name }) => name === testHeadId),
      { name: testHeadId, kind: 'rated', positive: [], negative: [], own: false },
    );
    const photo = (colour: string) => ({
      path: photos.find((each) => each.colour === colour && each.share === 10)?.path ?? '',
    });
    const ask = (a: string, b: string) =>
      engine.call('vector.compare', { photos: [photo(a), photo(b)], vector: testHeadId });
    const length = Math.hypot(10 / 52, 42 / 52);
    const odds = Math.exp((6 * 10) / 52 / length);
    const { first, second } = await ask('green', 'red');
    assert.ok(Math.abs(first / second - odds) < 0.1, `${first / second} is not ${odds}`);
    assert.ok(Math.abs(first + second - 1) < 1e-12);
    assert.deepEqual(await ask('red', 'green'), { first: second, second: first });
    const own = { name: testHeadId, positive: ['green'], negative: ['red'] };
    await assert.rejects(engine.call('vector.save', own), /is a model\. Choose another name/);
  });

  it('is refused where it was learned on another CLIP', async () => {
    await engine.call('models.remove', { id: testHeadId });
    await writeTestClip(models());
    await offerTestHead(models(), file(), { red: 1 }, { space: 'another' });
    await engine.call('models.list', {});
    await engine.call('models.import', { path: file() });
    await by('head');
    const { signals, problems } = await columns();
    assert.ok(signals.aesthetic.every(Number.isNaN));
    assert.match(
      problems.map(({ message }) => message).join(),
      /Test head and Test CLIP do not belong together: choose two of one kind/,
    );
  });
});
