import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { burstBest } from '../../shared/bursts/burst-best.ts';
import { orderInBursts } from '../../shared/bursts/burst-moment.ts';
import type { Weights } from '../../shared/ranking/ranking.ts';
import { madeColumns, maybe, permutation, type Made } from './made-columns.ts';

const sports = { action: 1, ball: 1, subject_sharpness: 1 };

/** The frames of one burst, the one to keep first. */
function kept(count: number, made: Made, weights: Weights = sports): number[] {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  return [...orderInBursts(new Uint32Array(count), order, madeColumns(count, made), weights)];
}

describe('orderInBursts', () => {
  it('keeps the frame with ball, action and a sharp athlete', () => {
    const signals = {
      action: [0.1, 0.5, 0.6, 0.2],
      ball: [0, 0.9, 0.1, 0.1],
      subject_sharpness: [0.5, 0.9, 0.6, 0.4],
    };
    assert.deepEqual(kept(4, { signals })[0], 1);
  });

  it('asks for eyes and focus where the moments are equal, whatever the frames score', () => {
    const alike = { action: [0.5, 0.5, 0.5], ball: [0.5, 0.5, 0.5] };
    const eyes_open = [0.1, 0.9, NaN];
    assert.deepEqual(kept(3, { signals: { ...alike, eyes_open } }), [1, 2, 0]);
    const sharpness = [100, 500, 480];
    assert.deepEqual(kept(3, { signals: { ...alike, sharpness } }), [1, 2, 0]);
  });

  it('keeps no frame that is blurred, burnt out or dark where another is not, whatever moment it shows', () => {
    const moment = { action: [0.9, 0.3], ball: [0.9, 0.1] };
    assert.deepEqual(kept(2, { signals: { ...moment, sharpness: [0.4, 0.6] } }), [1, 0]);
    assert.deepEqual(kept(2, { signals: { ...moment, highlights_clipped: [0.4, 0] } }), [1, 0]);
    assert.deepEqual(kept(2, { signals: { ...moment, white_point: [0.3, 0.9] } }), [1, 0]);
    assert.deepEqual(kept(2, { signals: { ...moment, sharpness: [0.4, 0.45] } }), [0, 1]);
  });

  it('tells frames that are equal so far apart by focus at full resolution, on faces where all have one', () => {
    const signals = { action: [0.9, 0.9, 0.9, 0.1], ball: [0.9, 0.85, 0.9, 0.1] };
    const of = (focus: NonNullable<Made['focus']>) => kept(4, { signals, focus });
    const body = [0.3, 0.5, 0.4, 0.9];
    assert.deepEqual(of({ body }), [1, 2, 0, 3]);
    assert.deepEqual(of({ body, face: [0.5, 0.3, 0.4, 0.9] }), [0, 2, 1, 3]);
    assert.deepEqual(of({ body, face: [0.5, NaN, 0.4, 0.9] }), [1, 2, 0, 3]);
    assert.deepEqual(of({ body: [0.49, 0.5, 0.51, 0.9] }), kept(4, { signals }));
  });

  it('leaves frames where they are that nobody looked at closely, or that have another size', () => {
    const alike = { action: [0.5, 0.5, 0.5], ball: [0.5, 0.5, 0.5] };
    const body = [0.3, NaN, 0.4];
    assert.deepEqual(kept(3, { signals: alike, focus: { body } }), [2, 1, 0]);
    const sizesPx = [
      [6000, 4000],
      [6000, 4000],
      [3000, 2000],
    ] as const;
    assert.deepEqual(
      kept(3, { signals: alike, focus: { body: [0.3, 0.4, 0.9] }, sizesPx }),
      [1, 0, 2],
    );
  });

  it('asks for focus among equal scores where no moment is asked for', () => {
    const focus = { face: [0.3, 0.5, 0.9] };
    const of = (weights: Weights) => [
      ...orderInBursts(
        new Uint32Array(3),
        Uint32Array.of(0, 1, 2),
        madeColumns(3, { focus }),
        weights,
        Float64Array.of(0.8, 0.79, 0.7),
      ),
    ];
    assert.deepEqual(of({ smile: 1 }), [1, 0, 2]);
    assert.deepEqual(of({}), [0, 1, 2]);
  });

  it('takes noise between copies for no moment, and keeps the largest of them', () => {
    const made: Made = {
      signals: {
        action: [0.52, 0.5, 0.48],
        ball: [0.31, 0.3, 0.3],
        sharpness: [510, 500, 490],
      },
      sizesPx: [
        [600, 400],
        [1200, 800],
        [6000, 4000],
      ],
    };
    assert.deepEqual(kept(3, made), [2, 1, 0]);
  });

  it('never keeps a smaller copy, however good it measures and whatever is asked for', () => {
    const made: Made = {
      signals: { action: [0.9, 0.2, 0.1], ball: [0.9, 0.1, 0.1] },
      hashes: [0b111n, 0b110n, 0xff00ff00ff00n],
      sizesPx: [
        [600, 400],
        [6000, 4000],
        [6000, 4000],
      ],
    };
    const best = (weights?: Weights) =>
      burstBest(
        new Uint32Array(3),
        Uint32Array.from(kept(3, made, weights)),
        madeColumns(3, made),
      )[0];
    assert.equal(best(), 1);
    assert.equal(best({ smile: 1 }), 1);
  });

  it('leaves a burst as it is ordered where no moment is asked for', () => {
    const signals = { action: [0.1, 0.9], ball: [0.1, 0.9] };
    assert.deepEqual(kept(2, { signals }, { smile: 1 }), [0, 1]);
  });

  it('counts what is not there as none and what cannot be told as the middle of the burst', () => {
    const made: Made = {
      signals: { ball: [NaN, 0.8, 0.2, NaN] },
      missing: { ball: ['cannot tell', null, null, 'not there'] },
    };
    assert.deepEqual(kept(4, made), [1, 0, 2, 3]);
  });

  it('moves frames within their own burst only, and does not depend on the order of the photos', () => {
    const value = maybe(fc.double({ min: 0, max: 1, noNaN: true }));
    const table = fc
      .array(fc.tuple(value, value, value, fc.nat(3)), { minLength: 1, maxLength: 12 })
      .chain((rows) => fc.tuple(fc.constant(rows), permutation(rows.length)));
    fc.assert(
      fc.property(table, ([rows, places]) => {
        const of = (order: readonly number[]) => {
          const row = (i: number) => rows[order[i] ?? 0] ?? ([NaN, NaN, NaN, 0] as const);
          const each = (column: 0 | 1 | 2) => order.map((_, i) => row(i)[column]);
          const columns = madeColumns(order.length, {
            signals: { action: each(0), ball: each(1), subject_sharpness: each(2) },
          });
          const bursts = Uint32Array.from(order, (_, i) => row(i)[3]);
          // Equals stay as they are ordered: by their number here.
          const byNumber = Uint32Array.from(order.keys()).sort(
            (a, b) => (order[a] ?? 0) - (order[b] ?? 0),
          );
          const result = orderInBursts(bursts, byNumber, columns, sports);
          assert.deepEqual(
            Array.from(result, (i) => bursts[i]),
            Array.from(byNumber, (i) => bursts[i]),
          );
          return Array.from(result, (i) => order[i]);
        };
        assert.deepEqual(of(places), of([...rows.keys()]));
      }),
    );
  });
});
