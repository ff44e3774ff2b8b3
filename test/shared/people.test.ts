import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { explainPerson, matchFaces, rankPerson, whyMaybe } from '../../shared/people/people.ts';
import { countPiles, inPiles, likenessOf } from '../../shared/people/piles.ts';
import { personSharpness } from '../../shared/people/person-score.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { madeColumns, maybe, type MadeFace, workedSettings } from './made-columns.ts';

const none = Number.NaN;
/** As of an embedder that knows no maybe. */
const limits = { sureFrom: 0.5, maybeFrom: 0.5 };

/** Each face with its similarity to the person; the threshold is 0.5. */
function person(count: number, faces: readonly (MadeFace & { like: number })[]) {
  const columns = madeColumns(count, { faces });
  const similarity = Float32Array.from(faces, (face) => face.like);
  const match = matchFaces(columns.faces, count, similarity, limits, workedSettings);
  const ranking = rankPerson(columns, match, workedSettings);
  const explain = (photo: number) => explainPerson(columns, match, photo, workedSettings);
  return { match, ranking, explain };
}

const fine = { smile: 1, facing: 1, eyesOpen: 1, confidence: 0.9, sharpness: 100, like: 0.9 };

describe('matchFaces', () => {
  it('takes the best face of a photo, and only from the threshold on', () => {
    const { match } = person(4, [
      { photo: 0, like: 0.5 },
      { photo: 1, like: 0.75 },
      { photo: 1, like: 0.875 },
      { photo: 2, like: 0.25 },
    ]);
    assert.deepEqual([...match.matched], [1, 1, 0, 0]);
    assert.deepEqual([...match.face], [0, 2, 3, -1]);
    assert.deepEqual([...match.similarity], [0.5, 0.875, 0.25, none]);
    assert.deepEqual([...match.countedFaces], [1, 2, 1, 0]);
  });

  it('looks neither at small faces nor at those said not to be the person', () => {
    const { match } = person(2, [
      { photo: 0, like: 0.9, heightPx: 20 },
      { photo: 1, like: none },
      { photo: 1, like: 0.6 },
    ]);
    assert.deepEqual([...match.matched], [0, 1]);
    assert.deepEqual([...match.face], [-1, 2]);
  });
});

describe('a face that nobody seems to mean', () => {
  it('is found all the same where somebody looks for it, and counts among the faces of that photo', () => {
    const { match, explain } = person(3, [
      { photo: 0, ...fine, meant: 0.2 },
      { photo: 1, ...fine, meant: 0.2 },
      { photo: 1, ...fine, like: 0.1 },
      { photo: 2, ...fine, like: 0.1, meant: 0.2 },
      { photo: 2, ...fine },
    ]);
    assert.deepEqual([...match.matched], [1, 1, 1]);
    assert.deepEqual([...match.face], [0, 1, 4]);
    assert.deepEqual([...match.countedFaces], [1, 2, 1]);
    assert.match(explain(0).sentence, /^the only face/);
    assert.match(explain(1).sentence, /^in a group of 2, 2 of 2 faces look good/);
  });
});

