// The inference runtime: shapes are told, results do not depend on threads, broken files are said to be broken.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { floatsOf, loadModel, modelRuns } from '../../electron/engine/running/inference.ts';
import { openModelFolder } from '../../models/folder.ts';
import type { ModelFolder } from '../../models/folder.ts';

let dir = '';
let folder: ModelFolder;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'podium-inference-'));
  folder = await openModelFolder(dir);
});
after(() => rm(dir, { recursive: true }));

function file(role: 'face-detector' | 'face-embedder'): string {
  return folder.chosen(role)?.files[0]?.path ?? assert.fail(`No model for ${role}.`);
}

/** The same noise every time. */
function noise(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => (state = (state * 48271) % 2147483647) % 256);
}

describe('inference', () => {
  it('tells the shapes of inputs and outputs', async () => {
    const model = await loadModel(file('face-detector'), { threads: 1 });
    assert.deepEqual(model.inputs, { image: [1, 512, 512, 3] });
    assert.deepEqual(model.outputs, { boxes: [1, 5118, 4], scores: [1, 5118] });
    await model.release();
  });

  it('gives the same numbers, to the bit, with 1, 2 and 5 threads', async () => {
    for (const [role, size, output] of [
      ['face-detector', 512, 'scores'],
      ['face-embedder', 150, 'descriptor'],
    ] as const) {
      const image = { data: noise(3 * size * size), dims: [1, size, size, 3] };
      const results: Float32Array[] = [];
      for (const threads of [1, 2, 5]) {
        const model = await loadModel(file(role), { threads });
        results.push(floatsOf(await model.run({ image }), output));
        await model.release();
      }
      assert.deepEqual(results[1], results[0]);
      assert.deepEqual(results[2], results[0]);
    }
  });

  it('counts its runs', async () => {
    const model = await loadModel(file('face-embedder'), { threads: 1 });
    const before = modelRuns();
    await model.run({ image: { data: noise(3 * 150 * 150), dims: [1, 150, 150, 3] } });
    assert.equal(modelRuns() - before, 1);
    await model.release();
  });

  it('says in a sentence that a file is not a model', async () => {
    const path = join(dir, 'broken.onnx');
    for (const content of ['', 'not a model', '\u0008\u0008']) {
      await writeFile(path, content);
      await assert.rejects(
        loadModel(path, { threads: 1 }),
        /broken\.onnx is damaged or not a model/,
      );
    }
    await assert.rejects(loadModel(join(dir, 'none.onnx'), { threads: 1 }), /none\.onnx/);
  });

  it('says which tensor a model did not give', () => {
    assert.throws(() => floatsOf({}, 'boxes'), /no numbers named boxes/);
    assert.throws(
      () => floatsOf({ boxes: { data: new Int32Array(1), dims: [1] } }, 'boxes'),
      /boxes/,
    );
  });
});
