// Products of many vectors with many, by the inference runtime: what a loop gives.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withDotProducts } from '../../electron/engine/running/dot-products.ts';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { dotAt } from '../../shared/arithmetic/vectors.ts';

describe('dot products of many vectors with many', () => {
  const random = seededRandom(3);
  const made = (rows: number, length: number) =>
    Float32Array.from({ length: rows * length }, () => random() - 0.5);

  it('are what a loop gives, row after row', () =>
    withDotProducts(async (products) => {
      for (const [rows, columns, length] of [
        [1, 1, 1],
        [3, 5, 7],
        [64, 200, 128],
      ] as const) {
        const [a, b] = [made(rows, length), made(columns, length)];
        const found = await products(a, b, length);
        assert.equal(found.length, rows * columns);
        for (const [place, product] of found.entries()) {
          const [row, column] = [Math.floor(place / columns), place % columns];
          const wanted = dotAt(a, row * length, b, column * length, length);
          assert.ok(Math.abs(product - wanted) < 1e-5, `${product} is ${wanted}`);
        }
      }
    }));

  it('of none are none', () =>
    withDotProducts(async (products) => {
      assert.equal((await products(new Float32Array(0), made(2, 4), 4)).length, 0);
      assert.equal((await products(made(2, 4), new Float32Array(0), 4)).length, 0);
    }));
});
