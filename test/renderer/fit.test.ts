// Where a photo stands in the loupe.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dragged, fitted, zoomed } from '../../renderer/viewer/fit.ts';

const side = fc.integer({ min: 1, max: 9000 });
const area = fc.record({ widthPx: side, heightPx: side });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.record({ x: share, y: share });
/** Floating point, in CSS pixels. */
const tolerance = 1e-6;

describe('fitted', () => {
  it('shows the whole photo in its own shape, in the middle', () => {
    fc.assert(
      fc.property(area, area, (photo, window) => {
        const { left, top, width, height } = fitted(photo, window);
        assert.ok(left >= -tolerance && top >= -tolerance);
        assert.ok(Math.abs(left * 2 + width - window.widthPx) < tolerance);
        assert.ok(Math.abs(top * 2 + height - window.heightPx) < tolerance);
        assert.ok(Math.abs(width * photo.heightPx - height * photo.widthPx) < 1e-3 * width + 1e-3);
      }),
    );
  });

  it('never shows a photo larger than it is', () => {
    assert.equal(
      fitted({ widthPx: 300, heightPx: 200 }, { widthPx: 900, heightPx: 900 }).width,
      300,
    );
  });
});

describe('zoomed', () => {
  it('puts one photo pixel on one screen pixel and leaves no gap beside a large photo', () => {
    fc.assert(
      fc.property(
        area,
        area,
        point,
        fc.constantFrom(1, 1.5, 2),
        (photo, window, centre, density) => {
          const { left, top, width, height } = zoomed(photo, window, centre, density);
          assert.equal(width * density, photo.widthPx);
          assert.equal(height * density, photo.heightPx);
          if (width > window.widthPx)
            assert.ok(left <= 0 && left + width >= window.widthPx - tolerance);
          if (height > window.heightPx)
            assert.ok(top <= 0 && top + height >= window.heightPx - tolerance);
        },
      ),
    );
  });

  it('follows the hand when it is dragged, and comes back when it is dragged back', () => {
    const photo = { widthPx: 6000, heightPx: 4000 };
    const window = { widthPx: 1000, heightPx: 800 };
    const start = zoomed(photo, window, { x: 0.5, y: 0.5 }, 1);
    const after = zoomed(photo, window, dragged(start, window, 100, -50), 1);
    assert.ok(Math.abs(after.left - start.left - 100) < tolerance);
    assert.ok(Math.abs(after.top - start.top + 50) < tolerance);
    const back = zoomed(photo, window, dragged(after, window, -100, 50), 1);
    assert.ok(Math.abs(back.left - start.left) < tolerance);
  });
});
