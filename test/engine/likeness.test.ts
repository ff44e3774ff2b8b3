// One step of query expansion, on made embeddings whose angles are known.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { agreedLikeness } from '../../electron/engine/people/agreed-likeness.ts';
import {
  expandedLikeness,
  nearestReference,
  type Search,
} from '../../electron/engine/people/likeness.ts';
import { dotAt, l2Normalise } from '../../shared/arithmetic/vectors.ts';
import type { FaceEmbeddings } from '../../electron/engine/stages/faces/face-vectors.ts';

const margins = {
  seed: 0.01,
  twin: 0.0446,
  second: 0.005,
  several: 0.004,
  sure: 0.003,
  next: 0.0125,
  clear: 0.03,
  maybe: 0.06,
};
const threshold = Math.cos(0.3);

/** Faces on a circle, by their angles in radians: the cosine of two is that of the difference. */
function facesAt(angles: readonly number[]): FaceEmbeddings {
  return {
    count: angles.length,
    length: 2,
    data: Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])),
    known: new Uint8Array(angles.length).fill(1),
  };
}

const reference = (angle: number, photo = -1) => ({
  embedding: Float32Array.of(Math.cos(angle), Math.sin(angle)),
  photo,
});

/** Each face in a photo of its own unless said otherwise. */
function searchAmong(angles: readonly number[], photo?: readonly number[]): Search {
  return {
    faces: facesAt(angles),
    photo: Uint32Array.from(photo ?? angles.keys()),
    usable: () => true,
    threshold,
    margins,
  };
}

function likeness(angles: readonly number[], given: readonly number[], photo?: readonly number[]) {
  const search = searchAmong(angles, photo);
  const references = given.map((angle) => reference(angle));
  return agreedLikeness(search, nearestReference(search.faces, references), references);
}

describe('one step of query expansion', () => {
  it('finds a face that is like two sure ones, though not like the reference', () => {
    const [, , far = NaN] = likeness([0.2, 0.22, 0.45], [0]);
    assert.ok(far >= threshold);
  });

  it('looks at no face again that is not even maybe the person by the reference', () => {
    const [, , far = NaN] = likeness([0.24, 0.26, 0.5], [0]);
    assert.ok(far < threshold);
  });

  it('takes two frames of one moment for one', () => {
    const [, , far = NaN] = likeness([0.2, 0.201, 0.45], [0]);
    assert.ok(far < threshold);
  });

  it('does not find it by one sure face alone', () => {
    const [, far = NaN] = likeness([0.2, 0.45], [0]);
    assert.ok(far < threshold);
  });

  it('takes one step only: what is found so finds nothing further', () => {
    const [, , near = NaN, nearToo = NaN, far = NaN] = likeness([0.2, 0.22, 0.45, 0.46, 0.7], [0]);
    assert.ok(near >= threshold && nearToo >= threshold && far < threshold);
  });

  it('lets no face of the same photo vouch for another', () => {
    const [, , far = NaN] = likeness([0.2, 0.22, 0.45], [0], [0, 1, 1]);
    assert.ok(far < threshold);
  });

  it('leaves out what the user refused, as a find and as a voucher', () => {
    const search = searchAmong([0.2, 0.22, 0.45]);
    const own = nearestReference(search.faces, [reference(0)]);
    own[1] = NaN;
    const [, refused = 0, far = NaN] = expandedLikeness(search, own, reference(0));
    assert.ok(Number.isNaN(refused) && far < threshold);
  });

  it('is never less than the cosine to a single reference, and the same in any order of faces', () => {
    const angle = fc.double({ min: 0, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.uniqueArray(angle, { minLength: 1, maxLength: 12 }), (angles) => {
        const found = likeness(angles, [0]);
        const own = nearestReference(facesAt(angles), [reference(0)]);
        found.forEach((value, face) => {
          assert.ok(value >= (own[face] ?? NaN));
        });
        const back = likeness(angles.toReversed(), [0]).reverse();
        found.forEach((value, face) => {
          assert.equal(back[face], value);
        });
      }),
    );
  });
});

/** What the step is, in the plainest way: every cosine a sum of its own, nothing left out for speed. */
function plainly(
  search: Search,
  own: Float32Array,
  given: { embedding: Float32Array; photo: number },
) {
  const { faces, photo } = search;
  const vector = (face: number) => faces.data.slice(face * faces.length, (face + 1) * faces.length);
  const cosine = (a: Float32Array, b: Float32Array) => dotAt(a, 0, b, 0, faces.length);
  const all = [...own.keys()];
  const sure = all.filter(
    (face) =>
      (own[face] ?? NaN) >= threshold + margins.seed &&
      photo[face] !== given.photo &&
      search.usable(face),
  );
  const surest = sure
    .filter((face) =>
      sure.every(
        (other) =>
          photo[other] !== photo[face] ||
          (own[other] ?? 0) < (own[face] ?? 0) ||
          (own[other] === own[face] && other >= face),
      ),
    )
    .sort((a, b) => (own[b] ?? 0) - (own[a] ?? 0) || a - b);
  const seeds: number[] = [];
  for (const face of surest) {
    const before = [given.embedding, ...seeds.map(vector)];
    const isTwin = before.some((one) => cosine(vector(face), one) >= threshold + margins.twin);
    if (seeds.length < 10 && !isTwin) seeds.push(face);
  }
  return own.map((value, face) => {
    if (seeds.length < 2 || !(value >= threshold - margins.maybe)) return value;
    const others = seeds
      .filter((seed) => photo[seed] !== photo[face])
      .map((seed) => cosine(vector(face), vector(seed)))
      .sort((a, b) => b - a);
    return Math.max(value, (others[1] ?? -1) - margins.second);
  });
}

