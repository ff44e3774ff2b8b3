import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chooseAlbum, type AlbumChoice } from '../../shared/ranking/album.ts';
import { inOneGo } from '../../shared/arithmetic/steps.ts';
import { chooseVaried } from '../../shared/ranking/varied.ts';
import { rankPhotos } from '../../shared/ranking/ranking.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { madeColumns, madeEmbeddings } from './made-columns.ts';

type MadeAlbum = {
  scores: readonly number[];
  bursts: readonly number[];
  hashes: readonly (bigint | null)[];
};

function choose(made: MadeAlbum, choice: AlbumChoice): number[] {
  const columns = madeColumns(made.scores.length, { hashes: made.hashes });
  const scores = Float64Array.from(made.scores);
  const order = rankPhotos(scores, columns);
  return [...chooseAlbum(order, scores, Uint32Array.from(made.bursts), columns, choice)];
}

/** Photos 0, 1 and 2 are one burst; 3 looks like 0; 4 looks like nothing else. */
const match: MadeAlbum = {
  scores: [1, 0.95, 0.9, 0.8, 0.6, 0],
  bursts: [0, 0, 0, 1, 2, 3],
  hashes: [0n, 0n, 0n, 0b1n, 0xffff_ffffn, 0xffff_ffffn << 16n],
};

describe('chooseAlbum', () => {
  it('is plainly the highest scores at variety 0', () => {
    assert.deepEqual(choose(match, { count: 3, variety: 0 }), [0, 1, 2]);
  });

  it('takes one photo of a burst as soon as there is variety', () => {
    assert.deepEqual(choose(match, { count: 2, variety: 0.1 }), [0, 3]);
  });

  it('trades score against likeness', () => {
    // Worth over the candidates 0, 3, 4, 5: 1, 0.8, 0.6, 0. Likeness to 0: 31/32 for 3, none for 4 and 5.
    // Photo 3 gives 0.8 (1 - v) - 31/32 v and photo 4 gives 0.6 (1 - v): equal at v = 0.2 / 1.16875 = 0.171.
    assert.deepEqual(choose(match, { count: 2, variety: 0.17 }), [0, 3]);
    assert.deepEqual(choose(match, { count: 2, variety: 0.172 }), [0, 4]);
  });

  it('returns best first, not in the order of choice', () => {
    assert.deepEqual(choose(match, { count: 3, variety: 0.3 }), [0, 3, 4]);
  });

  it('fills places that bursts leave free with the best of the rest', () => {
    assert.deepEqual(choose(match, { count: 5, variety: 0.5 }), [0, 1, 3, 4, 5]);
  });

  describe('with what CLIP saw', () => {
    // Photos 0 and 4 are the same to CLIP, 3 and 5 are of other directions; the hashes say that 3 is like 0.
    const directions = [
      [4, 0, 0],
      [4, 0, 0],
      [4, 0, 0],
      [0, 4, 0],
      [4, 0, 0],
      [0, 0, 4],
    ];
    const embeddings = madeEmbeddings(directions);

    it('takes what looks different to CLIP, whatever the hashes say', () => {
      assert.deepEqual(choose(match, { count: 2, variety: 0.5 }), [0, 4]);
      assert.deepEqual(choose(match, { count: 2, variety: 0.5, embeddings }), [0, 3]);
      assert.deepEqual(choose(match, { count: 3, variety: 0.9, embeddings }), [0, 3, 5]);
    });

    it('measures likeness from what the candidates have in common on average', () => {
      // Worth of the candidates 0, 3, 4, 5: 1, 0.8, 0.6, 0. Likeness 1 between 0 and 4, none between the others, also
      // where all have much in common. After 0 and 3, photo 4 gives 0.6 (1 - v) - v and photo 5 gives 0: v = 0.375.
      const oneMatch = madeEmbeddings(directions.map((row) => [...row, 12]));
      for (const seen of [embeddings, oneMatch]) {
        assert.deepEqual(choose(match, { count: 3, variety: 0.37, embeddings: seen }), [0, 3, 4]);
        assert.deepEqual(choose(match, { count: 3, variety: 0.38, embeddings: seen }), [0, 3, 5]);
      }
    });

    it('goes by the hashes of all where a candidate that was read has no embedding', () => {
      const some = madeEmbeddings(directions.map((row, i) => (i === 5 ? null : row)));
      for (const variety of [0.1, 0.3, 0.5, 0.9])
        assert.deepEqual(
          choose(match, { count: 2, variety, embeddings: some }),
          choose(match, { count: 2, variety }),
        );
    });

    it('goes by CLIP where only one that could not be read, or is no candidate, has none', () => {
      const unread = { ...match, hashes: match.hashes.map((hash, i) => (i === 5 ? null : hash)) };
      const some = madeEmbeddings(directions.map((row, i) => (i === 5 || i === 1 ? null : row)));
      assert.deepEqual(choose(unread, { count: 2, variety: 0.5, embeddings: some }), [0, 3]);
    });
  });

  it('chooses only from the order', () => {
    const columns = madeColumns(4, { hashes: [0n, 0n, 0n, 0n] });
    const chosen = chooseAlbum(
      Uint32Array.of(3, 1),
      Float64Array.of(9, 0.5, 9, 0.6),
      Uint32Array.of(0, 1, 2, 2),
      columns,
      { count: 3, variety: 0.3 },
    );
    assert.deepEqual(chosen, Uint32Array.of(3, 1));
  });
});

