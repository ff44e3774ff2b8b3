import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { burstCount, duplicateFraction, groupBursts } from '../../shared/bursts/bursts.ts';
import { hashIndex } from '../../shared/bursts/hash-index.ts';
import { at, hammingAt, hashWords } from '../../shared/arithmetic/vectors.ts';
import type { PhotoEmbeddings } from '../../shared/bursts/likeness.ts';
import {
  madeColumns,
  madeEmbeddings,
  maybe,
  permutation,
  type Made,
  workedSettings,
} from './made-columns.ts';

/** The lowest `count` bits set: hashes whose distance is the difference of their counts. */
const bits = (count: number) => (1n << BigInt(count)) - 1n;

type MadeFolder = Made & { hashes: readonly (bigint | null)[] };

function bursts(made: MadeFolder, embeddings: PhotoEmbeddings | null = null, min = 0.99) {
  const settings = { ...workedSettings, 'bursts.minClipSimilarity': min };
  return [...groupBursts(madeColumns(made.hashes.length, made), settings, embeddings)];
}

/** Directions in a plane: the cosine of two is that of the difference of their degrees, but for the bytes. */
function degrees(...angles: readonly (number | null)[]): PhotoEmbeddings {
  const direction = (angle: number) => {
    const radians = (angle * Math.PI) / 180;
    return [Math.cos(radians), Math.sin(radians)];
  };
  return madeEmbeddings(angles.map((angle) => (angle === null ? null : direction(angle))));
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

  it('follows one camera at its own pace by looks, where the hash gives up', () => {
    const takenMs = [0, 330, 660, 1660, 2661, 2670];
    const hashes = takenMs.map((_, i) => bits(11 * i));
    const together = (looks: readonly number[], cameras = takenMs.map(() => 0)) =>
      bursts({ takenMs, hashes, looks, cameras });
    // 25 degrees are a cosine of 0.906, 28 of 0.883. The frame at 2661 ms is more than a second after the one before it.
    assert.deepEqual(together([0, 25, 50, 75, 100, 125]), [0, 0, 0, 0, 1, 1]);
    assert.deepEqual(together([0, 28, 53, 78, 103, 131]), [0, 1, 1, 1, 2, 3]);
    assert.deepEqual(together([0, 0, 0, 0, 0, 0], [0, 1, 0, 1, 0, 1]), [0, 1, 0, 2, 3, 4]);
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

describe('groupBursts by what CLIP saw', () => {
  // cos 8.1 degrees = 0.99; hashes 32 bits apart have nothing in common.
  const unlike = [bits(0), bits(32), bits(64)];
  const every = (ms: number, count: number) => Array.from({ length: count }, (_, i) => i * ms);

  it('brings together neighbours in time that look alike, and no others', () => {
    const made = { takenMs: every(1000, 3), hashes: unlike };
    assert.deepEqual(bursts(made), [0, 1, 2]);
    assert.deepEqual(bursts(made, degrees(0, 7, 60)), [0, 0, 1]);
    assert.deepEqual(bursts(made, degrees(0, 9, 60)), [0, 1, 2]);
    assert.deepEqual(bursts(made, degrees(0, 9, 60), 0.98), [0, 0, 1]);
    assert.deepEqual(bursts({ ...made, takenMs: every(3001, 3) }, degrees(0, 0, 0)), [0, 1, 2]);
  });

  it('goes on after a passer-by, from the latest frame of the burst', () => {
    const made = { takenMs: every(1000, 4), hashes: [bits(0), bits(1), bits(40), bits(20)] };
    assert.deepEqual(bursts(made), [0, 0, 1, 2]);
    assert.deepEqual(bursts(made, degrees(0, 10, 80, 14)), [0, 0, 1, 0]);
  });

  it('follows the most alike of two', () => {
    const made = { takenMs: every(100, 3), hashes: unlike };
    assert.deepEqual(bursts(made, degrees(0, 10, 6)), [0, 1, 1]);
    assert.deepEqual(bursts(made, degrees(0, 10, 4)), [0, 1, 0]);
  });

  it('lets no slow scene drift away', () => {
    const count = 6;
    const hashes = Array.from({ length: count }, (_, i) => bits(i % 2 === 0 ? 0 : 40));
    const made = { takenMs: every(2000, count), hashes };
    const turning = degrees(...Array.from({ length: count }, (_, i) => 7 * i));
    // From the first frame at most 2 x 0.01, which is 11.5 degrees, once more than 3 s have passed.
    assert.deepEqual(bursts(made, turning), [0, 0, 1, 1, 2, 2]);
    assert.deepEqual(bursts({ ...made, takenMs: every(100, count) }, turning), [0, 0, 0, 0, 0, 0]);
  });

  it('follows the numbers of a series too, and brings no two moments with times together', () => {
    const paths = ['/a/f_09.png', '/a/f_10.png', '/a/f_11.png'];
    const made = { paths, hashes: unlike };
    assert.deepEqual(bursts(made, degrees(0, 5, 60)), [0, 0, 1]);
    // The first still is a copy of one moment, the second of another, a minute later.
    const copies = {
      paths: [...paths.slice(0, 2), '/b/x.jpg', '/b/y.jpg'],
      hashes: [bits(0), bits(40), bits(0), bits(40)],
      takenMs: [NaN, NaN, 0, 60_000],
    };
    assert.deepEqual(bursts(copies, degrees(0, 0, 0, 0)), [0, 1, 0, 1]);
  });

  it('goes by the hash alone where a frame has no embedding', () => {
    const made = { takenMs: every(1000, 3), hashes: unlike };
    assert.deepEqual(bursts(made, degrees(null, 0, 0)), [0, 1, 1]);
    assert.deepEqual(bursts(made, degrees(null, null, null)), [0, 1, 2]);
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
      angle: fc.option(fc.nat(30), { freq: 5 }),
    }),
    { maxLength: 25 },
  )
  .map((photos) => ({
    hashes: photos.map((photo) => photo.hash),
    takenMs: photos.map((photo) => photo.takenMs),
    paths: photos.map((_, i) => `/photos/${i % 3 === 0 ? 'x' : `img_${i}`}.${i}.jpg`),
    angles: photos.map((photo) => photo.angle),
  }));

describe('groupBursts of any folder', () => {
  it('makes the same groups in any order of the photos', () => {
    const input = folder.chain((f) => fc.tuple(fc.constant(f), permutation(f.hashes.length)));
    fc.assert(
      fc.property(input, ([made, order]) => {
        const before = bursts(made, degrees(...made.angles));
        const after = bursts(
          {
            hashes: order.map((i) => made.hashes[i] ?? null),
            takenMs: order.map((i) => at(made.takenMs, i)),
            paths: order.map((i) => made.paths[i] ?? ''),
          },
          degrees(...order.map((i) => made.angles[i] ?? null)),
        );
        order.forEach((from, i) => {
          order.forEach((other, j) => {
            assert.equal(after[i] === after[j], before[from] === before[other]);
          });
        });
      }),
      { numRuns: 300 },
    );
  });

  /** Whether photos that are together in `fine` are together in `coarse` too. */
  function holds(fine: readonly number[], coarse: readonly number[]): boolean {
    const burst = new Map(fine.map((number, photo) => [number, coarse[photo]]));
    return fine.every((number, photo) => burst.get(number) === coarse[photo]);
  }

  it('is as without CLIP where no photo has an embedding', () => {
    fc.assert(
      fc.property(folder, (made) => {
        const none = degrees(...made.hashes.map(() => null));
        assert.deepEqual(bursts(made, none), bursts(made));
      }),
    );
  });

  it("takes no burst of the hash's apart, whatever CLIP saw", () => {
    const min = fc.double({ min: 0.5, max: 1, noNaN: true });
    fc.assert(
      fc.property(folder, min, (made, limit) => {
        assert.ok(holds(bursts(made), bursts(made, degrees(...made.angles), limit)));
      }),
      { numRuns: 300 },
    );
  });

  it('makes no burst bigger by a higher limit, among photos of a few seconds', () => {
    const limits = fc.tuple(
      fc.double({ min: 0.9, max: 1, noNaN: true }),
      fc.double({ min: 0.9, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(folder, limits, (made, [a, b]) => {
        const short = { ...made, takenMs: made.takenMs.map((ms) => ms / 10) }; // 1 s: the free time is 3 s
        const seen = degrees(...made.angles);
        const [low, high] = [
          bursts(short, seen, Math.min(a, b)),
          bursts(short, seen, Math.max(a, b)),
        ];
        assert.ok(holds(high, low));
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

describe('the photos that are not the best of their burst', () => {
  it('are duplicates', () => {
    assert.equal(burstCount(Uint32Array.of(0, 1, 0, 2, 1)), 3);
    assert.equal(duplicateFraction(Uint32Array.of(0, 1, 0, 2, 1), 0), 0.4);
    assert.equal(duplicateFraction(Uint32Array.of(0, 1, 0, 2, 1), 5), 0.7);
    assert.equal(duplicateFraction(new Uint32Array(0), 0), 0);
  });
});
