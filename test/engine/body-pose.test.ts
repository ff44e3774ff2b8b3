import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { actionOf, sureness } from '../../electron/engine/stages/pose/action.ts';
import { decodeMovenet } from '../../electron/engine/stages/pose/movenet.ts';
import { joints, type JointName, type Pose } from '../../shared/moments/seen.ts';

const CELLS = 48;

/** Maps of a network that sees a body in the middle and no joint anywhere. */
function emptyMaps() {
  const map = (depth: number) => ({
    data: new Float32Array(CELLS * CELLS * depth),
    dims: [1, CELLS, CELLS, depth],
  });
  const maps = { heatmaps: map(17), centre: map(1), starts: map(34), offsets: map(34) };
  maps.centre.data[24 * CELLS + 24] = 1;
  return maps;
}

const cell = (x: number, y: number) => y * CELLS + x;

describe('decodeMovenet', () => {
  it('takes the likeliest cell of a joint, moved by the offset there', () => {
    const maps = emptyMaps();
    maps.heatmaps.data[17 * cell(10, 20) + 5] = 0.8;
    maps.offsets.data.set([0.01, 0.02], 34 * cell(10, 20) + 10); // (y, x)
    const joint = decodeMovenet(maps)[5];
    assert.ok(joint);
    assert.ok(Math.abs(joint.x - (10 / CELLS + 0.02)) < 1e-6);
    assert.ok(Math.abs(joint.y - (20 / CELLS + 0.01)) < 1e-6);
    assert.equal(joint.score, Math.fround(0.8));
  });

  it("prefers a joint of the body in the middle to a neighbour's likelier one", () => {
    const maps = emptyMaps();
    maps.starts.data.set([-10 / CELLS, 0], 34 * cell(24, 24) + 2 * 9); // ten cells above the middle
    maps.heatmaps.data[17 * cell(24, 15) + 9] = 0.5; // a cell away from there
    maps.heatmaps.data[17 * cell(40, 14) + 9] = 0.9;
    const joint = decodeMovenet(maps)[9];
    assert.deepEqual([joint?.x, joint?.y], [24 / CELLS, 15 / CELLS]);
  });
});

/** A body that stands still, arms down, seen from the front. */
const standing: Record<JointName, readonly [number, number]> = {
  nose: [0.5, 0.1],
  leftEye: [0.52, 0.08],
  rightEye: [0.48, 0.08],
  leftEar: [0.54, 0.09],
  rightEar: [0.46, 0.09],
  leftShoulder: [0.58, 0.25],
  rightShoulder: [0.42, 0.25],
  leftElbow: [0.58, 0.4],
  rightElbow: [0.42, 0.4],
  leftWrist: [0.58, 0.55],
  rightWrist: [0.42, 0.55],
  leftHip: [0.55, 0.55],
  rightHip: [0.45, 0.55],
  leftKnee: [0.55, 0.75],
  rightKnee: [0.45, 0.75],
  leftAnkle: [0.55, 0.95],
  rightAnkle: [0.45, 0.95],
};

function posed(changed: Partial<typeof standing> = {}, score = 0.8): Pose {
  const all = { ...standing, ...changed };
  return joints.map((name) => ({ x: all[name][0], y: all[name][1], score }));
}

const armsUp = {
  leftElbow: [0.58, 0.1],
  leftWrist: [0.58, 0],
  rightElbow: [0.42, 0.1],
  rightWrist: [0.42, 0],
} as const;

describe('action', () => {
  it('is none of one who stands, half of raised arms, half of a fall', () => {
    assert.equal(actionOf(posed(), 1), 0);
    assert.equal(actionOf(posed(armsUp), 1), 0.5);
    const lying = joints.map((name) => {
      const [x, y] = standing[name];
      return { x: y, y: x, score: 0.8 };
    });
    assert.ok((actionOf(lying, 1) ?? 0) >= 0.9, 'the trunk lies, the arms lie with it');
  });

  it('cannot be told of a pose that is a guess: that is not the same as none', () => {
    assert.equal(actionOf(posed(armsUp, 0.34), 1), null);
    assert.ok(Math.abs(sureness(posed({}, 0.34)) - 0.34) < 1e-9);
  });

  it('is the same in a mirror, and does not depend on the shape of the photo', () => {
    const spot = fc.integer({ min: 0, max: 64 }).map((step) => step / 64); // no limb of no length but for equals
    const pose = fc.array(fc.record({ x: spot, y: spot, score: fc.constant(0.7) }), {
      minLength: 17,
      maxLength: 17,
    });
    fc.assert(
      fc.property(pose, fc.constantFrom(0.5, 2, 4), (made, aspect) => {
        const action = actionOf(made, 1) ?? NaN;
        assert.ok(action >= 0 && action <= 1);
        const mirrored = made.map((joint) => ({ ...joint, x: 1 - joint.x }));
        assert.ok(Math.abs((actionOf(mirrored, 1) ?? NaN) - action) < 1e-9);
        const squeezed = made.map((joint) => ({ ...joint, x: joint.x / aspect }));
        assert.ok(Math.abs((actionOf(squeezed, aspect) ?? NaN) - action) < 1e-6);
      }),
    );
  });
});
