// Comparing results of a model: rounding passes, anything more is told, and a really different model is found out.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { loadModel } from '../../electron/engine/running/inference.ts';
import type { Tensor } from '../../electron/engine/running/inference.ts';
import {
  differenceOf,
  isRounding,
  whatDiffers,
} from '../../electron/engine/running/same-results.ts';
import { sampleInput } from '../../electron/engine/running/sample-input.ts';
import type { ModelEntry } from '../../models/manifest.ts';
import { probeNetwork, sfaceProbe } from '../fixtures/probe-networks.ts';
import type { Probe } from '../fixtures/probe-networks.ts';

const numbers = fc.array(fc.float({ noNaN: true, min: -1000, max: 1000 }), {
  minLength: 2,
  maxLength: 200,
});
const noise = (length: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length });
const withNoise = numbers.chain((values) => noise(values.length).map((by) => ({ values, by })));

const tensor = (...values: number[]): Tensor => ({
  data: Float32Array.from(values),
  dims: [values.length],
});

describe('the difference of two results', () => {
  it('is nothing between equals, and the same both ways round but for its share', () => {
    fc.assert(
      fc.property(withNoise, ({ values, by }) => {
        const other = values.map((value, i) => value + (by[i] ?? 0));
        assert.deepEqual(differenceOf(values, values), { absolute: 0, relative: 0, cosine: 1 });
        const [there, back] = [differenceOf(values, other), differenceOf(other, values)];
        assert.equal(there.absolute, back.absolute);
        assert.ok(Math.abs(there.cosine - back.cosine) < 1e-9);
      }),
    );
  });

  it('lets rounding pass, however large or small the numbers are', () => {
    const scale = fc.constantFrom(1e-6, 1e-3, 1, 1e3, 1e6);
    fc.assert(
      fc.property(withNoise, scale, ({ values, by }, factor) => {
        const largest = Math.max(...values.map(Math.abs));
        const exact = values.map((value) => factor * value);
        const rounded = exact.map((value, i) => value + factor * largest * 5e-4 * (by[i] ?? 0));
        assert.ok(isRounding(differenceOf(exact, rounded)));
      }),
    );
  });

  it('finds a single number that is off by more than a hundredth of the largest', () => {
    const place = fc.nat();
    fc.assert(
      fc.property(
        numbers,
        place,
        fc.double({ min: 0.011, max: 5, noNaN: true }),
        (values, at, off) => {
          const largest = Math.max(...values.map(Math.abs));
          fc.pre(largest > 1);
          const wrong = values.with(
            at % values.length,
            (values[at % values.length] ?? 0) + off * largest,
          );
          assert.ok(!isRounding(differenceOf(values, wrong)));
        },
      ),
    );
  });

  it('finds embeddings that are turned by more than a degree', () => {
    const length = 128;
    fc.assert(
      fc.property(noise(length), fc.double({ min: 0.018, max: 3, noNaN: true }), (seed, angle) => {
        // A unit vector and one at right angles to it, turned into each other.
        const size = Math.hypot(...seed);
        fc.pre(size > 0.1);
        const first = seed.map((value) => value / size);
        const raw = first.map((value, i) => (first[(i + 1) % length] ?? 0) - (i % 2) * value);
        const along = raw.reduce((sum, value, i) => sum + value * (first[i] ?? 0), 0);
        const rest = raw.map((value, i) => value - along * (first[i] ?? 0));
        const across = Math.hypot(...rest);
        fc.pre(across > 1e-3);
        const turned = first.map(
          (value, i) => Math.cos(angle) * value + (Math.sin(angle) * (rest[i] ?? 0)) / across,
        );
        assert.ok(!isRounding(differenceOf(first, turned)));
      }),
    );
  });

  it('takes nothing that is no number for rounding', () => {
    for (const wrong of [NaN, Infinity, -Infinity])
      assert.ok(!isRounding(differenceOf([1, 2, 3], [1, wrong, 3])));
    assert.ok(!isRounding(differenceOf([1, NaN, 3], [1, NaN, 3])));
  });
});

