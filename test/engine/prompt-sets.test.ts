// The prompt sets of the aesthetic signal: chosen, changed, broken and put right again.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApi } from '../../electron/api/api.ts';
import { rankFolders } from '../../electron/cli/commands/ranked-folder.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { startServer } from '../../electron/browser/server.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { fillColourFolder, type ColourPhoto } from '../fixtures/colour-photos.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';

describe('the prompts of the aesthetic', () => {
  let work: string;
  let engine: Engine;
  let photos: ColourPhoto[];
  let input: { folders: string[] };
  const colourOf = (path: string | undefined) => photos.find((photo) => photo.path === path);

  before(async () => {
    work = temporaryFolder();
    input = { folders: [join(work, 'match')] };
    mkdirSync(join(work, 'match'));
    photos = await fillColourFolder(join(work, 'match'), 8);
    await ownModelFolder(join(work, 'models'));
    await writeTestClip(join(work, 'models'));
    engine = createEngine({
      ...engineOptions(join(work, 'data')),
      modelsFolder: join(work, 'models'),
    });
    await engine.call('folder.sync', input);
    await engine.call('folder.analyse', input);
  });
  after(async () => {
    await engine.close();
    dropFolder(work);
  });

  it('scores anew from the embeddings when the prompts change, without reading a photo', async () => {
    const prompts = join(work, 'data', 'prompts', 'sports.json');
    assert.ok(!existsSync(dirname(prompts)), 'a copy would stand before every later version');
    mkdirSync(dirname(prompts));
    const { paths, signals: before } = await engine.call('folder.columns', input);
    writeFileSync(prompts, JSON.stringify({ positive: ['dark'], negative: ['vibrant'] }));
    const { signals } = await engine.call('folder.columns', input);
    assert.equal((await engine.call('folder.analyse', input)).filesRead, 0);
    for (const photo of before.aesthetic.keys()) {
      const sum = (before.aesthetic[photo] ?? NaN) + (signals.aesthetic[photo] ?? NaN);
      assert.ok(Number.isFinite(sum));
    }
    const order = (values: Float64Array) =>
      [...values.keys()].sort((i, j) => at(values, i) - at(values, j));
    const colourful = (photo: number) => colourOf(paths[photo])?.share;
    assert.deepEqual(order(before.aesthetic).map(colourful), [1, 1, 1, 1, 2, 2, 2, 2]);
    assert.deepEqual(order(signals.aesthetic).map(colourful), [2, 2, 2, 2, 1, 1, 1, 1]);
    rmSync(prompts);
    const { signals: after } = await engine.call('folder.columns', input);
    assert.deepEqual(after.aesthetic, before.aesthetic);
  });

  it('leaves the aesthetic out, with the reason, where its prompts cannot be used', async () => {
    const prompts = join(work, 'data', 'prompts', 'sports.json');
    writeFileSync(prompts, '{"positive": []}');
    const { count, signals, problems } = await engine.call('folder.columns', input);
    assert.equal(count, 8);
    assert.ok(signals.aesthetic.every(Number.isNaN));
    assert.match(
      problems.map(({ message }) => message).join(),
      /^The aesthetic is not measured: .+sports\.json is no prompt set: .+ return to Podium's own\.$/,
    );
    const ask = (vector: string) => {
      const [first, second] = photos.map(({ path }) => ({ path }));
      assert.ok(first && second);
      return engine.call('vector.compare', { photos: [first, second], vector });
    };
    await assert.rejects(ask('sports'), /sports\.json is no prompt set/);
    assert.ok((await ask('album')).first > 0, 'the others go on');
    await engine.call('settings.write', { values: { 'clip.prompts': 'general' } });
    const { signals: general, problems: none } = await engine.call('folder.columns', input);
    assert.ok(general.aesthetic.every(Number.isFinite));
    assert.deepEqual(none, []);
    await engine.call('settings.reset', { names: ['clip.prompts'] });
    rmSync(prompts);
  });

  it('follows the setting that chooses the prompt set', async () => {
    const { signals: sports } = await engine.call('folder.columns', input);
    writeFileSync(
      join(work, 'data', 'prompts', 'album.json'),
      JSON.stringify({ positive: ['green'], negative: ['red'] }),
    );
    await engine.call('settings.write', { values: { 'clip.prompts': 'album' } });
    const { signals, paths } = await engine.call('folder.columns', input);
    assert.notDeepEqual(signals.aesthetic, sports.aesthetic);
    const best = signals.aesthetic.indexOf(Math.max(...signals.aesthetic));
    assert.equal(colourOf(paths[best])?.colour, 'green');
    await engine.call('settings.reset', { names: ['clip.prompts'] });
    const album = await engine.call('folder.columns', { ...input, preset: 'album' });
    assert.deepEqual(album.signals.aesthetic, signals.aesthetic, 'each preset has its own prompts');
    const other = await engine.call('folder.columns', { ...input, preset: 'portrait' });
    const general = await engine.call('folder.columns', { ...input, preset: 'general' });
    assert.deepEqual(other.signals.aesthetic, general.signals.aesthetic, 'or the general ones');
    const both = await Promise.all(
      ['album', 'sports'].map((preset) => engine.call('folder.columns', { ...input, preset })),
    );
    assert.deepEqual(
      both.map((columns) => columns.signals.aesthetic),
      [signals.aesthetic, sports.aesthetic],
      'also when two ask at once',
    );
    const usual = await engine.call('folder.columns', input);
    assert.deepEqual(usual.signals.aesthetic, sports.aesthetic);
  });

  it('ranks by the preset that is asked for, over the HTTP API and from the command line', async (test) => {
    const { call } = engine;
    const api = (origin: string) => createApi({ call, origin, version: '0' });
    const server = await startServer({ call, api, imagesFolder: work, pageFolder: work });
    test.after(() => server.close());
    type Photo = { path: string; parts: { signal: string; raw: number }[] };
    const byPath = (ranked: { photos: Photo[] }) =>
      Object.fromEntries(
        ranked.photos.map(({ path, parts }) => [
          path,
          parts.find(({ signal }) => signal === 'aesthetic')?.raw,
        ]),
      );
    for (const preset of ['sports', 'album']) {
      const { paths, signals } = await call('folder.columns', { ...input, preset });
      const expected = Object.fromEntries(paths.map((path, i) => [path, signals.aesthetic[i]]));
      const answer = await fetch(`${server.origin}/rank`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...input, preset }),
      });
      assert.deepEqual(byPath((await answer.json()) as { photos: Photo[] }), expected);
      const options = { preset, recursive: true };
      const { ranking } = await rankFolders(call, input.folders, options, test.signal);
      assert.deepEqual(ranking.columns.signals.aesthetic, signals.aesthetic);
    }
  });
});
