// Reading the package's weight files.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readWeights } from '../../models/graphs/weights.ts';

const list = [
  {
    weights: [
      {
        name: 'a',
        shape: [2, 2],
        dtype: 'float32',
        quantization: { dtype: 'uint8', scale: 0.5, min: -1 },
      },
      { name: 'b', shape: [1], dtype: 'float32' },
      { name: 'c', shape: [], dtype: 'int32', quantization: { dtype: 'uint8', scale: 1, min: 7 } },
    ],
  },
];

function bytes(): Uint8Array {
  const data = new Uint8Array(9);
  data.set([0, 1, 2, 255]);
  new DataView(data.buffer).setFloat32(4, 1.25, true);
  return data;
}

describe('weight files', () => {
  it('are read in order, quantised values as q * scale + min', () => {
    const weights = readWeights(list, bytes());
    assert.deepEqual(weights.get('a'), { dims: [2, 2], data: Float32Array.of(-1, -0.5, 0, 126.5) });
    assert.deepEqual(weights.get('b').data, Float32Array.of(1.25));
    assert.deepEqual(weights.get('c'), { dims: [], data: Float32Array.of(7) });
  });

  it('are read as floats of 16 bits where the list says so', () => {
    const half = { quantization: { dtype: 'float16', original_dtype: 'float32' } };
    const pair = [{ weights: [{ name: 'a', shape: [2], dtype: 'float32', ...half }] }];
    const data = Uint8Array.of(0x00, 0x3c, 0x00, 0xc0);
    assert.deepEqual(readWeights(pair, data).get('a').data, Float32Array.of(1, -2));
    assert.throws(() => readWeights(pair, new Uint8Array(8)), /describes 4 bytes, the file has 8/);
  });

  it('are read at any offset of a larger buffer', () => {
    const larger = new Uint8Array(20);
    larger.set(bytes(), 3);
    assert.deepEqual(
      readWeights(list, larger.subarray(3, 12)).get('b').data,
      Float32Array.of(1.25),
    );
  });

  it('are refused when the list and the bytes do not fit', () => {
    assert.throws(
      () => readWeights(list, new Uint8Array(10)),
      /describes 9 bytes, the file has 10/,
    );
    assert.throws(() =>
      readWeights([{ weights: [{ name: 'a', shape: [1], dtype: 'float16' }] }], new Uint8Array(2)),
    );
  });

  it('have no tensor that is not listed', () => {
    assert.throws(() => readWeights(list, bytes()).get('d'), /no tensor named d/);
  });
});
