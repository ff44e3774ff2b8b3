// Sports through the engine: an imported classifier and CLIP's zero-shot, told once, kept, told again when they change.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { sportNames } from '../../electron/engine/scoring/sports.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { countSports } from '../../shared/sport/sport.ts';
import {
  colourSports,
  plainPhoto,
  sportColours,
  writeColourClassifier,
} from '../fixtures/colour-classifier.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';

const photoCounts = { tennis: 3, golf: 2, swimming: 1 } as const;

function sportOf({ sports }: PhotoColumns, photo: number): string | undefined {
  return sports.names[sports.best[photo] ?? -1];
}

describe('sports of a folder', () => {
  let work: string;
  let engine: Engine;
  const input = () => ({ folders: [join(work, 'match')] });
  const columns = () => engine.call('folder.columns', input());
  const restart = async () => {
    await engine.close();
    engine = createEngine({
      ...engineOptions(join(work, 'data')),
      modelsFolder: join(work, 'models'),
    });
  };
  const assertAllRight = async () => {
    const found = await columns();
    found.paths.forEach((path, photo) => {
      assert.ok(path.includes(`/${sportOf(found, photo) ?? 'none'}-`), path);
      assert.ok((found.sports.confidence[photo] ?? 0) > 0.5);
    });
    return found;
  };

  before(async () => {
    work = temporaryFolder();
    mkdirSync(join(work, 'match'));
    for (const sport of colourSports)
      for (let number = 1; number <= photoCounts[sport]; number++) {
        const photo = await plainPhoto(sportColours[sport], 100 + 10 * number);
        writeFileSync(join(work, 'match', `${sport}-${number}.png`), photo);
      }
    await ownModelFolder(join(work, 'models'));
    const options = engineOptions(join(work, 'data'));
    engine = createEngine({ ...options, modelsFolder: join(work, 'models') });
    await engine.call('folder.sync', input());
    await engine.call('folder.analyse', input());
  });
  after(async () => {
    await engine.close();
    dropFolder(work);
  });

  it('are unknown where nothing tells them, and a call says what would', async () => {
    const { sports, signals } = await columns();
    assert.deepEqual([...new Set(sports.best)], [-1]);
    assert.ok(signals.sport.every(Number.isNaN));
    const { classes, model } = await engine.call('sport.classes', {});
    assert.deepEqual([classes.length, model], [100, null], 'which there are is known all the same');
    const photos = [{ path: join(work, 'match', 'golf-1.png') }];
    await assert.rejects(
      engine.call('sport.predict', { photos }),
      (error) =>
        error instanceof EngineError &&
        error.code === 'not-found' &&
        /Import a classifier with its labels file .*or install CLIP/.test(error.message),
    );
  });

  it('are told by an imported classifier: one stage more, and only that', async () => {
    await writeColourClassifier(join(work, 'models'), 'colours');
    await restart();
    const summary = await engine.call('folder.analyse', input());
    // Three made pictures try the classifier when it is opened.
    assert.deepEqual([summary.analysed, summary.decoded, summary.inferences], [6, 6, 6 + 3]);
    const again = await engine.call('folder.analyse', input());
    assert.deepEqual([again.filesRead, again.decoded, again.inferences], [0, 0, 0]);
    const found = await assertAllRight();
    assert.deepEqual(countSports(found.sports), [
      { sport: 'tennis', photos: 3 },
      { sport: 'golf', photos: 2 },
      { sport: 'swimming', photos: 1 },
    ]);
    const { classes, model } = await engine.call('sport.classes', {});
    assert.deepEqual([classes, model], [[...colourSports], 'colours']);
  });

  it('give a signal for the chosen sport: its probability in every photo', async () => {
    await engine.call('settings.write', { values: { 'sport.chosen': 'golf' } });
    const { signals, paths } = await columns();
    paths.forEach((path, photo) => {
      const value = signals.sport[photo] ?? NaN;
      assert.ok(path.includes('/golf-') ? value > 0.9 : value < 0.1, `${path} ${value}`);
    });
    const written = await engine.call('settings.write', { values: { 'sport.chosen': 'GOLF ' } });
    assert.equal(written['sport.chosen'], 'golf');
    await assert.rejects(
      engine.call('settings.write', { values: { 'sport.chosen': 'golff' } }),
      /Nothing here tells the sport "golff"\. The sports are tennis, golf, swimming\./,
    );
    await engine.call('settings.reset', { names: ['sport.chosen'] });
    assert.ok((await columns()).signals.sport.every(Number.isNaN));
  });

  it('are told of any photo: by id, by path, as bytes', async () => {
    const { ids, paths } = await columns();
    const bytes = new Uint8Array(await plainPhoto(sportColours.swimming, 77));
    const { predictions, model } = await engine.call('sport.predict', {
      photos: [
        { id: ids[0] ?? NaN },
        { path: join(work, 'match', 'tennis-1.png') },
        { bytes, name: 'dropped.png' },
      ],
    });
    assert.equal(model, 'colours');
    assert.match(paths[0] ?? '', /golf-1/);
    assert.deepEqual(
      predictions.map(({ sport }) => sport),
      ['golf', 'tennis', 'swimming'],
    );
    for (const { confidence, top3 } of predictions) {
      assert.equal(confidence, top3[0]?.confidence);
      assert.ok(Math.abs(top3.reduce((sum, one) => sum + one.confidence, 0) - 1) < 1e-5);
    }
  });

  it('are not told of what is no photo, and the sentence says why', async () => {
    const photos = [{ bytes: new TextEncoder().encode('hello'), name: 'note.jpg' }];
    await assert.rejects(engine.call('sport.predict', { photos }), /note\.jpg could not be read/);
    const gone = [{ path: join(work, 'none.jpg') }];
    await assert.rejects(engine.call('sport.predict', { photos: gone }), /There is no photo at/);
    const classifier = 'nothing';
    await assert.rejects(
      engine.call('sport.predict', { photos: gone, classifier }),
      /no classifier "nothing"; there are "colours", "clip"/,
    );
  });

  it('are told again when a call has replaced what was kept of a photo', async () => {
    const { ids } = await columns();
    await engine.call('settings.write', { values: { 'decode.analysisPx': 512 } });
    await engine.call('sport.predict', { photos: [{ id: ids[0] ?? NaN }] });
    await engine.call('settings.reset', { names: ['decode.analysisPx'] });
    assert.equal((await engine.call('folder.analyse', input())).analysed, 1);
    await assertAllRight();
    assert.equal((await engine.call('folder.analyse', input())).filesRead, 0);
  });

  it('are told again when another classifier is chosen, and kept for when the first is back', async () => {
    await writeColourClassifier(join(work, 'models'), 'swapped', { order: [1, 0, 2] });
    await engine.call('models.choose', { role: 'classifier', id: 'swapped' });
    const before = await columns();
    assert.ok(before.sports.best.every((best) => best === -1));
    assert.equal((await engine.call('folder.analyse', input())).analysed, 6);
    const swapped = await columns();
    assert.equal(sportOf(swapped, 0), 'tennis', 'golf is green: the second class');
    await engine.call('models.choose', { role: 'classifier', id: 'colours' });
    assert.equal((await engine.call('folder.analyse', input())).analysed, 0);
    await assertAllRight();
  });

  it('stay known when the same classifier comes back under another name', async () => {
    await writeColourClassifier(join(work, 'models'), 'renamed');
    await engine.call('models.choose', { role: 'classifier', id: 'renamed' });
    assert.equal((await engine.call('folder.analyse', input())).filesRead, 0);
    await assertAllRight();
    await engine.call('models.choose', { role: 'classifier', id: 'colours' });
  });

  it('keep their classifier while photos are analysed by it, and not for longer', async () => {
    await writeColourClassifier(join(work, 'models'), 'used', { sharpness: 3 });
    await engine.call('models.choose', { role: 'classifier', id: 'used' });
    const [analysed, removed] = await Promise.allSettled([
      engine.call('folder.analyse', input()),
      engine.call('models.remove', { id: 'used' }),
    ]);
    assert.ok(analysed.status === 'fulfilled' && analysed.value.analysed === 6);
    assert.ok(removed.status === 'rejected');
    assert.match(String(removed.reason), /used is in use: photos are being analysed\. Pause that/);
    await engine.call('models.remove', { id: 'used' });
    await engine.call('models.choose', { role: 'classifier', id: 'colours' });
  });

  it('are told by CLIP where that is set: from the embeddings, no photo read', async () => {
    await writeTestClip(join(work, 'models'));
    await writeColourClassifier(join(work, 'models'), 'colours');
    await restart();
    await engine.call('folder.analyse', input());
    await engine.call('settings.write', { values: { 'sport.source': 'clip' } });
    const summary = await engine.call('folder.analyse', input());
    assert.deepEqual([summary.filesRead, summary.decoded], [0, 0]);
    const { sports } = await columns();
    assert.deepEqual(sports.names, sportNames);
    const { ids, paths } = await columns();
    // The test CLIP knows colours, and that rugby is red, fencing green and swimming blue.
    const byColour = { tennis: 'rugby', golf: 'fencing', swimming: 'swimming' };
    paths.forEach((path, photo) => {
      const colour = colourSports.find((sport) => path.includes(`/${sport}-`)) ?? 'tennis';
      assert.equal(sports.names[sports.best[photo] ?? -1], byColour[colour]);
    });
    const photos = [...ids].map((id) => ({ id }));
    const { predictions, model } = await engine.call('sport.predict', { photos });
    assert.equal(model, 'clip');
    predictions.forEach(({ sport, confidence }, photo) => {
      assert.equal(sports.names[sports.best[photo] ?? -1], sport);
      assert.ok(Math.abs((sports.confidence[photo] ?? NaN) - confidence) < 1e-6);
    });
    await engine.call('settings.reset', { names: ['sport.source'] });
    await assertAllRight();
  });
});
