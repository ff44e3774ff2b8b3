// The recipe for a classifier that is trained elsewhere: its numbers are Podium's, and what its small network exports is taken and right.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectFolder } from '../../electron/build/build.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { imageNetInput } from '../../models/classifier.ts';
import { lessonPhoto, writeLesson } from '../fixtures/lesson-photos.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

const recipe = join(projectFolder, 'docs', 'fine-tune.py');
const python = process.env['PODIUM_PYTHON'] ?? 'python3';
const tools = spawnSync(python, ['-c', 'import numpy, onnx, PIL']);
const missing =
  tools.status === 0 ? false : 'Python with numpy, onnx and Pillow is not on this machine';

describe('the recipe for a classifier of one’s own', () => {
  let work = '';
  before(() => (work = temporaryFolder()));
  after(() => {
    dropFolder(work);
  });

  it('prepares photos as Podium does, and says so where it is described', () => {
    const script = readFileSync(recipe, 'utf8');
    const numbers = (name: string) =>
      (new RegExp(`^${name} = \\(?([\\d., ]+)\\)?$`, 'm').exec(script)?.[1] ?? '')
        .split(',')
        .map(Number);
    assert.deepEqual(numbers('SIDE'), [imageNetInput.widthPx]);
    assert.deepEqual(numbers('MEAN'), [...imageNetInput.mean]);
    assert.deepEqual(numbers('STD'), [...imageNetInput.std]);
    const described = readFileSync(join(projectFolder, 'docs', 'fine-tune.md'), 'utf8');
    assert.ok(described.includes(imageNetInput.mean.join(', ')));
    assert.ok(described.includes(imageNetInput.std.join(', ')));
  });

  it('goes from sorted photos to a photo that is told', { skip: missing }, async () => {
    const photos = await writeLesson(join(work, 'my sports'), 10);
    const out = join(work, 'out');
    const { status, stdout, stderr } = spawnSync(python, [recipe, photos, out, '--tiny'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^[3-6] of 6 photos held out were told right; 24 were learned from\.$/m);
    await ownModelFolder(join(work, 'models'));
    const engine = createEngine({
      ...engineOptions(join(work, 'data')),
      modelsFolder: join(work, 'models'),
    });
    try {
      const [network, labels] = [join(out, 'network.onnx'), join(out, 'labels.txt')];
      const model = await engine.call('models.import', { path: network, labels });
      assert.deepEqual([model.installed, model.chosen], [true, true]);
      const { classes } = await engine.call('sport.classes', {});
      assert.deepEqual(classes, ['Beach_volley', 'golf', 'judo']);
      const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {
        readonly photos: readonly { readonly photo: string; readonly told: string }[];
      };
      const sources = report.photos.map(({ photo }) => ({ path: photo }));
      const { predictions } = await engine.call('sport.predict', { photos: sources });
      assert.deepEqual(
        predictions.map(({ sport }) => sport),
        report.photos.map(({ told }) => told),
        'Podium and the script say the same of what was held out',
      );
      const bytes = new Uint8Array(await lessonPhoto(6, 12));
      const dropped = await engine.call('sport.predict', { photos: [{ bytes, name: 'a.jpg' }] });
      assert.ok((dropped.predictions[0]?.confidence ?? 0) > 1 / 3);
    } finally {
      await engine.close();
    }
  });
});
