// The known answers of the drawn match: at its peak the ball is met, after it it is further away.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sized } from '../../electron/engine/demo/drawn/athletes/body.ts';
import { skeletonOf } from '../../electron/engine/demo/drawn/athletes/pose.ts';
import type { Player } from '../../electron/engine/demo/drawn/scene.ts';
import { script } from '../../electron/engine/demo/drawn/match/script.ts';
import { sum, type Vec } from '../../electron/engine/demo/drawn/vectors.ts';

/** Places of head, hands and feet in metres of the pitch. */
function reachOf({ pose, facing, build, across, away }: Player): Vec[] {
  const ground: Vec = [across, 0, -away];
  const body = sized(skeletonOf(pose, ground, facing), ground, build.tall);
  const limbs = [body.leftArm, body.rightArm, body.leftLeg, body.rightLeg];
  return [body.headCentre, ...limbs.flatMap(({ end, tip }) => [end, tip])];
}

/** Metres from the ball to the nearest hand, foot or head of the main athlete. */
function ballAway(moment: (typeof script)[number], at: number): number {
  const { players, balls } = moment.play(at);
  const [main] = players;
  const [ball] = balls;
  assert.ok(main && ball, moment.name);
  const place: Vec = [ball.across, ball.high, -ball.away];
  const lengths = reachOf(main).map((joint) => Math.hypot(...sum(place, joint, -1)));
  return Math.min(...lengths);
}

/** Those in which the ball is met once; a run has it at the foot all the time, a cheer has none. */
const met = script.filter(({ peaks, play }) => peaks.length === 1 && play(0).balls.length > 0);

describe('the drawn match', () => {
  it('has bursts in which the ball is met', () => {
    assert.ok(met.length >= 8);
  });

  for (const moment of met) {
    it(`${moment.name}: the ball is at the athlete at the peak, and leaves after it`, () => {
      const atPeak = ballAway(moment, 0);
      assert.ok(atPeak < 0.35, `${atPeak.toFixed(2)} m away`);
      for (const at of moment.times.filter((time) => time > 0)) {
        const away = ballAway(moment, at);
        assert.ok(away > atPeak, `${away.toFixed(2)} m away at ${at} s`);
      }
    });
  }
});