describe('rankPerson', () => {
  it('scores a single portrait by smile, facing and sharpness of the face', () => {
    const { explain, ranking } = person(1, [{ photo: 0, ...fine, smile: 0.5, facing: 0.5 }]);
    const opened = explain(0);
    // One face is as sharp as is typical: 0.5. So 0.4 x 0.5 + 0.3 x 0.5 + 0.3 x 0.5.
    assert.equal(Number(opened.score.toFixed(12)), 0.5);
    assert.equal(ranking.scores[0], opened.score);
    assert.equal(opened.sentence, 'the only face, smiling, facing the camera, sharp');
  });

  it('scores a group by the share of good faces and sharpness, smile or not', () => {
    const { explain } = person(1, [
      { photo: 0, ...fine, smile: 0 },
      { photo: 0, ...fine, like: 0.1, eyesOpen: none },
      { photo: 0, ...fine, like: 0.1, eyesOpen: 0.25 },
      { photo: 0, ...fine, like: 0.1, facing: 0.25 },
      { photo: 0, ...fine, like: 0.1, confidence: 0.5 },
    ]);
    const opened = explain(0);
    // Two of five look good and all are typically sharp: 0.6 x 0.4 + 0.4 x 0.5.
    assert.equal(Number(opened.score.toFixed(12)), 0.44);
    assert.equal(opened.sentence, 'in a group of 5, 2 of 5 faces look good, sharp');
  });

  it('sends a blurred face towards zero, alone or in a group', () => {
    const { ranking, explain } = person(4, [
      { photo: 0, ...fine, sharpness: 1 },
      { photo: 1, ...fine, smile: 0 },
      { photo: 2, ...fine },
      { photo: 3, ...fine, sharpness: 0 },
      { photo: 3, ...fine, like: 0.1 },
    ]);
    assert.deepEqual([...ranking.order], [2, 1, 0, 3]);
    assert.equal(ranking.scores[3], 0);
    assert.ok(at(ranking.scores, 0) < 0.08);
    assert.equal(
      explain(0).sentence,
      'the only face, smiling, facing the camera, but the face is blurred',
    );
  });

  it('still knows blur when most photos of the person are blurred', () => {
    const others = [1, 2, 3].map((photo) => ({ photo, ...fine, like: 0.1 }));
    const { ranking } = person(6, [
      { photo: 0, ...fine, sharpness: 2 },
      ...others,
      { photo: 4, ...fine, sharpness: 3 },
      { photo: 5, ...fine, like: 0.1 },
    ]);
    assert.ok(at(ranking.scores, 0) < 0.2 && at(ranking.scores, 4) < 0.25);
  });

  it('orders only the photos with the person, equals by path', () => {
    const { ranking, explain } = person(4, [
      { photo: 0, ...fine },
      { photo: 1, ...fine, like: 0.1 },
      { photo: 3, ...fine },
    ]);
    assert.deepEqual([...ranking.order], [0, 3]);
    assert.equal(ranking.scores[1], 0);
    assert.throws(() => explain(1), /does not show the person/);
  });

  it('explains the same with the sharpness of the faces worked out once for all photos', () => {
    const columns = madeColumns(2, {
      faces: [fine, { ...fine, sharpness: 20 }].map((face, photo) => ({ photo, ...face })),
    });
    const similarity = new Float32Array([0.9, 0.9]);
    const match = matchFaces(columns.faces, 2, similarity, limits, workedSettings);
    const sharpness = personSharpness(columns.faces, match, workedSettings);
    for (const photo of [0, 1])
      assert.deepEqual(
        explainPerson(columns, match, photo, workedSettings, sharpness),
        explainPerson(columns, match, photo, workedSettings),
      );
  });

  it('says which number was read beside the person', () => {
    const columns = madeColumns(1, { faces: [{ photo: 0 }], numbers: [[0, '10']] });
    const match = matchFaces(columns.faces, 1, Float32Array.of(0.9), limits, workedSettings);
    const { sentence } = explainPerson(columns, match, 0, workedSettings);
    assert.match(sentence, /^the only face, number 10;/);
  });

  it('scores over what is known and names the rest', () => {
    const { explain } = person(1, [{ photo: 0, like: 0.9, smile: 0.75 }]);
    const opened = explain(0);
    assert.equal(Number(opened.score.toFixed(12)), 0.75);
    assert.deepEqual(opened.missing, ['facing', 'face_sharpness']);
    assert.equal(opened.sentence, 'the only face, smiling; not known: facing and face sharpness');
  });

  it('keeps every score in 0..1 and equal to the sum of its parts', () => {
    const share = maybe(fc.double({ min: 0, max: 1, noNaN: true }));
    const face = fc.record({
      photo: fc.nat(3),
      like: share,
      smile: share,
      facing: share,
      eyesOpen: share,
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      sharpness: maybe(fc.double({ min: 0, max: 1e4, noNaN: true })),
      heightPx: fc.integer({ min: 20, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(face, { maxLength: 10 }), (unsorted) => {
        const faces = unsorted.toSorted((a, b) => a.photo - b.photo);
        const { ranking, match, explain } = person(4, faces);
        const matched = [0, 1, 2, 3].filter((photo) => match.matched[photo] === 1);
        assert.deepEqual([...ranking.order].sort(), matched);
        assert.ok(ranking.scores.every((score) => score >= 0 && score <= 1));
        for (const photo of matched) {
          const { parts, score } = explain(photo);
          const sum = parts.reduce((total, part) => total + part.contribution, 0);
          assert.ok(Math.abs(sum - score) < 1e-12);
        }
      }),
    );
  });
});

describe('sure, maybe, no', () => {
  const piled = (likes: readonly number[], shown?: 'sure' | 'maybe') => {
    const faces = likes.map((like, photo) => ({ ...fine, photo, smile: photo / 10, like }));
    const columns = madeColumns(likes.length, { faces });
    const similarity = Float32Array.from(likes);
    const between = { sureFrom: 0.75, maybeFrom: 0.25 };
    const match = matchFaces(columns.faces, likes.length, similarity, between, workedSettings);
    const { order } = rankPerson(columns, match, workedSettings);
    const words = (photo: number) => explainPerson(columns, match, photo, workedSettings).sentence;
    return { match, words, order: [...inPiles(order, match, shown)] };
  };

  it('are told by the two limits, each of them included', () => {
    const { match } = piled([0.75, 0.74, 0.25, 0.24, none]);
    const told = [0, 1, 2, 3, 4].map((photo) => likenessOf(match, photo));
    assert.deepEqual(told, ['sure', 'maybe', 'maybe', null, null]);
    assert.deepEqual(countPiles(match), { sure: 1, maybe: 2 });
  });

  it('stand one after the other, however good a photo is, each best first', () => {
    const likes = [0.5, 0.9, 0.1, 0.9, 0.5];
    assert.deepEqual(piled(likes).order, [3, 1, 4, 0]);
    assert.deepEqual(piled(likes, 'sure').order, [3, 1]);
    assert.deepEqual(piled(likes, 'maybe').order, [4, 0]);
  });

  it('say of a maybe that is nearly as much like another person that it is, and of nothing else', () => {
    const likes = [0.5, 0.9, 0.5];
    const columns = madeColumns(3, {
      faces: likes.map((like, photo) => ({ ...fine, photo, like })),
    });
    const match = matchFaces(
      columns.faces,
      3,
      Float32Array.from(likes),
      { sureFrom: 0.75, maybeFrom: 0.25 },
      workedSettings,
      { besides: [], doubted: [0, 1] },
    );
    const words = [0, 1, 2].map(
      (photo) => explainPerson(columns, match, photo, workedSettings).sentence,
    );
    assert.match(
      words[0] ?? '',
      /^maybe this person: nearly as much like another person here, the only face/,
    );
    assert.match(words[1] ?? '', /^the only face/);
    assert.match(words[2] ?? '', /^maybe this person: the only face/);
    const why = 'nearly as much like another person here';
    assert.deepEqual(
      [0, 1, 2].map((photo) => whyMaybe(match, photo)),
      [why, null, null],
    );
  });

  it('are said in the reason', () => {
    const { words } = piled([0.5, 0.9]);
    assert.match(words(0), /^maybe this person: the only face/);
    assert.match(words(1), /^the only face/);
  });
});
