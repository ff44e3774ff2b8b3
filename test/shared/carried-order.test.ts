// Photos that come and go move none of those that stay.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { inOneGo } from '../../shared/arithmetic/steps.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { carried } from '../../shared/shoot/carried-order.ts';
import { photoSteps, type Photos } from '../../shared/shoot/photos.ts';
import { madeColumns } from './made-columns.ts';

/** Photos with these ids, in this order. */
function photosWith(ids: readonly number[]): Photos {
  const columns = { ...madeColumns(ids.length), ids: Float64Array.from(ids) };
  return inOneGo(photoSteps(columns, defaultSettings, null, null));
}

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 12 });

describe('an order that is carried over to other photos', () => {
  it('has each of them once, those that stay in their turn, then the new ones in theirs', () => {
    fc.assert(
      fc.property(ids, ids, (before, now) => {
        const [from, to] = [photosWith(before), photosWith(now)];
        // As an order goes through them: any turn will do, these are the photos from the last to the first.
        const order = Uint32Array.from(before, (_, i) => before.length - 1 - i);
        const fresh = Uint32Array.from(now, (_, i) => i);
        const result = [...carried(order, from, to, fresh)].map((photo) => now[photo]);
        const stay = before.toReversed().filter((id) => now.includes(id));
        const came = now.filter((id) => !before.includes(id));
        assert.deepEqual(result, [...stay, ...came]);
      }),
    );
  });

  it('leaves out what is not to be shown any more', () => {
    const photos = photosWith([7, 8, 9]);
    const all = Uint32Array.of(2, 0, 1);
    assert.deepEqual([...carried(all, photos, photos, Uint32Array.of(1, 2))], [2, 1]);
  });
});
