// A person of the list has all photos of its group, surely, and those that are alike besides, maybe.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchFaces } from '../../shared/people/people.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { withGrouped } from '../../shared/shoot/grouped.ts';
import { madeFaces } from '../shared/made-columns.ts';

describe('the photos of a group of faces', () => {
  /** Photo 0 has two faces, 1 to 3 one each. */
  const faces = madeFaces([0, 0, 1, 2, 3].map((photo) => ({ photo })));
  const group = new Map([
    [0, 1],
    [1, 0],
    [2, 0],
  ]);
  const limits = (threshold: number) => ({ sureFrom: threshold, maybeFrom: threshold });
  const photosOf = (similarity: Float32Array) => [
    ...matchFaces(faces, 4, similarity, limits(0.5), defaultSettings).matched,
  ];

  it('are all found however unlike the face that stands for it, and what is alike besides', () => {
    const similarity = Float32Array.of(-0.2, 0.1, 1, 0.3, 0.7);
    assert.deepEqual(photosOf(similarity), [0, 1, 0, 1]);
    const grouped = withGrouped(similarity, faces, group, 0.5, 'as they are');
    assert.deepEqual(photosOf(grouped), [1, 1, 1, 1]);
    assert.deepEqual([grouped[0], grouped[2], grouped[4]], [similarity[0], 1, similarity[4]]);
  });

  it('are found at any threshold, also one that a 32-bit float rounds down', () => {
    for (const threshold of [0.1, 0.363, 0.6, 0.9312]) {
      const grouped = withGrouped(new Float32Array(5), faces, group, threshold, 'maybe');
      const { matched } = matchFaces(faces, 4, grouped, limits(threshold), defaultSettings);
      assert.deepEqual([...matched], [1, 1, 1, 0], String(threshold));
    }
  });

  it('leave out a face that the user said is somebody else', () => {
    const similarity = Float32Array.of(-0.2, NaN, 1, 0.3, 0.1);
    assert.deepEqual(
      photosOf(withGrouped(similarity, faces, group, 0.5, 'as they are')),
      [0, 1, 1, 0],
    );
  });

  it('are those of the one face where there is no group', () => {
    const similarity = Float32Array.of(-0.2, 0.1, 1, 0.3, 0.7);
    assert.deepEqual(withGrouped(similarity, faces, new Map(), 0.5, 'maybe'), similarity);
  });

  it('are the only sure ones of a click: what is as like them, and was not grouped with them, is maybe', () => {
    const similarity = Float32Array.of(-0.2, 0.1, 1, 0.3, 0.7);
    for (const threshold of [0.5, 0.363, 0.6, 0.65]) {
      const clicked = withGrouped(similarity, faces, group, threshold, 'maybe');
      const found = { sureFrom: threshold, maybeFrom: threshold - 0.01 };
      const { sure, matched } = matchFaces(faces, 4, clicked, found, defaultSettings);
      assert.deepEqual([...sure], [1, 1, 1, 0], String(threshold));
      assert.equal(matched[3], 1, 'maybe');
    }
  });
});
