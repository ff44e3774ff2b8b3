import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decisionsInOrder } from '../../shared/decisions.ts';

const decided = fc.uniqueArray(fc.integer({ min: 1, max: 30 })).chain((ids) =>
  fc.record({
    ids: fc.constant(Float64Array.from(ids)),
    pick: fc.constant(Int8Array.from(ids, (id) => (id % 3) - 1)),
    stars: fc.constant(Uint8Array.from(ids, (id) => id % 6)),
    label: fc.constant(Uint8Array.from(ids, (id) => (id * 7) % 6)),
  }),
);
const otherIds = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }))
  .map((ids) => Float64Array.from(ids));

describe('decisions in the order of other columns', () => {
  it('stay with their photo whatever comes, goes or moves', () => {
    fc.assert(
      fc.property(decided, otherIds, (decisions, ids) => {
        const ordered = decisionsInOrder(decisions, ids);
        assert.deepEqual(ordered.ids, ids);
        for (const [photo, id] of ids.entries()) {
          const known = decisions.ids.includes(id);
          assert.equal(ordered.pick[photo], known ? (id % 3) - 1 : 0);
          assert.equal(ordered.stars[photo], known ? id % 6 : 0);
          assert.equal(ordered.label[photo], known ? (id * 7) % 6 : 0);
        }
      }),
    );
  });

  it('are the same object when nothing has moved', () => {
    fc.assert(
      fc.property(decided, (decisions) => {
        assert.equal(decisionsInOrder(decisions, decisions.ids.slice()), decisions);
      }),
    );
  });
});
