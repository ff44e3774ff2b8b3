import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { withBurstOpen } from '../../shared/shoot/burst-covers.ts';

test('a burst opens where its cover stood: its frames as they were taken, everybody else where they were', () => {
  const folders = fc.integer({ min: 1, max: 30 }).chain((count) =>
    fc.record({
      bursts: fc.array(fc.nat(5), { minLength: count, maxLength: count }),
      order: fc.shuffledSubarray([...Array(count).keys()], { minLength: count, maxLength: count }),
      ties: fc.shuffledSubarray([...Array(count).keys()], { minLength: count, maxLength: count }),
      hidden: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
      burst: fc.nat(6),
    }),
  );
  fc.assert(
    fc.property(folders, ({ bursts, order, ties, hidden, burst }) => {
      const of = Uint32Array.from(bursts);
      const passed = Uint32Array.from(order.filter((photo) => !hidden[photo]));
      const covers = passed.filter(
        (photo) => passed.find((other) => of[other] === of[photo]) === photo,
      );
      const opened = [
        ...withBurstOpen(covers, passed, burst, { bursts: of, ties: Uint32Array.from(ties) }),
      ];
      const frames = ties.filter((photo) => of[photo] === burst && !hidden[photo]);
      const place = covers.findIndex((photo) => of[photo] === burst);
      if (place < 0) assert.deepEqual(opened, [...covers]);
      else {
        assert.deepEqual(opened.slice(place, place + frames.length), frames);
        opened.splice(place, frames.length, covers[place] ?? NaN);
        assert.deepEqual(opened, [...covers]);
      }
    }),
  );
});
