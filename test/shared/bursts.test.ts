import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '../../shared/bootstrap.ts';
import {
  burstBest,
  burstCount,
  duplicateFraction,
  groupBursts,
  noPhoto,
} from '../../shared/bursts.ts';
import { hashIndex } from '../../shared/hash-index.ts';
import { at, hammingAt, hashWords } from '../../shared/vectors.ts';
import { madeColumns, maybe, permutation, type Made, workedSettings } from './made-columns.ts';

/** The lowest `count` bits set: hashes whose distance is the difference of their counts. */
const bits = (count: number) => (1n << BigInt(count)) - 1n;

function bursts(made: Made & { hashes: readonly (bigint | null)[] }) {
  return [...groupBursts(madeColumns(made.hashes.length, made), workedSettings)];
}

describe('groupBursts with capture times', () => {
  it('joins neighbours in time and likeness, to the last bit and second', () => {
    const takenMs = [0, 3000, 6000, 9001, 12_001];
    const hashes = [bits(0), bits(10), bits(20), bits(20), bits(31)];
    assert.deepEqual(bursts({ takenMs, hashes }), [0, 0, 0, 1, 2]);
  });

  it('lets a fast pan run on, but not a slow scene drift away', () => {
    const hashes = Array.from({ length: 8 }, (_, i) => bits(8 * i));
    const every = (ms: number) => hashes.map((_, i) => i * ms);
    assert.deepEqual(bursts({ takenMs: every(100), hashes }), [0, 0, 0, 0, 0, 0, 0, 0]);
    // From the first frame at most 20 bits once more than 3 s have passed: 0, 8, 16 | 24, 32, 40 | 48, 56.
    assert.deepEqual(bursts({ takenMs: every(2000), hashes }), [0, 0, 0, 1, 1, 1, 2, 2]);
  });

  it('keeps the bursts of two cameras apart and whole', () => {
    const [a, b] = [bits(0), bits(40)];
    const takenMs = [0, 100, 1000, 1100, 2000, 2100];
    assert.deepEqual(bursts({ takenMs, hashes: [a, b, a, b, a, b] }), [0, 1, 0, 1, 0, 1]);
  });

  it('gives a frame that two bursts claim to the one it is most like', () => {
    const takenMs = [0, 1, 1000];
    assert.deepEqual(bursts({ takenMs, hashes: [bits(0), bits(11), bits(5)] }), [0, 1, 0]);
    assert.deepEqual(bursts({ takenMs, hashes: [bits(0), bits(11), bits(6)] }), [0, 1, 1]);
  });

  it('leaves a photo without a hash alone', () => {
    assert.deepEqual(bursts({ takenMs: [0, 0, 0], hashes: [0n, null, 0n] }), [0, 1, 0]);
  });
});

describe('groupBursts without capture times', () => {
  const paths = ['/a/c.jpg', '/a/b.jpg', '/a/a.jpg', '/a/d.jpg'];

  it('joins only near duplicates, and does not hand likeness on', () => {
    // By path: a leads, b joins it, c is 4 bits from b but 8 from a, d is 5 from c.
    const hashes = [bits(8), bits(4), bits(0), bits(13)];
    assert.deepEqual(bursts({ paths, hashes }), [0, 1, 1, 2]);
  });

  it('joins the copy of a photo that has a time', () => {
    const takenMs = [0, 1000, Number.NaN];
    assert.deepEqual(bursts({ takenMs, hashes: [bits(0), bits(10), bits(13)] }), [0, 0, 0]);
    assert.deepEqual(bursts({ takenMs, hashes: [bits(0), bits(10), bits(15)] }), [0, 0, 1]);
  });

  it('never joins two timed bursts by way of an untimed photo', () => {
    const takenMs = [0, 60_000, Number.NaN];
    assert.deepEqual(bursts({ takenMs, hashes: [bits(0), bits(4), bits(2)] }), [0, 1, 0]);
  });

  it('follows the numbers of a series, over one frame left out, within its folder', () => {
    const numbered = ['/a/f_09.png', '/a/f_10.png', '/a/f_12.png', '/a/f_15.png', '/b/f_16.png'];
    const hashes = [bits(0), bits(9), bits(18), bits(27), bits(36)];
    assert.deepEqual(bursts({ paths: numbered, hashes }), [0, 0, 0, 1, 2]);
  });
});

