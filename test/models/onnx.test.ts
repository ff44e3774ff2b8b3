// The ONNX writer: what it writes, the runtime reads and computes.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { floatsOf, loadModel } from '../../electron/engine/running/inference.ts';
import { conv, fullyConnected, relu6 } from '../../models/graphs/layers.ts';
import { createGraph } from '../../models/graphs/onnx.ts';
import type { Graph, Value } from '../../models/graphs/onnx.ts';
import { pad } from '../../models/graphs/shapes.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'podium-onnx-'));
});
after(() => rm(folder, { recursive: true }));

/** Runs a graph of one input and one output on some numbers. */
async function compute(
  dims: readonly number[],
  data: Float32Array,
  layers: (graph: Graph, x: Value) => Value,
) {
  const graph = createGraph('test');
  const output = layers(graph, graph.input('x', dims));
  graph.output('y', output);
  const path = join(folder, `${crypto.randomUUID()}.onnx`);
  await writeFile(path, graph.bytes());
  const model = await loadModel(path, { threads: 1 });
  assert.deepEqual(model.inputs, { x: dims });
  assert.deepEqual(model.outputs, { y: output.dims });
  const results = await model.run({ x: { data, dims } });
  await model.release();
  return floatsOf(results, 'y');
}

const floats = (length: number) =>
  fc.float32Array({
    minLength: length,
    maxLength: length,
    noNaN: true,
    noDefaultInfinity: true,
    min: -4,
    max: 4,
  });

/** TensorFlow's "same" convolution written out, on H x W x I values with filters HWIO. */
function convolved(
  x: Float32Array,
  size: number,
  inputs: number,
  w: Float32Array,
  kernel: number,
  outputs: number,
  stride: number,
): number[] {
  const out = Math.ceil(size / stride);
  const before = Math.floor(Math.max((out - 1) * stride + kernel - size, 0) / 2);
  const result: number[] = [];
  for (let o = 0; o < outputs; o++)
    for (let row = 0; row < out; row++)
      for (let column = 0; column < out; column++) {
        let sum = 0;
        for (let dy = 0; dy < kernel; dy++)
          for (let dx = 0; dx < kernel; dx++) {
            const [y, z] = [row * stride + dy - before, column * stride + dx - before];
            if (y < 0 || z < 0 || y >= size || z >= size) continue;
            for (let i = 0; i < inputs; i++) {
              const weight = w[((dy * kernel + dx) * inputs + i) * outputs + o] ?? Number.NaN;
              sum += weight * (x[(i * size + y) * size + z] ?? Number.NaN);
            }
          }
        result.push(sum);
      }
  return result;
}

function assertNear(actual: Float32Array, expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  for (const [i, value] of expected.entries()) {
    const off = Math.abs((actual[i] ?? Number.NaN) - value);
    assert.ok(
      off <= 1e-4 * Math.max(1, Math.abs(value)),
      `element ${i} is ${actual[i] ?? 'missing'}, not ${value}`,
    );
  }
}

describe('ONNX writer', () => {
  it('writes convolutions with the padding of TensorFlow', async () => {
    const shapes = fc.record({
      size: fc.integer({ min: 3, max: 7 }),
      kernel: fc.constantFrom(1, 2, 3),
      stride: fc.constantFrom(1, 2),
      weights: floats(3 * 3 * 2 * 3),
      values: floats(2 * 7 * 7),
    });
    await fc.assert(
      fc.asyncProperty(shapes, async ({ size, kernel, stride, weights, values }) => {
        const x = values.slice(0, 2 * size * size);
        const w = weights.slice(0, kernel * kernel * 2 * 3);
        const filters = { dims: [kernel, kernel, 2, 3], data: w };
        const y = await compute([1, 2, size, size], x, (graph, input) =>
          conv(graph, input, filters, { stride }),
        );
        assertNear(y, convolved(x, size, 2, w, kernel, 3, stride));
      }),
      { numRuns: 40 },
    );
  });

  it('folds a factor and a summand a channel into a convolution', async () => {
    const filters = { dims: [1, 1, 1, 2], data: Float32Array.of(2, 3) };
    const then = { scale: Float32Array.of(10, 100), shift: Float32Array.of(1, 2) };
    const y = await compute([1, 1, 1, 1], Float32Array.of(5), (graph, x) =>
      conv(graph, x, filters, { bias: Float32Array.of(4, 7), then }),
    );
    assertNear(y, [(2 * 5 + 4) * 10 + 1, (3 * 5 + 7) * 100 + 2]);
  });

  it('keeps the channels of a depthwise convolution apart', async () => {
    const filters = { dims: [1, 1, 3, 1], data: Float32Array.of(1, 10, 100) };
    const y = await compute([1, 3, 1, 2], Float32Array.of(1, 2, 3, 4, 5, 6), (graph, x) =>
      conv(graph, x, filters, { depthwise: true }),
    );
    assertNear(y, [1, 2, 30, 40, 500, 600]);
  });

  it('clips, pads and multiplies', async () => {
    const clipped = await compute([1, 1, 1, 3], Float32Array.of(-1, 3, 9), relu6);
    assertNear(clipped, [0, 3, 6]);
    const padded = await compute([1, 1, 1, 2], Float32Array.of(1, 2), (graph, x) =>
      pad(graph, x, [0, 0, 0, 0], [0, 1, 0, 1]),
    );
    assertNear(padded, [1, 2, 0, 0, 0, 0]);
    const weight = { dims: [2, 2], data: Float32Array.of(1, 2, 3, 4) };
    const bias = { dims: [2], data: Float32Array.of(10, 20) };
    const product = await compute([1, 2, 1, 1], Float32Array.of(5, 6), (graph, x) =>
      fullyConnected(graph, x, weight, bias),
    );
    assertNear(product, [5 + 18 + 10, 10 + 24 + 20]);
  });

  it('writes equal bytes for equal graphs', () => {
    const bytes = (value: number): Uint8Array => {
      const graph = createGraph('test');
      graph.output('y', relu6(graph, graph.input('x', [1, value])));
      return graph.bytes();
    };
    assert.deepEqual(bytes(3), bytes(3));
    assert.notDeepEqual(bytes(3), bytes(4));
  });
});
