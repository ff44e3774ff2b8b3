// Bursts by hand over those that Podium finds.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  byHand,
  freed,
  joined,
  splitAt,
  takenOut,
  framesWith,
  type HandBursts,
  type Regrouping,
} from '../../shared/bursts/by-hand.ts';
import { groupBursts } from '../../shared/bursts/bursts.ts';
import { madeColumns, permutation, workedSettings } from './made-columns.ts';

const folders = fc.integer({ min: 1, max: 24 }).chain((count) =>
  fc.record({
    found: fc
      .array(fc.nat(5), { minLength: count, maxLength: count })
      .map((bursts) => Uint32Array.from(bursts)),
    hand: fc
      .array(fc.option(fc.constantFrom('a', 'b', 'c', 'd')), { minLength: count, maxLength: count })
      .map((names) => new Map(names.flatMap((name, i) => (name === null ? [] : [[i, name]])))),
    ties: permutation(count).map((order) => Uint32Array.from(order)),
  }),
);

/** The frames of each burst, whatever its number. */
function groupsOf(bursts: Uint32Array): string[] {
  const groups = new Map<number, number[]>();
  bursts.forEach((burst, photo) => groups.set(burst, [...(groups.get(burst) ?? []), photo]));
  return [...groups.values()].map((photos) => photos.join()).sort();
}

function after(hand: HandBursts, { bursts, freed: free }: Regrouping): HandBursts {
  const next = new Map(hand);
  for (const photos of bursts) for (const photo of photos) next.set(photo, `new ${photos.join()}`);
  for (const photo of free) next.delete(photo);
  return next;
}

describe('bursts by hand', () => {
  it('hold all that were put together, and no others of which something else was said', () => {
    fc.assert(
      fc.property(folders, ({ found, hand, ties }) => {
        const bursts = byHand(found, hand, ties);
        for (const [one, name] of hand)
          for (const [other, otherName] of hand)
            assert.equal(bursts[one] === bursts[other], name === otherName);
      }),
    );
  });

  it('leave a burst of which nothing was said as Podium found it, numbered without a gap', () => {
    fc.assert(
      fc.property(folders, ({ found, hand, ties }) => {
        const bursts = byHand(found, hand, ties);
        const touched = new Set([...hand.keys()].map((photo) => found[photo]));
        const untouched = groupsOf(found).filter(
          (photos) => !photos.split(',').some((photo) => touched.has(found[Number(photo)])),
        );
        const now = new Set(groupsOf(bursts));
        for (const group of untouched) assert.ok(now.has(group));
        if (hand.size === 0) return;
        const firsts = [...new Set(bursts)];
        assert.deepEqual(firsts, [...firsts.keys()]);
      }),
    );
  });

  it('keep the free frames of a burst with the frame before them, or the first after them', () => {
    const found = Uint32Array.from([0, 0, 0, 0, 0, 0, 1]);
    const ties = Uint32Array.from(found.keys());
    const hand = new Map([
      [1, 'a'],
      [2, 'a'],
      [3, 'alone'],
      [5, 'b'],
      [6, 'b'],
    ]);
    assert.deepEqual([...byHand(found, hand, ties)], [0, 0, 0, 1, 0, 2, 2]);
    assert.deepEqual([...byHand(found, new Map([[2, 'alone']]), ties)], [0, 0, 1, 0, 0, 0, 2]);
  });

  it('do not depend on the order of the photos', () => {
    const shuffled = folders.chain((folder) =>
      permutation(folder.found.length).map((order) => ({ ...folder, order })),
    );
    fc.assert(
      fc.property(shuffled, ({ found, hand, ties, order }) => {
        const place = new Map(order.map((photo, i) => [photo, i]));
        const moved = byHand(
          Uint32Array.from(order, (photo) => found[photo] ?? 0),
          new Map([...hand].map(([photo, name]) => [place.get(photo) ?? -1, name])),
          ties.map((photo) => place.get(photo) ?? -1),
        );
        const bursts = byHand(found, hand, ties);
        const back = Uint32Array.from(bursts.keys(), (photo) => moved[place.get(photo) ?? -1] ?? 0);
        assert.deepEqual(groupsOf(back), groupsOf(bursts));
      }),
    );
  });

  it('are what joining, splitting and taking out say, and all of it can be taken back', () => {
    const acts = folders.chain((folder) =>
      fc
        .record({ chosen: fc.subarray([...folder.found.keys()], { minLength: 1 }) })
        .map((asked) => ({ ...folder, ...asked })),
    );
    fc.assert(
      fc.property(acts, ({ found, hand, ties, chosen }) => {
        const [first = 0] = chosen;
        const bursts = byHand(found, hand, ties);
        const grouped = { found, bursts, hand };
        const by = (regrouping: Regrouping) => byHand(found, after(hand, regrouping), ties);
        const framesOf = (all: Uint32Array, photo: number) =>
          [...ties].filter((other) => all[other] === all[photo]);
        const join = joined(grouped, chosen);
        if (join) assert.deepEqual(new Set(framesOf(by(join), first)), new Set(chosen));
        else assert.ok(chosen.length < 2 || framesOf(bursts, first).length === chosen.length);
        const frames = framesOf(bursts, first);
        const split = splitAt(grouped, frames, first);
        if (split) {
          const [before, from] = split.bursts;
          assert.deepEqual([...(before ?? []), ...(from ?? [])], frames);
          assert.deepEqual(framesOf(by(split), first), from);
          assert.deepEqual(framesOf(by(split), before?.[0] ?? -1), before);
        } else assert.equal(frames[0], first);
        const out = chosen.filter((photo) => framesWith(bursts, photo) > 1);
        const taken = takenOut(grouped, out);
        const others = (all: Uint32Array, those: readonly number[]) =>
          groupsOf(all)
            .map((photos) =>
              photos
                .split(',')
                .filter((photo) => !those.includes(Number(photo)))
                .join(),
            )
            .filter((photos) => photos !== '')
            .sort();
        if (taken) for (const photo of out) assert.deepEqual(framesOf(by(taken), photo), [photo]);
        for (const [regrouping, those] of [
          [join, chosen],
          [split, frames],
          [taken, out],
        ] as const)
          if (regrouping)
            assert.deepEqual(
              others(by(regrouping), those),
              others(bursts, those),
              'all others stay',
            );
        const free = freed(grouped, chosen);
        const now = free ? by(free) : bursts;
        for (const photo of chosen)
          assert.deepEqual(framesOf(now, photo), framesOf(found, photo), 'as Podium finds them');
      }),
    );
  });

  it('are in the groups that everything goes by', () => {
    const columns = { takenMs: [0, 100, 200, 9e6], hashes: [1n, 1n, 1n, 0xffff_ffffn] };
    const plain = madeColumns(4, columns);
    assert.deepEqual([...groupBursts(plain, workedSettings)], [0, 0, 0, 1]);
    const handBursts = new Map([
      [0, 'b'],
      [1, 'b'],
      [2, 'a'],
      [3, 'a'],
    ]);
    const split = madeColumns(4, { ...columns, handBursts });
    assert.deepEqual([...groupBursts(split, workedSettings)], [0, 0, 1, 1]);
  });
});
