// One step of query expansion, on made embeddings whose angles are known.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { expandedLikeness, nearestReference } from '../../electron/engine/people/likeness.ts';
import type { FaceEmbeddings } from '../../electron/engine/stages/faces/face-vectors.ts';

const margins = {
  seed: 0.01,
  twin: 0.0446,
  second: 0.005,
  several: 0.004,
  sure: 0.003,
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
function likeness(angles: readonly number[], given: readonly number[], photo?: readonly number[]) {
  const faces = facesAt(angles);
  const references = given.map((angle) => reference(angle));
  return expandedLikeness(
    faces,
    Uint32Array.from(photo ?? angles.keys()),
    nearestReference(faces, references),
    references,
    () => true,
    threshold,
    margins,
  );
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
    const faces = facesAt([0.2, 0.22, 0.45]);
    const own = nearestReference(faces, [reference(0)]);
    own[1] = NaN;
    const photo = Uint32Array.of(0, 1, 2);
    const [, refused = 0, far = NaN] = expandedLikeness(
      faces,
      photo,
      own,
      [reference(0)],
      () => true,
      threshold,
      margins,
    );
    assert.ok(Number.isNaN(refused) && far < threshold);
  });

  it('asks more of a face that only one of several references is like', () => {
    const at = (given: number[]) => likeness([0.295], given)[0] ?? NaN;
    assert.ok(at([0]) >= threshold);
    assert.ok(at([0, 0.8]) < threshold);
    assert.ok(at([0, 0.01]) >= threshold);
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
