import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nearestBox, overlap } from '../../shared/people/boxes.ts';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const share = fc.integer({ min: 1, max: 50 }).map((value) => value / 50);
const anyBox = fc.record({ x: share, y: share, width: share, height: share });

describe('the overlap of boxes', () => {
  it('is shared area over united area', () => {
    assert.equal(overlap(box(0, 0, 2, 2), box(1, 0, 2, 2)), 2 / 6);
    assert.equal(overlap(box(0, 0, 1, 1), box(1, 0, 1, 1)), 0, 'touching is not overlapping');
    assert.equal(overlap(box(0, 0, 1, 1), box(5, 5, 1, 1)), 0);
  });

  it('is 1 with itself, the same both ways and within 0 and 1', () => {
    fc.assert(
      fc.property(anyBox, anyBox, (a, b) => {
        assert.ok(Math.abs(overlap(a, a) - 1) < 1e-9);
        assert.equal(overlap(a, b), overlap(b, a));
        assert.ok(overlap(a, b) >= 0 && overlap(a, b) <= 1 + 1e-9);
      }),
    );
  });

  it('finds the box most like another, the first of equals, none below the least', () => {
    const boxes = [box(0, 0, 1, 1), box(0.1, 0, 1, 1), box(0.1, 0, 1, 1)];
    assert.equal(nearestBox(box(0.1, 0, 1, 1), boxes, 0.5), 1);
    assert.equal(nearestBox(box(3, 0, 1, 1), boxes, 0.5), undefined);
    assert.equal(nearestBox(box(0, 0, 1, 1), [], 0), undefined);
    const half = box(0, 0, 1, 0.5);
    assert.equal(nearestBox(half, [box(0, 0, 1, 1)], 0.5), 0, 'the least itself is enough');
  });
});
