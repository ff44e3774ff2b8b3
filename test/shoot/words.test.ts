// Photos found by words while other words are asked for, results arrive, and the search is taken back: by the test CLIP.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { fillColourFolder, type ColourPhoto } from '../fixtures/colour-photos.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { namesOf, openIn, testHost } from '../fixtures/shoot-in-test.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';
import { analyse } from '../../shared/shoot/acts/analysing.ts';
import {
  clearSearch,
  searchWords,
  setFilters,
  showAllFound,
} from '../../shared/shoot/acts/looking.ts';
import { takeNewColumns } from '../../shared/shoot/acts/results.ts';
import { takeBack } from '../../shared/shoot/acts/undo.ts';

describe('words', { timeout: 300_000 }, () => {
  let engine: Engine;
  let [data, models, folder] = ['', '', ''];
  let photos: ColourPhoto[] = [];

  const open = async () => {
    const host = testHost(() => engine.call);
    const shoot = await openIn(host, [folder]);
    await analyse(shoot);
    setFilters(shoot, { stacked: false }, 'unstacked');
    const colours = () =>
      namesOf(shoot.get()).map(
        (name) => photos.find(({ path }) => path.endsWith(name))?.colour ?? 'none',
      );
    return { host, shoot, colours };
  };

  before(async () => {
    [data, models, folder] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    photos = await fillColourFolder(folder, 40);
    const modelsFolder = join(models, 'models');
    await ownModelFolder(modelsFolder);
    await writeTestClip(modelsFolder);
    engine = createEngine({ ...engineOptions(data), modelsFolder });
  });
  after(async () => {
    await engine.close();
    for (const made of [data, models, folder]) dropFolder(made);
  });

  it('find the photos that show them, and no longer filter by name', async () => {
    const { shoot, colours } = await open();
    setFilters(shoot, { text: 'blue' }, 'typed', 'text');
    assert.equal(shoot.get().order.shown.length, 0);
    await searchWords(shoot, 'blue', 'search');
    assert.ok(colours().length > 3 && colours().every((colour) => colour === 'blue'));
    assert.equal(shoot.get().wanted.filters.text, '');
    showAllFound(shoot, true);
    assert.equal(colours().length, 40);
    assert.equal(colours()[0], 'blue');
  });

  it('with a number beside them find among the photos that show it', async () => {
    const { shoot } = await open();
    await searchWords(shoot, '#10 blue', 'search');
    const { search, filters } = shoot.get().wanted;
    assert.deepEqual([search?.words, filters.number, filters.text], ['blue', '10', '']);
    assert.equal(shoot.get().order.shown.length, 0, 'nobody wears a number here');
    await takeBack(shoot, 'looked')?.done;
    assert.deepEqual([shoot.get().wanted.search, shoot.get().wanted.filters.number], [null, '']);
  });

  it('are not looked for where a number alone is typed', async () => {
    const { host, shoot } = await open();
    setFilters(shoot, { text: '#7' }, 'typed', 'text');
    await searchWords(shoot, '#7', 'search');
    const { search, filters } = shoot.get().wanted;
    assert.deepEqual([search, filters.number, filters.text], [null, '7', '']);
    assert.equal(host.calls('search.photos'), 0);
  });

  it('that are asked for while others are looked for are the ones that are found', async () => {
    const { host, shoot, colours } = await open();
    const search = host.hold('search.photos');
    const first = searchWords(shoot, 'red', 'search for red');
    await search.asked;
    assert.deepEqual(shoot.get().asked.words, { words: 'red', problem: null });
    await searchWords(shoot, 'green', 'search for green');
    const green = shoot.get();
    await search.come();
    await first;
    assert.equal(shoot.get(), green);
    assert.ok(colours().every((colour) => colour === 'green'));
    assert.equal(green.looked.done.filter(({ text }) => text.startsWith('search')).length, 1);
  });

  it('are left when the search is cleared before anything was found', async () => {
    const { host, shoot } = await open();
    const search = host.hold('search.photos');
    const asked = searchWords(shoot, 'red', 'search');
    await search.asked;
    await clearSearch(shoot, () => 'search');
    await search.come();
    await asked;
    assert.equal(shoot.get().wanted.search, null);
    assert.equal(shoot.get().asked.words, null);
    assert.equal(shoot.get().order.shown.length, 40);
  });

  it('come back from other words, and after the search was cleared, also when results came in between', async () => {
    const { shoot, colours } = await open();
    await searchWords(shoot, 'blue', 'search for blue');
    const blue = namesOf(shoot.get());
    await searchWords(shoot, 'green', 'search for green');
    await takeBack(shoot, 'looked')?.done;
    assert.deepEqual(namesOf(shoot.get()), blue);
    await clearSearch(shoot, (words) => `search for ${words}`);
    assert.equal(colours().length, 40);
    await takeNewColumns(shoot);
    const back = takeBack(shoot, 'looked') ?? assert.fail('there is a step');
    assert.equal(back.step.text, 'search for blue');
    await back.done;
    assert.deepEqual(namesOf(shoot.get()), blue);
    await takeNewColumns(shoot);
    assert.deepEqual(namesOf(shoot.get()), blue, 'the same words are found in new columns');
  });

  it('that nothing can be found by say why, and leave the photos as they were', async () => {
    const { host, shoot } = await open();
    const before = namesOf(shoot.get());
    const goOn = host.refuse('search.photos');
    await searchWords(shoot, 'blue', 'search');
    assert.deepEqual(shoot.get().asked.words, { words: 'blue', problem: 'Refused by the test.' });
    assert.deepEqual(namesOf(shoot.get()), before);
    assert.deepEqual(host.problems, [], 'it is said where it was asked');
    goOn();
    await clearSearch(shoot, () => 'search');
    assert.equal(shoot.get().asked.words, null);
  });
});
