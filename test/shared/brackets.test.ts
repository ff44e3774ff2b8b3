// Exposure brackets told from bursts, and never taken apart.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  bracketMates,
  bracketsOf,
  noBracket,
  wholeBrackets,
  withBrackets,
} from '../../shared/bursts/brackets.ts';
import { groupBursts } from '../../shared/bursts/bursts.ts';
import { tieOrder } from '../../shared/ranking/ranking.ts';
import { keptOfBurst } from '../../shared/shoot/touched.ts';
import { madeColumns, permutation, workedSettings, type Made } from './made-columns.ts';

/** Frames 0.2 s apart, of camera 0, at f/8 and ISO 100. */
function frames(shots: NonNullable<Made['shots']>, made: Made = {}) {
  return madeColumns(shots.length, {
    takenMs: shots.map((_, i) => 200 * i),
    cameras: shots.map(() => 0),
    shots: shots.map((shot) => ({ aperture: 8, iso: 100, ...shot })),
    hashes: shots.map(() => 5n),
    ...made,
  });
}
const found = (columns: ReturnType<typeof frames>) => [...bracketsOf(columns, tieOrder(columns))];
/** Shutters of exposures around 1/100 s, EV. */
const at = (...steps: readonly number[]) => steps.map((ev) => ({ shutterSeconds: 2 ** ev / 100 }));

describe('exposure brackets', () => {
  it('are told by the camera, round by round', () => {
    const auto = at(0, -1, 1, 0, -1, 1, 0).map((shot) => ({ ...shot, autoBracket: 1 }));
    assert.deepEqual(found(frames(auto)), [0, 0, 0, 1, 1, 1, -1]);
    const two = at(0, 2, 0).map((shot, i) => ({ ...shot, autoBracket: i < 2 ? 1 : 0 }));
    assert.deepEqual(found(frames(two)), [0, 0, -1]);
  });

  it('are told by exposures that were corrected by different values', () => {
    const biased = at(0, -0.7, 0.7, 0.7).map((shot, i) => ({
      ...shot,
      exposureBias: [0, -0.7, 0.7, 0.7][i] ?? 0,
    }));
    assert.deepEqual(found(frames(biased)), [0, 0, 0, -1]);
    assert.deepEqual(found(frames(biased.slice(0, 2))), [-1, -1], 'two may be a change of mind');
  });

  it('are told by equal steps of the shutter over one scene, and by nothing less', () => {
    const byHand = at(-2, 0, 2);
    assert.deepEqual(found(frames(byHand)), [0, 0, 0]);
    assert.deepEqual(found(frames(at(-2, 0, 1))), [-1, -1, -1], 'unequal steps');
    assert.deepEqual(found(frames(at(-0.3, 0, 0.3))), [-1, -1, -1], 'light that changes');
    const hashes = [5n, 5n, 0xffff_ffff_ffffn];
    assert.deepEqual(found(frames(byHand, { hashes })), [-1, -1, -1], 'another scene');
    assert.deepEqual(found(frames(byHand, { takenMs: [0, 200, 9000] })), [-1, -1, -1], 'later');
    assert.deepEqual(found(frames(byHand, { cameras: [0, 1, 0] })), [-1, -1, -1], 'two cameras');
    const iso = byHand.map((shot, i) => ({ ...shot, iso: 100 * (i + 1) }));
    assert.deepEqual(found(frames(iso)), [-1, -1, -1]);
    assert.deepEqual(found(frames(byHand.map(() => ({})))), [-1, -1, -1], 'unknown exposures');
  });

  it('are bursts of their own in the groups that everything goes by', () => {
    const auto = at(0, 0, 0, -1, 1).map((shot, i) => ({ ...shot, autoBracket: i < 2 ? 0 : 1 }));
    assert.deepEqual([...groupBursts(frames(auto), workedSettings)], [0, 0, 1, 1, 1]);
  });

  const folders = fc.integer({ min: 1, max: 20 }).chain((count) =>
    fc.record({
      brackets: fc
        .array(fc.integer({ min: noBracket, max: 4 }), { minLength: count, maxLength: count })
        .map((all) => Int32Array.from(all)),
      bursts: fc
        .array(fc.nat(3), { minLength: count, maxLength: count })
        .map((all) => Uint32Array.from(all)),
      pick: fc
        .array(fc.constantFrom(-1, 0, 0, 1), { minLength: count, maxLength: count })
        .map((all) => Int8Array.from(all)),
      chosen: fc
        .tuple(permutation(count), fc.integer({ min: 1, max: count }))
        .map(([order, most]) => Uint32Array.from(order.slice(0, most))),
    }),
  );

  it('go into albums whole, but for what was rejected, in the order of what was chosen', () => {
    fc.assert(
      fc.property(folders, ({ brackets, pick, chosen }) => {
        const all = [...wholeBrackets(chosen, brackets, pick)];
        assert.equal(new Set(all).size, all.length);
        for (const photo of chosen) assert.ok(all.includes(photo));
        for (const photo of all)
          for (const mate of bracketMates(brackets, [photo]))
            assert.ok(all.includes(mate) || pick[mate] === -1);
        for (const photo of all)
          assert.ok(
            chosen.includes(photo) ||
              chosen.some(
                (one) => brackets[one] === brackets[photo] && brackets[one] !== noBracket,
              ),
          );
      }),
    );
  });

  it('are kept or rejected whole by keeping the best of a burst', () => {
    fc.assert(
      fc.property(folders, ({ brackets, bursts, chosen }) => {
        const grouped = { brackets, bursts: withBrackets(bursts, brackets) };
        const ids = Float64Array.from(bursts.keys());
        const [photo = 0] = chosen;
        const changes = keptOfBurst(grouped, ids, photo, Uint32Array.of(photo));
        const decided = new Map(changes.map(({ id, pick }) => [id, pick]));
        assert.equal(decided.get(photo), 1);
        for (const [one, pick] of decided)
          for (const mate of bracketMates(brackets, [one]))
            assert.equal(decided.get(mate), pick, 'the whole of it, one way');
      }),
    );
  });

  it('do not depend on the order of the photos', () => {
    const exposed = fc.array(
      fc.record({
        ev: fc.integer({ min: -2, max: 2 }),
        auto: fc.constantFrom(0, 1, NaN),
        gap: fc.constantFrom(100, 500, 4000),
      }),
      { minLength: 1, maxLength: 16 },
    );
    const shuffled = exposed.chain((all) =>
      permutation(all.length).map((order) => ({ all, order })),
    );
    fc.assert(
      fc.property(shuffled, ({ all, order }) => {
        let ms = 0;
        const takenMs = all.map(({ gap }) => (ms += gap));
        const shots = all.map(({ ev, auto }) => ({ ...at(ev)[0], autoBracket: auto }));
        const paths = all.map((_, i) => `/m/${String(i).padStart(2, '0')}.jpg`);
        const brackets = found(frames(shots, { takenMs, paths }));
        const moved = found(
          frames(
            order.map((i) => shots[i]),
            { takenMs: order.map((i) => takenMs[i] ?? 0), paths: order.map((i) => paths[i] ?? '') },
          ),
        );
        assert.deepEqual(
          order.map((i) => brackets[i]),
          moved,
        );
      }),
    );
  });
});