describe('what differs', () => {
  it('is said by the name of the output', () => {
    assert.equal(whatDiffers({ a: tensor(1, 2) }, { a: tensor(1, 2) }), null);
    assert.match(
      whatDiffers({ a: tensor(1, 2) }, { a: tensor(1, 3) }) ?? '',
      /^a is off by up to 1\.0 \(50 %/,
    );
    assert.match(whatDiffers({ a: tensor(1, 2) }, { a: tensor(1) }) ?? '', /^a has another shape$/);
    assert.match(whatDiffers({ a: tensor(1, 2) }, {}) ?? '', /^a has another shape$/);
    const whole = (...values: bigint[]): Tensor => ({
      data: BigInt64Array.from(values),
      dims: [values.length],
    });
    assert.equal(whatDiffers({ ids: whole(1n, 2n) }, { ids: whole(1n, 2n) }), null);
    assert.match(whatDiffers({ ids: whole(1n) }, { ids: whole(2n) }) ?? '', /other whole numbers/);
  });
});

describe('two models', () => {
  let dir = '';
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'podium-same-'));
  });
  after(() => rm(dir, { recursive: true }));

  /** What the comparison says when the second network's results are taken for another provider's. */
  async function compared(one: Probe, other: Probe): Promise<string | null> {
    const results = [];
    for (const [i, probe] of [one, other].entries()) {
      const path = join(dir, `${i}.onnx`);
      await writeFile(path, probeNetwork(probe));
      const model = await loadModel(path, { threads: 1 });
      results.push(await model.run(sampleInput(model, undefined)));
      await model.release();
    }
    const [expected = {}, actual = {}] = results;
    return whatDiffers(expected, actual);
  }

  it('of the same weights give the same, of weights a little off do not', async () => {
    assert.equal(await compared(sfaceProbe, sfaceProbe), null);
    assert.equal(await compared(sfaceProbe, { ...sfaceProbe, gain: 1.0005 }), null);
    assert.match((await compared(sfaceProbe, { ...sfaceProbe, gain: 1.05 })) ?? '', /fc1 is off/);
    const [first = 0, second = 0, ...rest] = sfaceProbe.picks;
    const swapped = { ...sfaceProbe, picks: [second, first, ...rest] };
    assert.match((await compared(sfaceProbe, swapped)) ?? '', /fc1 is off/);
  });

  it('are shown the same input every time, in the sizes and range they are made for', async () => {
    const path = join(dir, 'sample.onnx');
    await writeFile(path, probeNetwork(sfaceProbe));
    const model = await loadModel(path, { threads: 1 });
    const pixels: NonNullable<ModelEntry['preprocessing']> = {
      kind: 'pixels',
      widthPx: 112,
      heightPx: 112,
      fit: 'aligned-face',
      channels: 'rgb',
      layout: 'nchw',
      scale: 1,
      mean: [0, 0, 0],
      std: [1, 1, 1],
    };
    const { data } = sampleInput(model, pixels);
    await model.release();
    assert.ok(data?.data instanceof Float32Array);
    assert.deepEqual(data.dims, [1, 3, 112, 112]);
    assert.deepEqual(sampleInput(model, pixels), { data });
    assert.ok(Math.min(...data.data.subarray(0, 1000)) >= 0);
    const largest = data.data.reduce((most, value) => Math.max(most, value), 0);
    assert.ok(largest > 254 && largest <= 255);
  });

  it('of words are shown a start, words and an end, and a mask of ones', () => {
    const tokens = { kind: 'tokens', startToken: 49406, endToken: 49407, maxTokens: 77 } as const;
    const inputs = { input_ids: [-1, -1], attention_mask: [-1, -1] };
    const types = { input_ids: 'int64', attention_mask: 'int64' };
    const { input_ids: ids, attention_mask: mask } = sampleInput({ inputs, types }, tokens);
    assert.deepEqual(
      [ids?.dims, mask?.dims],
      [
        [1, 77],
        [1, 77],
      ],
    );
    assert.deepEqual([ids?.data[0], ids?.data[76]], [49406n, 49407n]);
    assert.ok(mask?.data.every((value: number | bigint) => value === 1n));
  });
});
