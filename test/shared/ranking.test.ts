import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { normaliseSignals, type NormalisedSignals } from '../../shared/ranking/normalise.ts';
import {
  rankPhotos,
  scorePhotos,
  tieOrder,
  usableWeights,
  type Weights,
} from '../../shared/ranking/ranking.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { signalNames, type SignalName } from '../../shared/signals.ts';
import { sortDescending } from '../../shared/arithmetic/sorting.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { madeColumns, madeSignals, maybe, permutation, tiedNumbers } from './made-columns.ts';

const share = maybe(fc.double({ min: 0, max: 1, noNaN: true }));
const weight = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 5, noNaN: true }));
const chosen: SignalName[] = ['sharpness', 'exposure', 'smile'];
const weightsOf = (values: readonly number[]): Weights =>
  Object.fromEntries(chosen.map((name, i) => [name, values[i] ?? 0]));

/** A folder of normalised signals with weights for it. */
const folder = fc.record({
  photos: fc.array(fc.tuple(share, share, share), { minLength: 1, maxLength: 12 }),
  weights: fc.tuple(weight, weight, weight).map(weightsOf),
});
const signalsOf = (photos: readonly (readonly number[])[]): NormalisedSignals =>
  madeSignals(
    photos.length,
    Object.fromEntries(chosen.map((name, s) => [name, photos.map((p) => p[s] ?? 0)])),
  );

describe('scorePhotos', () => {
  it('is the mean of the normalised signals by weight', () => {
    const normalised = madeSignals(2, { sharpness: [1, 0.5], contrast: [0, 0.25] });
    const scores = scorePhotos(normalised, { sharpness: 3, contrast: 1 }, 2);
    assert.deepEqual(scores, Float64Array.of(0.75, 0.4375));
  });

  it('scores a photo over the signals it has', () => {
    const normalised = madeSignals(3, {
      sharpness: [0.5, 0.5, Number.NaN],
      smile: [Number.NaN, 1],
    });
    const scores = scorePhotos(normalised, { sharpness: 1, smile: 3 }, 3);
    assert.deepEqual(scores, Float64Array.of(0.5, 0.875, 0));
  });

  it('refuses a weight that is not a number from 0 up', () => {
    for (const sharpness of [-0.1, Number.NaN, Infinity]) {
      assert.throws(() => scorePhotos(madeSignals(1, {}), { sharpness }, 1), /weight of sharpness/);
    }
  });

  it('stays in 0..1 whatever is missing or weighs nothing', () => {
    fc.assert(
      fc.property(folder, ({ photos, weights }) => {
        for (const score of scorePhotos(signalsOf(photos), weights, photos.length)) {
          assert.ok(score >= 0 && score <= 1);
        }
      }),
    );
  });

  it('never falls when one signal of one photo rises', () => {
    fc.assert(
      fc.property(folder, fc.nat(), fc.nat(2), share, ({ photos, weights }, which, signal, to) => {
        const photo = which % photos.length;
        const from = photos[photo]?.[signal] ?? 0;
        fc.pre(to >= from);
        const raised = photos.map((values, i) =>
          values.map((value, s) => (i === photo && s === signal ? to : value)),
        );
        const before = scorePhotos(signalsOf(photos), weights, photos.length);
        const after = scorePhotos(signalsOf(raised), weights, photos.length);
        assert.ok(at(after, photo) >= at(before, photo));
      }),
    );
  });

  it('gives each photo the same score to the bit in any order, with weights named in any order', () => {
    const shuffled = folder.chain((f) => fc.tuple(fc.constant(f), permutation(f.photos.length)));
    fc.assert(
      fc.property(shuffled, ([{ photos, weights }, order]) => {
        const scores = scorePhotos(signalsOf(photos), weights, photos.length);
        const moved = order.map((i) => photos[i] ?? []);
        const reversed = Object.fromEntries(Object.entries(weights).reverse());
        assert.deepEqual(
          scorePhotos(signalsOf(moved), reversed, photos.length),
          Float64Array.from(order, (i) => at(scores, i)),
        );
      }),
    );
  });
});

