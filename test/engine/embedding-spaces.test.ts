// Two face embedders over one cache: nothing of one is compared with the other, and what is stale is exactly the faces.

import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { ownModels } from '../../models/catalogue.ts';
import { manifest } from '../../models/manifest.ts';
import type { ModelRole } from '../../shared/models.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import {
  dropFolder,
  engineOptions,
  samplePhoto,
  temporaryFolder,
} from '../fixtures/match-folder.ts';
import { addProbe, ferProbe, ocecProbe, sfaceProbe } from '../fixtures/probe-networks.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

const yunet = new URL('../../../shared/models/yunet_n_dynamic.onnx', import.meta.url).pathname;

describe('a change of models', () => {
  let data: string;
  let models: string;
  let photos: string;
  let engine: Engine;
  const half = () => ({ folders: [join(photos, 'half')] });
  const all = () => ({ folders: [photos] });
  const analyse = async (input: { folders: string[] }) => {
    await engine.call('folder.sync', all());
    return engine.call('folder.analyse', input);
  };
  const choose = (role: ModelRole, id: string | null) => engine.call('models.choose', { role, id });
  const match = (id: number, ordinal = 0) =>
    engine.call('person.match', { ...all(), references: [{ id, ordinal }] });

  before(async () => {
    data = temporaryFolder();
    models = temporaryFolder();
    photos = temporaryFolder();
    await ownModelFolder(models);
    const probes = [
      await addProbe(models, 'made-embedder', 'sface', sfaceProbe),
      await addProbe(models, 'made-expression', 'fer-mobilefacenet', ferProbe),
      await addProbe(models, 'made-eyes', 'ocec', ocecProbe),
    ];
    await (await ownModels(models, manifest)).write(probes);
    mkdirSync(join(photos, 'half'));
    copyFileSync(samplePhoto(1), join(photos, 'half', 'one.jpg'));
    copyFileSync(samplePhoto(3), join(photos, 'two.jpg'));
    engine = createEngine({ ...engineOptions(data), modelsFolder: models });
  });
  /** Every test starts with all photos described by the embedded models. */
  beforeEach(async () => {
    await choose('face-detector', 'ssd-mobilenet-v1');
    await choose('face-embedder', 'face-recognition');
    await choose('expression', 'face-expression');
    await analyse(all());
  });
  after(async () => {
    await engine.close();
    for (const folder of [data, models, photos]) dropFolder(folder);
  });

  it('runs the faces of every photo again and nothing else, and nothing at all when nothing changed', async () => {
    assert.equal((await analyse(all())).inferences, 0);
    const before = await engine.call('folder.columns', all());
    await choose('expression', 'made-expression');
    const summary = await analyse(all());
    assert.deepEqual([summary.analysed, summary.failed], [2, 0]);
    const now = await engine.call('folder.columns', all());
    assert.deepEqual(now.signals.sharpness, before.signals.sharpness);
    assert.deepEqual(now.faces.box, before.faces.box);
    assert.notDeepEqual(now.faces.smile, before.faces.smile);
    assert.equal((await analyse(all())).inferences, 0);
    await choose('expression', 'face-expression');
    await analyse(all());
    const back = await engine.call('folder.columns', all());
    assert.deepEqual(back.faces.smile, before.faces.smile);
  });

  it('compares nothing across embedders: a mixed cache says how many faces wait', async () => {
    const first = await engine.call('folder.columns', all());
    const known = at(first.ids, first.paths.indexOf(join(photos, 'half', 'one.jpg')));
    const old = await match(known);
    assert.deepEqual([old.space, old.threshold, old.waiting], ['dlib-resnet-sphere-2', 0.955, 0]);
    await choose('face-embedder', 'made-embedder');
    await analyse(half());
    const columns = await engine.call('folder.columns', all());
    const waits = [...columns.faces.photo].map((photo) => columns.ids[photo] !== known);
    const count = waits.filter(Boolean).length;
    assert.ok(count > 0 && count < waits.length);
    const mixed = await match(known);
    assert.deepEqual(
      [mixed.space, mixed.threshold, mixed.waiting],
      ['made-embedder', 0.363, count],
    );
    assert.deepEqual([...mixed.similarity].map(Number.isNaN), waits);
    const { group, waiting } = await engine.call('person.groups', all());
    assert.equal(waiting, count);
    assert.deepEqual(
      [...group].map((index) => index < 0),
      waits,
    );
  });

  it('describes the reference again by the embedder in use, and only its photo', async () => {
    await choose('face-embedder', 'made-embedder');
    await analyse(half());
    const before = await engine.call('folder.columns', all());
    const path = join(photos, 'two.jpg');
    const photo = before.paths.indexOf(path);
    const [face, other] = [0, 1].map((ordinal) => before.faces.photo.indexOf(photo) + ordinal);
    const { similarity, waiting } = await match(at(before.ids, photo));
    assert.equal(waiting, 0);
    assert.ok(Math.abs(at(similarity, face ?? -1) - 1) < 1e-5);
    assert.ok(at(similarity, other ?? -1) < 0.9999);
    // The photo by its path, as the command line names it, is the same reference.
    const byPath = await engine.call('person.match', { ...all(), references: [{ path, face: 0 }] });
    assert.equal(byPath.space, 'made-embedder');
    assert.equal((await analyse(all())).inferences, 0, 'nothing was left to do');
  });

  it('goes back to the first embedder by computing again: one row a photo is kept', async () => {
    await choose('face-embedder', 'made-embedder');
    assert.equal((await analyse(all())).analysed, 2);
    await choose('face-embedder', 'face-recognition');
    const summary = await analyse(all());
    assert.equal(summary.analysed, 2);
    assert.ok(summary.inferences > 0);
    const columns = await engine.call('folder.columns', all());
    const { similarity, waiting } = await match(at(columns.ids, 0));
    assert.equal(waiting, 0);
    assert.ok(![...similarity].some(Number.isNaN));
  });

  it('reads eyes by the chosen model, and by the lids without one', async () => {
    await choose('eyes-open', 'made-eyes');
    await analyse(all());
    const byModel = (await engine.call('folder.columns', all())).faces.eyesOpen;
    assert.ok(
      byModel.some((open) => !Number.isNaN(open)),
      'some eyes are clear enough',
    );
    rmSync(join(models, 'made-eyes.onnx'));
    await engine.call('models.list', {}); // looks at the folder again
    await analyse(all());
    const byLids = (await engine.call('folder.columns', all())).faces.eyesOpen;
    assert.deepEqual([...byLids].map(Number.isNaN), [...byModel].map(Number.isNaN));
    assert.notDeepEqual(byLids, byModel);
  });

  it('does not disturb a run: its models stay open until it ends, whatever is chosen meanwhile', async () => {
    const { ids, paths } = await engine.call('folder.columns', all());
    const one = at(ids, paths.indexOf(join(photos, 'half', 'one.jpg')));
    await choose('expression', 'made-expression');
    let changed: Promise<string> | undefined;
    const summary = await engine.call('folder.analyse', all(), {
      onProgress() {
        changed ??= (async () => {
          await engine.call('settings.write', { values: { 'engine.threads': 1 } });
          await choose('face-embedder', 'made-embedder');
          // Opens the newly chosen models beside those of the run, and describes the reference with them.
          return (await match(one)).space;
        })();
      },
    });
    assert.deepEqual([summary.analysed, summary.failed], [2, 0]);
    assert.equal(await changed, 'made-embedder');
    await engine.call('settings.reset', { names: [] });
    assert.equal((await analyse(all())).failed, 0);
    assert.equal((await match(one)).waiting, 0);
  });

  const skip = existsSync(yunet) ? false : 'needs ../shared/models/yunet_n_dynamic.onnx';
  it('changes the detector both ways', { skip }, async () => {
    const bySsd = await engine.call('folder.columns', all());
    copyFileSync(yunet, join(models, 'yunet_n_dynamic.onnx'));
    await choose('face-detector', 'yunet-n');
    assert.equal((await analyse(all())).analysed, 2);
    const byYunet = await engine.call('folder.columns', all());
    assert.deepEqual(byYunet.signals.sharpness, bySsd.signals.sharpness);
    assert.notDeepEqual(byYunet.faces.box, bySsd.faces.box);
    await choose('face-detector', 'ssd-mobilenet-v1');
    const back = await analyse(all());
    assert.equal(back.analysed, 2);
    assert.ok(back.inferences > 0);
    assert.deepEqual((await engine.call('folder.columns', all())).faces.box, bySsd.faces.box);
  });
});
