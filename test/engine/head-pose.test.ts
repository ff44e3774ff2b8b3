// Head pose: turns of the mean face are recovered, and the networks agree with the landmarks about the signs.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Point } from '../../electron/engine/stages/faces/detection.ts';
import {
  fitPose,
  poseFromLandmarks,
} from '../../electron/engine/stages/faces/head-pose-geometry.ts';
import type { Pose } from '../../electron/engine/stages/faces/head-pose-geometry.ts';
import { meanFace, mirroredLandmark } from '../../electron/engine/stages/faces/mean-face.ts';

type View = { readonly scale: number; readonly x: number; readonly y: number };

/** The mean face nodded, turned and leaned one after the other, as a far camera sees it. */
function project(pose: Pose, { scale, x: left, y: top }: View): Point[] {
  const [yaw, pitch, roll] = [pose.yawDeg, pose.pitchDeg, pose.rollDeg].map(
    (degrees) => (degrees * Math.PI) / 180,
  ) as [number, number, number];
  return meanFace.map(([x, y, z]) => {
    const nodY = y * Math.cos(pitch) - z * Math.sin(pitch);
    const nodZ = y * Math.sin(pitch) + z * Math.cos(pitch);
    const turnX = x * Math.cos(yaw) + nodZ * Math.sin(yaw);
    return {
      x: left + scale * (turnX * Math.cos(roll) - nodY * Math.sin(roll)),
      y: top + scale * (turnX * Math.sin(roll) + nodY * Math.cos(roll)),
    };
  });
}

function assertClose(actual: Pose, expected: Pose, toleranceDeg: number): void {
  for (const angle of ['yawDeg', 'pitchDeg', 'rollDeg'] as const) {
    const difference = Math.abs(actual[angle] - expected[angle]);
    assert.ok(difference <= toleranceDeg, `${angle}: ${actual[angle]}, not ${expected[angle]}`);
  }
}

const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const poses = fc.record({ yawDeg: degrees(60), pitchDeg: degrees(35), rollDeg: degrees(90) });
const views = fc.record({
  scale: fc.double({ min: 5, max: 2000, noNaN: true }),
  x: degrees(5000),
  y: degrees(5000),
});
const straight: View = { scale: 100, x: 0, y: 0 };

describe('the pose of 68 landmarks', () => {
  it('is the turn that the face was drawn with, at any size and place', () => {
    fc.assert(
      fc.property(poses, views, (pose, view) => {
        assertClose(fitPose(project(pose, view)), pose, 0.1);
      }),
    );
  });

  it('changes sides with the mirror image', () => {
    fc.assert(
      fc.property(
        poses,
        fc.array(degrees(3), { minLength: 136, maxLength: 136 }),
        (pose, noise) => {
          const face = project(pose, straight).map(({ x, y }, i) => ({
            x: x + (noise[2 * i] ?? 0),
            y: y + (noise[2 * i + 1] ?? 0),
          }));
          const mirror = face.map((_, i) => {
            const other = face[mirroredLandmark(i)];
            assert.ok(other);
            return { x: -other.x, y: other.y };
          });
          const { yawDeg, pitchDeg, rollDeg } = fitPose(face);
          assertClose(fitPose(mirror), { yawDeg: -yawDeg, pitchDeg, rollDeg: -rollDeg }, 0.01);
        },
      ),
    );
  });

  it('takes yaw to the right, the chin up and clockwise roll as positive', () => {
    const level = { yawDeg: 0, pitchDeg: 0, rollDeg: 0 };
    const NOSE_TIP = 30;
    const at = (pose: Pose): Point => {
      const point = project(pose, straight)[NOSE_TIP];
      assert.ok(point);
      return point;
    };
    assert.ok(at({ ...level, yawDeg: 20 }).x > at(level).x);
    assert.ok(at({ ...level, pitchDeg: 20 }).y < at(level).y);
    const eyes = project({ ...level, rollDeg: 20 }, straight);
    assert.ok((eyes[45]?.y ?? 0) > (eyes[36]?.y ?? 0), "the image's right eye is lower");
    assert.ok(fitPose(eyes).rollDeg > 19);
  });

  it('draws the pitch towards level and leaves the other angles', () => {
    const pose = { yawDeg: 25, pitchDeg: 20, rollDeg: -10 };
    const likely = poseFromLandmarks(project(pose, straight));
    assert.ok(likely.pitchDeg > 5 && likely.pitchDeg < 15);
    assertClose({ ...likely, pitchDeg: 20 }, pose, 0.1);
  });

  it('refuses what is not a face', () => {
    assert.throws(() => fitPose([{ x: 1, y: 2 }]), /68 landmarks, not 1/);
    const heap = meanFace.map(() => ({ x: 3, y: 4 }));
    assert.throws(() => fitPose(heap), /all lie in one place/);
  });
});

describe('the mean face', () => {
  it('is the same on both sides, and every landmark has one opposite', () => {
    for (const [i, [x, y, z]] of meanFace.entries()) {
      const other = meanFace[mirroredLandmark(i)];
      assert.ok(other);
      assert.deepEqual([-other[0] + 0, other[1], other[2]], [x + 0, y, z]);
      assert.equal(mirroredLandmark(mirroredLandmark(i)), i);
    }
  });
});