describe('the step, made fast', () => {
  it('gives to the bit what it gives made plainly, whatever the faces are', () => {
    const number = fc.double({ min: -1, max: 1, noNaN: true });
    // Around one direction, so that many are sure or maybe; odd lengths leave a rest after four at once and two at once.
    const made = fc.record({
      length: fc.integer({ min: 2, max: 11 }),
      spread: fc.double({ min: 0.05, max: 0.6, noNaN: true }),
      numbers: fc.array(number, { minLength: 11 * 26, maxLength: 11 * 26 }),
      photo: fc.array(fc.nat({ max: 12 }), { minLength: 25, maxLength: 25 }),
      unknown: fc.uniqueArray(fc.nat({ max: 24 }), { maxLength: 5 }),
      small: fc.nat({ max: 24 }),
      inPhoto: fc.integer({ min: -1, max: 12 }),
    });
    fc.assert(
      fc.property(made, ({ length, spread, numbers, unknown, small, inPhoto, ...rest }) => {
        const unit = (from: number) =>
          l2Normalise(
            Array.from({ length }, (_, i) => 1 + spread * (numbers[from * length + i] ?? 0)),
          );
        const known = new Uint8Array(25).fill(1);
        for (const face of unknown) known[face] = 0;
        const data = Float32Array.from(Array.from({ length: 25 }, (_, i) => [...unit(i)]).flat());
        const photo = Uint32Array.from(rest.photo).sort();
        const usable = (face: number) => face !== small;
        const faces = { count: 25, length, data, known };
        const search = { faces, photo, usable, threshold, margins };
        const given = { embedding: unit(25), photo: inPhoto };
        const own = nearestReference(faces, [given]);
        own.forEach((value, face) => {
          const cosine = Math.fround(dotAt(data, face * length, given.embedding, 0, length));
          assert.equal(value, known[face] === 1 ? Math.max(-1, cosine) : NaN);
        });
        assert.deepEqual(expandedLikeness(search, own, given), plainly(search, own, given));
      }),
      { numRuns: 300 },
    );
  });
});

describe('several references', () => {
  const isFound = (face: number, given: readonly number[]) =>
    (likeness([face], given)[0] ?? NaN) >= threshold;

  it('find what two in five of them find alone, and what one alone does not', () => {
    assert.ok(isFound(0.29, [0, 0.01, 0.8]));
    assert.ok(!isFound(0.29, [0, 0.8, 0.81]), 'one of three');
    assert.ok(!isFound(0.29, [0, -0.02, -0.03]), 'one for it, two against');
    assert.ok(isFound(0.29, [0, 0.01, 0.8, 0.81, 0.82]), 'two of five');
    assert.ok(!isFound(0.29, [0, 0.01, 0.8, 0.81, 0.82, 0.83]), 'two of six');
    assert.ok(isFound(0.29, [0, 0.01, 0.02, 0.8, 0.81, 0.82]), 'three of six');
  });

  it('are sure of what most of them are sure of, and of nothing else', () => {
    const isSure = (face: number, given: readonly number[]) =>
      (likeness([face], given)[0] ?? NaN) >= threshold + margins.sure;
    assert.ok(isSure(0.2, [0, 0.01, 0.8]));
    assert.ok(isSure(0.2, [0, 0.01, 0.02, 0.8, 0.81]));
    assert.ok(!isSure(0.2, [0, 0.01, 0.8, 0.81, 0.82]), 'found by two of five');
    assert.ok(!isSure(0.2, [0, 0.01, 0.8, 0.81]), 'by half of them');
  });

  it('ask more of a face that only one of two is like', () => {
    assert.ok(isFound(0.295, [0]));
    assert.ok(!isFound(0.295, [0, 0.8]));
    assert.ok(isFound(0.285, [0, 0.8]), 'a margin more');
    assert.ok(isFound(0.295, [0, 0.01]));
  });

  it('are the person themselves, whatever the others say', () => {
    const [own = 0] = likeness([1.2], [0, 0.01, 1.2]);
    assert.ok(own > 0.99999);
  });

  it('leave out what the user refused', () => {
    const search = searchAmong([0.1, 0.11]);
    const references = [reference(0), reference(0.01), reference(0.02)];
    const own = nearestReference(search.faces, references);
    own[0] = NaN;
    const [refused, other = NaN] = agreedLikeness(search, own, references);
    assert.ok(Number.isNaN(refused) && other >= threshold);
  });

  it('say the same in any order of themselves', () => {
    const angle = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.uniqueArray(angle, { minLength: 1, maxLength: 10 }),
        fc.uniqueArray(angle, { minLength: 1, maxLength: 6 }),
        (angles, given) => {
          assert.deepEqual(likeness(angles, given), likeness(angles, given.toReversed()));
        },
      ),
    );
  });
});
