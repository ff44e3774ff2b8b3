import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { csvRows } from '../../electron/disk/csv-rows.ts';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { countPairs, pairwiseAgreement } from '../../shared/arithmetic/statistics.ts';
import { keeperShare, keepersLost, lostBySize } from '../../shared/prove/keepers-lost.ts';
import { proofPage } from '../../shared/prove/proof-page.ts';
import { drawProof, lostAtSizes, proofOf, type JudgedProof } from '../../shared/prove/proof.ts';
import { proofCsv, proofOfRows, proofTitle } from '../../shared/prove/proof-table.ts';
import { proofSentences } from '../../shared/prove/proof-words.ts';
import { drawFrames, strataOf } from '../../shared/prove/strata.ts';
import { agreementGain, weightedAgreement } from '../../shared/prove/weighted-agreement.ts';

const photoCount = fc.integer({ min: 20, max: 2000 });

describe('frames to judge', () => {
  it('come 40 to 60 from all parts of the order, none twice, all of a small shoot', () => {
    fc.assert(
      fc.property(photoCount, fc.integer(), (photos, seed) => {
        const places = drawFrames(photos, seededRandom(seed));
        assert.equal(new Set(places).size, places.length);
        assert.equal(places.length, Math.min(60, photos));
        let [end, judged] = [0, 0];
        for (const { from, to, frames } of strataOf(photos)) {
          assert.equal(from, end);
          end = to;
          const here = places.filter((place) => place >= from && place < to);
          assert.equal(here.length, frames);
          judged += here.length;
        }
        assert.deepEqual([end, judged], [photos, places.length]);
      }),
    );
  });
});

/** Every photo a keeper by chance, more of them at the top. */
function keepersOf(photos: number, seed: number): boolean[] {
  const random = seededRandom(seed);
  return Array.from({ length: photos }, (_, place) => random() < 0.6 * (1 - place / photos) + 0.05);
}

describe('keepers lost', () => {
  it('is exact, and sure, where every photo was judged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 60 }), fc.integer(), (photos, seed) => {
        const keeps = keepersOf(photos, seed);
        const keepers = keeps.filter(Boolean).length;
        if (keepers === 0) return;
        const judged = keeps.map((keeper, place) => ({ place, keeper }));
        for (const { size, lost } of lostBySize(photos, judged)) {
          const truth = keeps.slice(size).filter(Boolean).length / keepers;
          assert.ok(Math.abs((lost.value ?? NaN) - truth) < 1e-9, `${lost.value} of ${truth}`);
          assert.equal(lost.low, lost.high);
        }
        assert.ok(Math.abs((keeperShare(photos, judged).value ?? NaN) - keepers / photos) < 1e-9);
      }),
    );
  });

  it('lies in its interval, 0..1, falls to 0 at all photos, and says where it cannot tell', () => {
    fc.assert(
      fc.property(photoCount, fc.integer(), (photos, seed) => {
        const keeps = keepersOf(photos, seed);
        const judged = drawFrames(photos, seededRandom(seed)).map((place) => ({
          place,
          keeper: keeps[place] === true,
        }));
        const curve = lostBySize(photos, judged);
        for (const { lost } of curve) {
          if (lost.value === null) assert.ok(lost.reason);
          else {
            const { value, low, high } = lost;
            assert.ok(0 <= (low ?? -1) && (low ?? 2) <= value && value <= (high ?? -1));
            assert.ok((high ?? 2) <= 1);
          }
        }
        if (judged.some(({ keeper }) => keeper)) assert.equal(curve.at(-1)?.lost.value, 0);
      }),
      { numRuns: 20 },
    );
    const none = keepersLost(100, [{ place: 50, keeper: true }], 10);
    assert.deepEqual(
      [none.value, none.reason],
      [null, 'No frame of so small an album was judged.'],
    );
    const all = [0, 60].map((place) => ({ place, keeper: false }));
    assert.equal(keepersLost(100, all, 50).reason, 'None of the frames is a keeper.');
  });

  it('counts a frame for the photos that it stands for, not as one of those judged', () => {
    // Half of every part are keepers: an album of a quarter loses three quarters of them, though most frames lie at the top.
    const judged = strataOf(1000).flatMap(({ from, frames }) =>
      Array.from({ length: frames }, (_, i) => ({ place: from + i, keeper: i % 2 === 0 })),
    );
    const { value, low, high } = keepersLost(1000, judged, 250);
    assert.ok(Math.abs((value ?? 0) - 0.75) < 0.02, String(value));
    assert.ok((low ?? 1) < 0.75 && (high ?? 0) > 0.75);
  });

  it('is on average the truth, and its interval holds it about 19 times in 20', () => {
    const shoots = 150;
    let [error, held] = [0, 0];
    for (let seed = 1; seed <= shoots; seed++) {
      const keeps = keepersOf(600, seed);
      const judged = drawFrames(600, seededRandom(1000 + seed)).map((place) => ({
        place,
        keeper: keeps[place] === true,
      }));
      const { value, low, high } = keepersLost(600, judged, 150);
      const truth = keeps.slice(150).filter(Boolean).length / keeps.filter(Boolean).length;
      error += (value ?? NaN) - truth;
      held += Number((low ?? 1) <= truth && truth <= (high ?? 0));
    }
    assert.ok(Math.abs(error / shoots) < 0.03, String(error / shoots));
    assert.ok(held >= 0.89 * shoots, `${held} of ${shoots}`);
  });
});

