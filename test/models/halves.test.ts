// Floats of 16 bits: each of them there and back, and no other.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { floatOf, halvesOf } from '../../models/graphs/halves.ts';

describe('floats of 16 bits', () => {
  it('stand for the numbers of the standard', () => {
    for (const [bits, value] of [
      [0x0000, 0],
      [0x0001, 2 ** -24],
      [0x03ff, 1023 * 2 ** -24],
      [0x0400, 2 ** -14],
      [0x3555, 0.333251953125],
      [0x3c00, 1],
      [0x7bff, 65_504],
      [0x7c00, Infinity],
      [0xc000, -2],
      [0xfc00, -Infinity],
    ] as const)
      assert.equal(floatOf(bits), value);
    assert.ok(Object.is(floatOf(0x8000), -0));
    assert.ok(Number.isNaN(floatOf(0x7e00)));
  });

  it('come back as the same bits, every finite one', () => {
    const bits = Uint16Array.from({ length: 0x10000 }, (_, i) => i).filter(
      (i) => (i & 0x7c00) !== 0x7c00,
    );
    assert.deepEqual(halvesOf(Float32Array.from(bits, floatOf)), bits);
  });

  it('do not hold numbers between two of them, nor larger ones', () => {
    for (const value of [0.1, 1 + 2 ** -11, 2 ** -25, 65_505, 65_536, Infinity, Number.NaN])
      assert.equal(halvesOf(Float32Array.of(1, value)), null, String(value));
  });
});
