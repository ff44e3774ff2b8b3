// What happens on the pitch, second by second: who is where in which pose, and where the ball is.

import { BALL_RADIUS } from '../ball.ts';
import { sized } from '../athletes/body.ts';
import { diving, tackling } from '../athletes/falls.ts';
import { cheering, heading, shot, throwing } from '../athletes/moves.ts';
import { skeletonOf, type Pose, type Skeleton } from '../athletes/pose.ts';
import type { Ball, Player } from '../scene.ts';
import { poseAt, ready, runningAt, standing } from '../athletes/strides.ts';
import { buildOf, lookOf, type Team } from './teams.ts';
import type { Vec } from '../vectors.ts';

/** What is on the pitch at a time; the main athlete first. */
export type Moment = { readonly players: readonly Player[]; readonly balls: readonly Ball[] };

/** Seconds from the peak to what is seen then. */
export type Play = (at: number) => Moment;

export type Who = { readonly team: Team; readonly number: number };
type Where = { readonly across: number; readonly away: number };

export function player(who: Who, pose: Pose, facing: number, where: Where): Player {
  const { team, number } = who;
  return { pose, facing, build: buildOf(team, number), look: lookOf(team, number), ...where };
}

function ball(
  across: number,
  away: number,
  high: number,
  spin = 0,
  streak: Ball['streak'] = [0, 0],
): Ball {
  return { across, away, high: Math.max(BALL_RADIUS, high), spin, streak };
}

/** The joints of a player, in metres of the pitch: across, high, and towards the camera. */
function jointsOf({ pose, facing, build, across, away }: Player): Skeleton {
  const body = skeletonOf(pose, [across, 0, -away], facing);
  return sized(body, [across, 0, -away], build.tall);
}

const rightward = (facing: number) => Math.cos((facing * Math.PI) / 180);
const towards = (facing: number) => Math.sin((facing * Math.PI) / 180);

/** Where somebody has come to who passes `where` at 0 and runs as they face. */
function along(where: Where, facing: number, metres: number): Where {
  return {
    across: where.across + rightward(facing) * metres,
    away: where.away - towards(facing) * metres,
  };
}

/** Players who are only there: run, or stand, behind what matters. */
export function others(
  at: number,
  given: readonly (Who & Where & { readonly facing: number; readonly runs: number })[],
): Player[] {
  return given.map(({ team, number, across, away, facing, runs }, i) => {
    const pose = runs > 0 ? runningAt(at * 0.9 + i * 0.21) : standing;
    return player({ team, number }, pose, facing, along({ across, away }, facing, runs * at));
  });
}

/** A shot; the ball is met at 0 and leaves at 20 m a second. */
export function shooting(who: Who, facing: number, where: Where): Play {
  const dir = rightward(facing) >= 0 ? 1 : -1;
  // To the left with the left foot: the arms open towards the camera either way.
  const poseOf = (at: number): Pose => (dir > 0 ? poseAt(shot, at) : mirrored(poseAt(shot, at)));
  const joints = jointsOf(player(who, poseOf(0), facing, where));
  const met: Vec = (dir > 0 ? joints.rightLeg : joints.leftLeg).tip;
  return (at) => {
    const ran = at < 0 ? 3.4 * at : 0.9 * at;
    const kicker = player(who, poseOf(at), facing, along(where, facing, ran));
    const flown = Math.max(0, at);
    const rolled = Math.min(0, at) * 0.5;
    const across = met[0] + dir * (0.1 + 20 * flown - rolled);
    const spot = ball(
      across,
      -met[2],
      BALL_RADIUS + 3.2 * flown,
      at * 9 + 1,
      flown > 0 ? [0.12 * dir, 0.02] : [0, 0],
    );
    return { players: [kicker], balls: [spot] };
  };
}

/** Two jump for a ball that comes from the right or left (`from` 1 or -1); the first meets it at 0. */
export function headed(who: Who, against: Who, from: 1 | -1, where: Where): Play {
  const facing = from > 0 ? 24 : 156;
  const head = jointsOf(player(who, poseAt(heading, 0), facing, where)).headCentre;
  return (at) => {
    const jumper = player(
      who,
      poseAt(heading, at),
      facing,
      along(where, facing, at < 0 ? at * 1.6 : at * 0.5),
    );
    const other: Where = { across: where.across + from * 0.74, away: where.away + 0.5 };
    const rival = player(
      against,
      poseAt(heading, at - 0.09),
      180 - facing,
      along(other, 180 - facing, at * 0.5),
    );
    const far = at < 0 ? -9 * at : 13 * at;
    const high = head[1] + 0.09 + (at < 0 ? -2.4 * at : 1.4 * at);
    const spot = ball(head[0] + from * (0.17 + far), -head[2] - 0.06, high, at * 12, [
      0.03 * from,
      0,
    ]);
    return { players: [jumper, rival], balls: [spot] };
  };
}