describe('pairs in order', () => {
  it('are those of the whole shoot where every photo was judged', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 60 }),
        fc.integer(),
        (said, seed) => {
          const random = seededRandom(seed);
          const labels = Float64Array.from(said);
          const scores = labels.map((label) => label + 4 * random());
          const places = [...labels.keys()];
          const truth = pairwiseAgreement(countPairs(scores, labels));
          const told = weightedAgreement({ photos: labels.length, places, labels }, scores);
          if (Number.isNaN(truth)) assert.ok(told.reason);
          else assert.ok(Math.abs((told.value ?? NaN) - truth) < 1e-9);
        },
      ),
    );
  });

  it('gain nothing, surely, by scores that are the same, and by the truth much', () => {
    const labels = Float64Array.from({ length: 60 }, (_, i) => i % 4);
    const frames = { photos: 60, places: [...labels.keys()], labels };
    const noise = labels.map((_, i) => (i * 7919) % 61);
    assert.equal(agreementGain(frames, noise, noise, 2).value, 0);
    assert.equal(agreementGain(frames, noise, noise, 2).high, 0);
    assert.ok((agreementGain(frames, labels, noise, 2).low ?? 0) > 0.2);
  });
});

/** 300 photos ranked by sharpness and contrast; the judge goes by sharpness alone. */
function judgedShoot(): JudgedProof {
  const random = seededRandom(7);
  const photos = 300;
  const series = () => Float64Array.from({ length: photos }, random);
  const [sharpness, contrast] = [series(), series()];
  const scores = sharpness.map((value, i) => (value + (contrast[i] ?? 0)) / 2);
  const order = Uint32Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const paths = Array.from({ length: photos }, (_, i) => `/shoot/a, "b"/${i % 2}/${i}.jpg`);
  const normalised = { sharpness, contrast };
  const weights = { sharpness: 1, contrast: 1 };
  const draw = drawProof({ order, paths, scores, normalised, weights }, 3);
  const frames = draw.frames.map((frame) => {
    const label = Math.floor(4 * (frame.parts.sharpness ?? 0));
    return { ...frame, label, keeper: label >= 2 };
  });
  return { ...draw, frames };
}

describe('a proof', () => {
  it('tells which signal helps and which hurts', () => {
    const { signals, agreement } = proofOf(judgedShoot());
    assert.deepEqual(
      signals.map(({ name, verdict }) => [name, verdict]),
      [
        ['sharpness', 'helps'],
        ['contrast', 'hurts'],
      ],
    );
    assert.ok((agreement.low ?? 0) > 0.5);
  });

  it('follows from its table alone, to the letter of its page', () => {
    const judged = judgedShoot();
    const again = proofOfRows(csvRows(proofCsv(judged)));
    const pageOf = (one: JudgedProof) => proofPage(proofTitle(one), proofOf(one), lostAtSizes(one));
    const sorted = { ...judged, frames: judged.frames.toSorted((a, b) => a.place - b.place) };
    assert.equal(pageOf(again), pageOf(sorted));
    assert.equal(proofCsv(again), proofCsv(judged));
    assert.equal(proofTitle(again), 'a, "b"');
    assert.match(pageOf(again), /Proof: a, &quot;b&quot;/);
  });

  it('says that nothing can be told of frames judged alike, and refuses a table that is none', () => {
    const judged = judgedShoot();
    const alike = {
      ...judged,
      frames: judged.frames.map((frame) => ({ ...frame, label: 1, keeper: false })),
    };
    const proof = proofOf(alike);
    assert.ok(
      proofSentences(proof).includes('All frames were judged alike: there is nothing to compare.'),
    );
    assert.ok(proof.lost.slice(0, -1).every(({ lost }) => lost.value === null));
    const [row = {}] = csvRows(proofCsv(judged));
    assert.throws(() => proofOfRows([]), /holds no rows/);
    assert.throws(() => proofOfRows([{ ...row, place: '301' }]), /beyond the shoot/);
    assert.throws(() => proofOfRows([{ ...row, score: 'NaN' }]), /no number in the column "score"/);
    assert.throws(() => proofOfRows([{ path: 'a' }]), /needs a column "place"/);
  });
});