const folder = fc
  .array(
    fc.record({
      hash: fc.oneof(
        fc.nat(40).map((count): bigint | null => bits(count)),
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        fc.constant(null),
      ),
      takenMs: maybe(fc.integer({ min: 0, max: 20 }).map((s) => s * 500)),
    }),
    { maxLength: 25 },
  )
  .map((photos) => ({
    hashes: photos.map((photo) => photo.hash),
    takenMs: photos.map((photo) => photo.takenMs),
    paths: photos.map((_, i) => `/photos/${i % 3 === 0 ? 'x' : `img_${i}`}.${i}.jpg`),
  }));

describe('groupBursts of any folder', () => {
  it('makes the same groups in any order of the photos', () => {
    const input = folder.chain((f) => fc.tuple(fc.constant(f), permutation(f.hashes.length)));
    fc.assert(
      fc.property(input, ([made, order]) => {
        const before = bursts(made);
        const after = bursts({
          hashes: order.map((i) => made.hashes[i] ?? null),
          takenMs: order.map((i) => at(made.takenMs, i)),
          paths: order.map((i) => made.paths[i] ?? ''),
        });
        order.forEach((from, i) => {
          order.forEach((other, j) => {
            assert.equal(after[i] === after[j], before[from] === before[other]);
          });
        });
      }),
      { numRuns: 300 },
    );
  });

  it('numbers bursts by their first photo without a gap', () => {
    fc.assert(
      fc.property(folder, (made) => {
        let next = 0;
        for (const burst of bursts(made)) {
          assert.ok(burst <= next);
          if (burst === next) next++;
        }
      }),
    );
  });
});

describe('hashIndex', () => {
  const near = fc.record({ base: fc.nat(3), flips: fc.array(fc.nat(63), { maxLength: 10 }) });

  it('finds what looking at every hash finds', () => {
    fc.assert(
      fc.property(fc.array(near, { minLength: 2, maxLength: 60 }), fc.nat(9), (list, limit) => {
        const hashes = list.map(({ base, flips }) =>
          flips.reduce(
            (hash, bit) => hash ^ (1n << BigInt(bit)),
            BigInt(base) * 0x9e37_79b9_7f4a_7c15n,
          ),
        );
        const words = hashWords(BigUint64Array.from(hashes));
        const index = hashIndex(words, limit);
        for (let i = 1; i < list.length; i++) index.add(i);
        const distances = list.slice(1).map((_, i) => hammingAt(words, 0, i + 1));
        const least = Math.min(...distances);
        const expected = least <= limit ? distances.indexOf(least) + 1 : undefined;
        assert.equal(index.nearest(0), expected);
      }),
      { numRuns: 300 },
    );
  });
});

it('finds the nearest of many hashes with up to two bits off in every band', () => {
  const random = seededRandom(7);
  const word = () => BigInt(Math.floor(random() * 2 ** 32));
  const bases = Array.from({ length: 2000 }, () => (word() << 32n) | word());
  const flipped = bases.map((hash, i) => {
    let moved = hash;
    for (let flip = 0; flip < i % 14; flip++) moved ^= 1n << BigInt(Math.floor(random() * 64));
    return moved;
  });
  const words = hashWords(BigUint64Array.from([...bases, ...flipped]));
  for (const limit of [7, 9]) {
    const index = hashIndex(words, limit);
    bases.forEach((_, i) => {
      index.add(i);
    });
    let found = 0;
    for (let i = 2000; i < 4000; i += 7) {
      const distances = bases.map((_, j) => hammingAt(words, i, j));
      const least = Math.min(...distances);
      const expected = least <= limit ? distances.indexOf(least) : undefined;
      assert.equal(index.nearest(i), expected);
      if (expected !== undefined) found++;
    }
    assert.ok(found > 100);
  }
});

describe('the best of a burst', () => {
  it('is the first in the order; a burst that was not ranked has none', () => {
    const groups = Uint32Array.of(0, 1, 0, 2, 1);
    assert.deepEqual(burstBest(groups, Uint32Array.of(4, 2, 0, 1)), Uint32Array.of(2, 4, noPhoto));
    assert.equal(burstCount(groups), 3);
  });

  it('leaves the rest as duplicates', () => {
    assert.equal(duplicateFraction(Uint32Array.of(0, 1, 0, 2, 1)), 0.4);
    assert.equal(duplicateFraction(new Uint32Array(0)), 0);
  });
});
