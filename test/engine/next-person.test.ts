// Faces that are nearly as much like the next person of the folder, on made embeddings whose angles are known.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { doubtedFaces, knownPeople } from '../../electron/engine/people/next-person.ts';
import { nearestReference, type Search } from '../../electron/engine/people/likeness.ts';

const threshold = Math.cos(0.3);
const margins = {
  ...{ seed: 0.01, twin: 0.0446, second: 0.005, several: 0.004 },
  ...{ sure: 0.003, next: 0.0125, clear: 0.03, maybe: 0.06 },
};
const vectorAt = (angle: number) => [Math.cos(angle), Math.sin(angle)];

/** The angles, by group; those of `alone` in none. Each face lies in a photo of its own; the reference is at 0. */
function doubted(groups: readonly (readonly number[])[], alone: readonly number[] = []): number[] {
  const angles = [...alone, ...groups.flat()];
  const faces = {
    count: angles.length,
    length: 2,
    data: Float32Array.from(angles.flatMap(vectorAt)),
    known: new Uint8Array(angles.length).fill(1),
  };
  const search: Search = {
    faces,
    photo: Uint32Array.from(angles.keys()),
    usable: () => true,
    threshold,
    margins,
  };
  const references = [{ embedding: Float32Array.from(vectorAt(0)), photo: -1 }];
  const group = [...alone.map(() => -1), ...groups.flatMap((all, i) => all.map(() => i))];
  const made = groups.map((all) => ({ id: '', name: null, size: all.length, cover: 0 }));
  const likeness = nearestReference(faces, references);
  const found = knownPeople(faces, { group: Int32Array.from(group), groups: made });
  return doubtedFaces(search, likeness, references, found).map((face) => angles[face] ?? NaN);
}

describe('a face that is surely the person', () => {
  it('is doubted where the next person is as near', () => {
    assert.deepEqual(doubted([[0.48, 0.5]], [0.25]), [0.25]);
    assert.deepEqual(doubted([[0.25, 0.6, 0.62]]), [], 'its own nearness to itself does not count');
    assert.deepEqual(doubted([[0.25, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]]), [0.25]);
  });

  it('is not doubted where the next person is further away, or nobody is known', () => {
    assert.deepEqual(doubted([[0.58, 0.6]], [0.25]), []);
    assert.deepEqual(doubted([], [0.25, 0.48, 0.5]), []);
    assert.deepEqual(doubted([[0.48]], [0.25]), [], 'one face alone is no person');
  });

  it('is not doubted for a group that may be the person too', () => {
    assert.deepEqual(doubted([[0.4, 0.42]], [0.25]), []);
  });

  it('is not doubted where it is clearly the person, nor what is no more than maybe', () => {
    assert.deepEqual(doubted([[0.48, 0.5]], [0.1, 0.295]), []);
  });

  it('is doubted no less for more photos of the next person', () => {
    const angle = fc.double({ min: 0.47, max: 0.6, noNaN: true });
    fc.assert(
      fc.property(fc.array(angle, { minLength: 2, maxLength: 6 }), (group) => {
        const near = Math.min(...group);
        const nearer = [...group, near, near];
        assert.ok(doubted([nearer], [0.25]).length >= doubted([group], [0.25]).length);
      }),
    );
  });
});
