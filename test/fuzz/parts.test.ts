// That the fuzzing does what it says: whole seeds, the same inputs for the same seed, and bounds that stop a child.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inputOf } from './inputs.ts';
import { judged, rawness } from './judge.ts';
import { Wrong } from './parser.ts';
import { parsers } from './parsers.ts';
import { noCounts, runInputs } from './watched.ts';

describe('the seeds', () => {
  for (const { name, seeds } of parsers)
    it(`of ${name} come back whole from their parts, and spoilt as inputs`, async () => {
      const all = await seeds();
      for (const { name: seed, bytes, structure } of all) {
        const parts = structure.split(bytes);
        if (parts) assert.deepEqual(structure.join(parts), bytes, seed);
      }
      const inputs = Array.from({ length: 20 }, (_, i) => inputOf(name, all, 'a', i));
      assert.deepEqual(inputOf(name, await seeds(), 'a', 7), inputs[7]);
      const spoilt = inputs.filter(({ bytes }) => all.every((one) => !one.bytes.equals(bytes)));
      assert.ok(spoilt.length > 10, `${spoilt.length} of 20 inputs differ from all seeds.`);
    });
});

describe('a child', () => {
  it('is stopped by its bound on memory, and the input is a defect', async () => {
    const counts = noCounts();
    const batches = [{ parser: 'classes', from: 0, to: 2 }];
    await runInputs({ seed: 'a', batches }, counts, { ms: 10_000, bytes: 10 * 2 ** 20 });
    assert.deepEqual(
      counts.defects.map(({ number, what }) => [number, what]),
      [
        [0, 'more than 0.0 GB'],
        [1, 'more than 0.0 GB'],
      ],
    );
    assert.equal(counts.inputs, 2);
  });
});

describe('an outcome', () => {
  const outcome = async (take: () => unknown) => {
    const verdict = await judged(() => Promise.resolve().then(take), Buffer.from('x'), 'x');
    return verdict.kind;
  };
  const fail = (error: Error) => () => {
    throw error;
  };

  it('is an answer, a refusal in a sentence, or a defect', async () => {
    assert.equal(await outcome(() => 1), 'answered');
    assert.equal(await outcome(fail(new Error('The file is damaged.'))), 'refused');
    assert.equal(await outcome(fail(new Error('x is undefined'))), 'defect');
    assert.equal(await outcome(fail(new TypeError('The file is damaged.'))), 'defect');
    assert.equal(await outcome(fail(new Wrong('The raster is not whole.'))), 'defect');
  });

  it('is a defect where the input has changed', async () => {
    const verdict = await judged((bytes) => Promise.resolve(bytes.fill(0)), Buffer.from('x'), 'x');
    assert.equal(verdict.kind, 'defect');
  });

  it('is told raw by what languages and systems say, wherever it stands', () => {
    for (const raw of [
      'a.json cannot be used (Unexpected token } in JSON at position 3).',
      'a.jpg could not be read: Cannot read properties of undefined.',
      'a.jpg could not be read: ENOENT: no such file.',
      'is no zip file',
    ])
      assert.notEqual(rawness(raw), null, raw);
    assert.equal(rawness('a.jpg could not be read: the file ends early.'), null);
    assert.equal(rawness('The labels file names "undefined" twice.'), null);
  });
});