describe('chooseAlbum of any folder', () => {
  const photo = fc.record({
    score: fc.integer({ min: 0, max: 8 }).map((n) => n / 8),
    burst: fc.nat(6),
    hash: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  });
  const folder = fc.array(photo, { maxLength: 20 }).map((photos) => ({
    scores: photos.map((p) => p.score),
    bursts: photos.map((p) => p.burst),
    hashes: photos.map((p) => p.hash),
  }));
  const variety = fc.double({ min: 0, max: 1, noNaN: true });

  it('chooses as many as asked or all, each once, best first, the best among them', () => {
    fc.assert(
      fc.property(folder, variety, fc.nat(25), (made, v, count) => {
        const order = choose(made, { count: made.scores.length, variety: v });
        const chosen = choose(made, { count, variety: v });
        assert.equal(order.length, made.scores.length);
        assert.equal(chosen.length, Math.min(count, made.scores.length));
        assert.deepEqual(
          chosen,
          order.filter((p) => chosen.includes(p)),
        );
        if (chosen.length > 0) assert.equal(chosen[0], order[0]);
      }),
    );
  });

  it('is the top of the order at variety 0', () => {
    fc.assert(
      fc.property(folder, fc.nat(25), (made, count) => {
        const order = choose(made, { count: made.scores.length, variety: 0 });
        assert.deepEqual(choose(made, { count, variety: 0 }), order.slice(0, count));
      }),
    );
  });

  it('repeats a burst only when every burst has its best in', () => {
    fc.assert(
      fc.property(folder, variety, fc.nat(25), (made, v, count) => {
        fc.pre(v > 0);
        const bursts = choose(made, { count, variety: v }).map((p) => at(made.bursts, p));
        const different = new Set(bursts).size;
        if (different < bursts.length) assert.equal(different, new Set(made.bursts).size);
      }),
    );
  });
});

describe('chooseVaried', () => {
  /** The definition: compares every candidate with everything chosen, every time. */
  function compareAll(worth: readonly number[], count: number, v: number, alike: number[][]) {
    const chosen: number[] = [];
    while (chosen.length < count) {
      const gains = worth.map((value, i) => {
        if (chosen.includes(i)) return -Infinity;
        if (chosen.length === 0) return value;
        return (1 - v) * value - v * Math.max(0, ...chosen.map((j) => at(alike[i] ?? [], j)));
      });
      chosen.push(gains.indexOf(Math.max(...gains)));
    }
    return chosen;
  }

  it('chooses what comparing everything chooses, in the same order', () => {
    const eighths = fc.nat(8).map((n) => n / 8);
    const input = fc.integer({ min: 1, max: 14 }).chain((n) =>
      fc.record({
        worth: fc.array(eighths, { minLength: n, maxLength: n }),
        pairs: fc.array(eighths, { minLength: n * n, maxLength: n * n }),
        count: fc.nat(n),
        v: eighths,
      }),
    );
    fc.assert(
      fc.property(input, ({ worth, pairs, count, v }) => {
        const n = worth.length;
        const alike = worth.map((_, i) =>
          worth.map((__, j) => at(pairs, Math.min(i, j) * n + Math.max(i, j))),
        );
        const candidates = Uint32Array.from(worth.keys(), (i) => i + 100);
        const likeness = (a: number, b: number) => at(alike[a - 100] ?? [], b - 100);
        const chosen = inOneGo(
          chooseVaried(candidates, Float64Array.from(worth), count, v, likeness),
        );
        assert.deepEqual(
          chosen.map((photo) => photo - 100),
          compareAll(worth, count, v, alike),
        );
      }),
      { numRuns: 500 },
    );
  });
});
