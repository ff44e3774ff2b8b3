// What is played with: the ball and the gear at a body.

import { kindOf } from '../../../../shared/moments/seen.ts';
import type { Thing, ThingKind } from '../../../../shared/moments/seen.ts';
import type { Box } from '../../../../shared/photo.ts';
import { distanceFrom, ramp } from './places.ts';

/** Scores at which the detector begins to be right, and is nearly always right: balls are small and score low. */
const BALL = [0.15, 0.6] as const;
const GEAR = [0.25, 0.6] as const;
/** What an athlete carries all day says less than a ball in the air. */
const GEAR_WORTH = 0.7;
/** Within 0.2 of a body a ball is being played; more than a body away it is another's. */
const REACH = [0.2, 1.2] as const;
/** Worth from which a thing is named to the photographer: a wrong ball is worse than none. */
const NAMED = 0.4;

export type Played = {
  /** How much ball and gear are worth, 0..1: either alone may be all there is. */
  readonly worth: number;
  /** 0 no ball is sure enough to be named, 1 one in the frame, 2 one at the body. */
  readonly ball: 0 | 1 | 2;
  /** COCO's number of the gear at the body; 0 for none. */
  readonly gear: number;
};

type Rated = { readonly thing: Thing; readonly sure: number; readonly worth: number };

function rated(
  kind: ThingKind,
  ramped: readonly [number, number],
  body: Box,
  all: readonly Thing[],
) {
  return all
    .filter(({ coco }) => kindOf(coco) === kind)
    .map((thing): Rated => {
      const sure = ramp(thing.score, ...ramped);
      return { thing, sure, worth: sure * (1 - ramp(distanceFrom(body, thing.box), ...REACH)) };
    });
}

export function playedAt(body: Box, things: readonly Thing[]): Played {
  const balls = rated('ball', BALL, body, things);
  const gear = rated('gear', GEAR, body, things).sort((a, b) => b.worth - a.worth)[0];
  const ball = Math.max(0, ...balls.map(({ worth }) => worth));
  return {
    worth: 1 - (1 - ball) * (1 - GEAR_WORTH * (gear?.worth ?? 0)),
    ball: ballSeen(ball, balls),
    gear: gear && gear.worth >= NAMED ? gear.thing.coco : 0,
  };
}

function ballSeen(nearest: number, balls: readonly Rated[]): Played['ball'] {
  if (nearest >= NAMED) return 2;
  return balls.some(({ sure }) => sure >= NAMED) ? 1 : 0;
}
