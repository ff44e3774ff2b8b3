// Facing: one into the camera, nothing in profile, less with every degree.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { facing } from '../../shared/people/facing.ts';

const angle = fc.double({ min: -180, max: 180, noNaN: true });
const inFront = fc.double({ min: 0, max: 89, noNaN: true });

describe('facing', () => {
  it('is 1 straight into the camera, a half at 60 degrees, 0 in profile and from behind', () => {
    assert.equal(facing(0, 0), 1);
    assert.ok(Math.abs(facing(60, 0) - 0.5) < 1e-12);
    assert.ok(Math.abs(facing(0, -60) - 0.5) < 1e-12);
    assert.equal(facing(90, 0), 0);
    assert.equal(facing(0, 90), 0);
    assert.equal(facing(180, 180), 0);
    assert.ok(Number.isNaN(facing(Number.NaN, 0)));
  });

  it('stays within 0 and 1 and does not tell left from right, up from down', () => {
    fc.assert(
      fc.property(angle, angle, (yaw, pitch) => {
        const value = facing(yaw, pitch);
        assert.ok(value >= 0 && value <= 1);
        assert.equal(facing(-yaw, pitch), value);
        assert.equal(facing(yaw, -pitch), value);
      }),
    );
  });

  it('falls with every further turn', () => {
    fc.assert(
      fc.property(
        inFront,
        inFront,
        fc.double({ min: 0.5, max: 90, noNaN: true }),
        (yaw, pitch, more) => {
          assert.ok(facing(yaw + more, pitch) < facing(yaw, pitch));
          assert.ok(facing(yaw, pitch + more) < facing(yaw, pitch));
        },
      ),
    );
  });
});