describe('rankPhotos', () => {
  it('puts the highest first and breaks ties by time, unknown last, then by path', () => {
    const columns = madeColumns(6, {
      paths: ['/z', '/b', '/a', '/B', '/y', '/x'],
      takenMs: [2000, Number.NaN, Number.NaN, Number.NaN, 1999.5, 0],
    });
    const order = rankPhotos(Float64Array.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.6), columns);
    assert.deepEqual(
      [...order].map((i) => columns.paths[i]),
      ['/x', '/y', '/z', '/B', '/a', '/b'],
    );
  });

  it('orders paths by code units: accents and emoji after letters', () => {
    const columns = madeColumns(4, { paths: ['/é', '/😀', '/z', '/Z'] });
    assert.deepEqual([...tieOrder(columns)], [3, 2, 0, 1]);
  });

  it('orders any folder the same however its photos come in', () => {
    const photos = fc.uniqueArray(
      fc.record({ path: fc.string(), score: tiedNumbers, taken: maybe(tiedNumbers) }),
      { selector: (photo) => photo.path, maxLength: 20 },
    );
    const input = photos.chain((p) => fc.tuple(fc.constant(p), permutation(p.length)));
    const ranked = (list: readonly { path: string; score: number; taken: number }[]) => {
      const columns = madeColumns(list.length, {
        paths: list.map((photo) => photo.path),
        takenMs: list.map((photo) => photo.taken),
      });
      const order = rankPhotos(
        Float64Array.from(list, (photo) => photo.score),
        columns,
      );
      return Array.from(order, (i) => columns.paths[i]);
    };
    fc.assert(
      fc.property(input, ([list, order]) => {
        const moved = order.flatMap((i) => list[i] ?? []);
        assert.deepEqual(ranked(moved), ranked(list));
      }),
    );
  });
});

describe('sortDescending', () => {
  const any = fc.oneof(fc.double({ noNaN: true }), tiedNumbers, fc.constantFrom(0, -0, Infinity));

  it('sorts as a stable comparison sort does', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 60 }), (numbers) => {
        const expected = numbers.map((_, i) => i);
        expected.sort((a, b) => {
          const [x, y] = [at(numbers, a), at(numbers, b)];
          return x === y ? 0 : x > y ? -1 : 1;
        });
        const indices = Uint32Array.from(numbers.keys());
        assert.deepEqual([...sortDescending(Float64Array.from(numbers), indices)], expected);
      }),
    );
  });

  it('sorts large folders the same way, and unknown last', () => {
    const values = Float64Array.from({ length: 20_000 }, (_, i) => ((i * 7919) % 5003) - 2000.5);
    values[77] = Number.NaN;
    const order = sortDescending(values, Uint32Array.from(values.keys()));
    const expected = [...values.keys()].sort((a, b) => {
      const difference = at(values, b) - at(values, a);
      return Number.isNaN(difference) ? Number(a === 77) - Number(b === 77) : difference || a - b;
    });
    assert.deepEqual([...order], expected);
  });

  it('sorts the indices given and changes neither input', () => {
    const [values, indices] = [Float64Array.of(1, 5, 3, 9), Uint32Array.of(2, 0, 1)];
    assert.deepEqual(sortDescending(values, indices), Uint32Array.of(1, 2, 0));
    assert.deepEqual([values, indices], [Float64Array.of(1, 5, 3, 9), Uint32Array.of(2, 0, 1)]);
  });
});

it('sums in the order of the signals table', () => {
  const weights: Weights = { contrast: 0.1, sharpness: 0.7, exposure: 0.2 };
  const normalised = madeSignals(1, { sharpness: [0.3], exposure: [0.9], contrast: [0.6] });
  const inOrder = signalNames.filter((name) => weights[name] !== undefined);
  const sum = inOrder.reduce((s, n) => s + (weights[n] ?? 0) * at(normalised[n], 0), 0);
  const total = inOrder.reduce((s, n) => s + (weights[n] ?? 0), 0);
  assert.equal(scorePhotos(normalised, weights, 1)[0], sum / total);
});

describe('usableWeights', () => {
  it('leaves out what no photo has, and changes no score', () => {
    const columns = madeColumns(2, { signals: { sharpness: [1, 2], smile: [NaN, 0.5] } });
    const weights = { sharpness: 1, smile: 2, aesthetic: 3 };
    const usable = usableWeights(columns, weights);
    assert.deepEqual(usable, { sharpness: 1, smile: 2 });
    const normalised = normaliseSignals(columns, defaultSettings);
    assert.deepEqual(scorePhotos(normalised, usable, 2), scorePhotos(normalised, weights, 2));
  });
});
