// Alignment: fitted transforms undo known ones, and chips put a mean face where dlib's network expects it.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  alignedChip,
  chipFromPoints,
  fitSimilarity,
  mapPoint,
  resized,
  scaleOf,
  squareCrop,
} from '../../electron/engine/stages/faces/align.ts';
import type { Similarity } from '../../electron/engine/stages/faces/align.ts';
import type { Point } from '../../electron/engine/stages/faces/detection.ts';

const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });
const similarity: fc.Arbitrary<Similarity> = fc
  .record({
    scale: fc.double({ min: 0.1, max: 20, noNaN: true }),
    angle: fc.double({ min: -3, max: 3, noNaN: true }),
    x0: coordinate,
    y0: coordinate,
  })
  .map(({ scale, angle, x0, y0 }) => ({
    a: scale * Math.cos(angle),
    b: scale * Math.sin(angle),
    x0,
    y0,
  }));

function assertNear(actual: Point, expected: Point, tolerance: number): void {
  const off = Math.hypot(actual.x - expected.x, actual.y - expected.y);
  assert.ok(off <= tolerance, `${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
}

describe('alignment', () => {
  it('fits exactly where an exact similarity exists', () => {
    const spread = fc
      .array(point, { minLength: 3, maxLength: 68 })
      .filter((points) => points.some(({ x }) => Math.abs(x - (points[0]?.x ?? 0)) > 1));
    fc.assert(
      fc.property(spread, similarity, (from, known) => {
        const fitted = fitSimilarity(
          from,
          from.map((each) => mapPoint(known, each)),
        );
        for (const each of from) assertNear(mapPoint(fitted, each), mapPoint(known, each), 1e-4);
      }),
    );
  });

  it('fits no worse than any transform nearby', () => {
    const pairs = fc.array(fc.tuple(point, point), { minLength: 3, maxLength: 10 });
    fc.assert(
      fc.property(pairs, fc.double({ min: -0.1, max: 0.1, noNaN: true }), (list, nudge) => {
        const [from, to] = [list.map(([a]) => a), list.map(([, b]) => b)];
        const error = (place: Similarity): number =>
          from.reduce((sum, each, i) => {
            const { x, y } = mapPoint(place, each);
            return sum + (x - (to[i]?.x ?? 0)) ** 2 + (y - (to[i]?.y ?? 0)) ** 2;
          }, 0);
        const best = fitSimilarity(from, to);
        fc.pre(Number.isFinite(best.a));
        const least = error(best);
        for (const name of ['a', 'b', 'x0', 'y0'] as const) {
          assert.ok(least <= error({ ...best, [name]: best[name] + nudge }) * (1 + 1e-9) + 1e-3);
        }
      }),
    );
  });

  it('places a crop around its centre, upright or turned', () => {
    fc.assert(
      fc.property(
        point,
        fc.double({ min: 1, max: 500, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (centre, sidePx, angle) => {
          const place = squareCrop(centre, sidePx, 112, angle);
          assertNear(mapPoint(place, { x: 56, y: 56 }), centre, 1e-6);
          assert.ok(Math.abs(scaleOf(place) * 112 - sidePx) < 1e-6);
          assertNear(
            mapPoint(resized(squareCrop(centre, sidePx, 1, angle), 112), { x: 7, y: 9 }),
            mapPoint(place, { x: 7, y: 9 }),
            1e-6,
          );
        },
      ),
    );
  });

  it('turns the eyes of a tilted face level and puts them where dlib has them', () => {
    // A face whose landmarks all lie on the mean face, turned by 30 degrees: the chip must be turned as much.
    const upright = squareCrop({ x: 400, y: 300 }, 300, 150, Math.PI / 6);
    const five = [
      [0.3083, 0.3084],
      [0.6776, 0.3084],
      [0.4934, 0.5104],
      [0.3361, 0.6868],
      [0.6507, 0.6868],
    ];
    const points = five.map(([x = 0, y = 0]) => mapPoint(upright, { x: 150 * x, y: 150 * y }));
    const [a, b, c, d, e] = points;
    assert.ok(a && b && c && d && e);
    const chip = chipFromPoints([a, b, c, d, e], 150);
    assert.ok(Math.abs(Math.atan2(chip.b, chip.a) - Math.PI / 6) < 0.01);
    assertNear(mapPoint(chip, { x: 75, y: 75 }), { x: 400, y: 300 }, 3);
  });

  it('refuses anything but 68 landmarks', () => {
    assert.throws(() => alignedChip([{ x: 0, y: 0 }], 150), /68 landmarks/);
  });
});