/** A keeper faces the camera and reaches the ball at 0, to the right of the picture or its left. */
export function saving(who: Who, to: 1 | -1, where: Where): Play {
  const facing = 90;
  const turn = (pose: Pose): Pose => (to > 0 ? pose : mirrored(pose));
  const at0 = jointsOf(player(who, turn(poseAt(diving, 0)), facing, where));
  const hands: Vec = to > 0 ? at0.leftArm.tip : at0.rightArm.tip;
  return (at) => {
    const moved = Math.max(-0.3, Math.min(at, 0.26)) * 3.2;
    const keeper = player(who, turn(poseAt(diving, at)), facing, {
      ...where,
      across: where.across + to * moved,
    });
    const out = at < 0 ? -at * 6 : at * 5;
    const spot =
      at <= 0
        ? ball(
            hands[0] + to * 0.1 + to * -at * 5,
            -hands[2] - out,
            hands[1] + at * 1.2,
            at * 10,
            [0.05, 0.01],
          )
        : ball(
            hands[0] + to * (0.2 + out),
            -hands[2] - 0.3,
            hands[1] + 0.3 * at - 2.2 * at * at,
            at * 10,
            [0.05, 0],
          );
    return { players: [keeper], balls: [spot] };
  };
}

function mirrored({
  leftArm,
  rightArm,
  leftLeg,
  rightLeg,
  roll,
  side,
  twist,
  look,
  ...rest
}: Pose): Pose {
  return {
    ...rest,
    roll: -roll,
    side: -side,
    twist: -twist,
    look: -look,
    leftArm: rightArm,
    rightArm: leftArm,
    leftLeg: rightLeg,
    rightLeg: leftLeg,
  };
}

/** A slide that reaches the ball at 0, beside one who runs with it. */
export function tackled(who: Who, runner: Who, facing: number, where: Where): Play {
  const at0 = jointsOf(player(who, poseAt(tackling, 0), facing, where));
  const dir = rightward(facing) >= 0 ? 1 : -1;
  return (at) => {
    const slid = at < 0 ? 4.2 * at : 1.6 * at;
    const slider = player(who, poseAt(tackling, at), facing, along(where, facing, slid));
    const place: Where = { across: where.across + dir * 1.15, away: where.away + 0.55 };
    const other = player(runner, runningAt(at + 0.5), facing, along(place, facing, 4 * at));
    const foot = at0.rightLeg.tip;
    const across =
      foot[0] + dir * (0.12 + (at < 0 ? 3.6 * at : 5.5 * at) + (at < 0 ? -0.25 * at : 0));
    return {
      players: [slider, other],
      balls: [ball(across, -foot[2] - 0.05, BALL_RADIUS, at * 14)],
    };
  };
}

/** Someone runs with the ball at their feet, someone else after them. */
export function dribbled(who: Who, chaser: Who, facing: number, where: Where): Play {
  const dir = rightward(facing) >= 0 ? 1 : -1;
  return (at) => {
    const place = along(where, facing, 4.4 * at);
    const runner = player(who, runningAt(at), facing, place);
    const behind = along(
      { across: where.across - dir * 1.25, away: where.away + 0.7 },
      facing,
      4.6 * at,
    );
    const rival = player(chaser, runningAt(at + 0.3), facing, behind);
    const ahead = 0.62 + 0.16 * Math.sin((at / 0.32) * Math.PI);
    return {
      players: [runner, rival],
      balls: [ball(place.across + dir * ahead, place.away - 0.06, BALL_RADIUS, -dir * at * 22)],
    };
  };
}

/** Arms up, and two who come running. */
export function cheered(who: Who, first: Who, second: Who, facing: number, where: Where): Play {
  return (at) => {
    const hero = player(
      who,
      poseAt(cheering, at),
      facing,
      along(where, facing, at < 0 ? at : 0.4 * at),
    );
    const left = along({ across: where.across - 1.5, away: where.away + 1.9 }, 62, 2.4 * at);
    const right = along({ across: where.across + 1.35, away: where.away + 1.3 }, 112, 2.2 * at);
    return {
      players: [
        hero,
        player(first, runningAt(at + 0.1), 62, left),
        player(second, runningAt(at + 0.42), 112, right),
      ],
      balls: [],
    };
  };
}

/** A throw from behind the head; the ball leaves the hands at 0. */
export function thrown(who: Who, facing: number, where: Where): Play {
  return (at) => {
    const thrower = player(who, poseAt(throwing, at), facing, where);
    const { leftArm, rightArm } = jointsOf(thrower);
    const held: Vec = [
      (leftArm.tip[0] + rightArm.tip[0]) / 2,
      (leftArm.tip[1] + rightArm.tip[1]) / 2,
      (leftArm.tip[2] + rightArm.tip[2]) / 2,
    ];
    const dir = rightward(facing) >= 0 ? 1 : -1;
    const flown = Math.max(0, at);
    const spot = ball(
      held[0] + dir * 11 * flown,
      -held[2],
      held[1] + 0.04 + (flown > 0 ? 0.5 + 2 * flown : 0),
      at * 6,
    );
    return { players: [thrower], balls: [spot] };
  };
}

/** Waits, knees bent, or stands. */
export const waiting = (who: Who, facing: number, where: Where): Player =>
  player(who, ready, facing, where);
export const upright = (who: Who, facing: number, where: Where): Player =>
  player(who, standing, facing, where);
