import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { indicesWhere } from '../../shared/arithmetic/choosing.ts';

test('some of many indices: those that a filter would leave, told their places', () => {
  const indices = fc.array(fc.nat(1000)).map((all) => Uint32Array.from(all));
  fc.assert(
    fc.property(indices, fc.integer({ min: 1, max: 5 }), (all, every) => {
      const wanted = (index: number, place: number) => (index + place) % every === 0;
      assert.deepEqual(indicesWhere(all, wanted), all.filter(wanted));
    }),
  );
});
