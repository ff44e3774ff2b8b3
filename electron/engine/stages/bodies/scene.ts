// What the things seen in a photo make of it: who the main athlete is, and the signals that need no pose.

import { kindOf } from '../../../../shared/moments/seen.ts';
import type { Thing, ThingKind } from '../../../../shared/moments/seen.ts';
import type { Measured } from '../../../../shared/signals.ts';
import { playedAt } from './ball.ts';
import type { Played } from './ball.ts';
import { areaOf, centred, ramp, wholeness } from './places.ts';
import { separation } from './separation.ts';
import type { Detail } from './separation.ts';

// The ramps were chosen by sense and tried on 220 labelled match photos; `npm run golden` prints what each signal is worth.

/** So many bodies are looked at closely: a pile-up hides its best player, a crowd has none. */
const MAIN_BODIES = 3;
/** From here on a person counts as one of the players. */
export const PLAYER_FROM = 0.35;
/** Shares of the photo's width: a player who fills half of it fills the picture. */
const WIDTH = [0.06, 0.55] as const;
const VEHICLE_WIDTH = [0.1, 0.7] as const;
/** Scores at which the detector begins to be right, and is nearly always right. */
const PERSON = [0.3, 0.65] as const;
const ATHLETE = [0.25, 0.75] as const;
const VEHICLE = [0.25, 0.6] as const;
/** A car or bike is the subject where it is so many times larger than the main athlete. */
const VEHICLE_LARGER = 2;
/** So many players make a scene of it. */
const SCENE = 4;

export type Scene = {
  /** Of the things, up to three persons, the most prominent first. */
  readonly bodies: readonly number[];
  /** The subject is a vehicle or animal, larger than its rider. */
  readonly ridden: boolean;
  readonly subject: Measured;
  readonly ball: Measured;
  readonly subject_sharpness: Measured;
  readonly match_photo: number;
  readonly players: number;
  readonly played: Pick<Played, 'ball' | 'gear'>;
};

type Body = {
  readonly index: number;
  readonly area: number;
  readonly subject: number;
  readonly sharpness: number | null;
  readonly played: Played;
  readonly prominence: number;
};

/**
 * @param things inside the photo, surest first
 * @param graphic how surely the picture is drawn, 0..1
 */
export function readScene(things: readonly Thing[], detail: Detail, graphic: number): Scene {
  const bodies = mainBodies(things, detail);
  const [main] = bodies;
  const ride = largestRide(things);
  const players = ofKind(things, 'person').filter(({ score }) => score >= PLAYER_FROM).length;
  const scene = {
    bodies: bodies.map(({ index }) => index),
    match_photo: Math.max(0, Math.max(people(things, players), vehicle(ride)) - graphic),
    players,
    played: main?.played ?? { ball: 0, gear: 0 },
  };
  if (ride && areaOf(ride.box) > VEHICLE_LARGER * (main?.area ?? 0)) {
    const subject = standing(ride, VEHICLE_WIDTH);
    const subject_sharpness = separation(detail, ride.box) ?? 'cannot tell';
    return { ...scene, ridden: true, subject, ball: 'cannot tell', subject_sharpness };
  }
  if (!main) {
    const none = 'not there';
    return { ...scene, ridden: false, subject: none, ball: none, subject_sharpness: none };
  }
  return {
    ...scene,
    ridden: false,
    subject: main.subject,
    ball: main.played.worth > 0 ? main.played.worth : 'not there',
    subject_sharpness: main.sharpness ?? 'cannot tell',
  };
}

function ofKind(things: readonly Thing[], ...kinds: readonly ThingKind[]): Thing[] {
  return things.filter(({ coco }) => kinds.some((kind) => kindOf(coco) === kind));
}

/** How large, central and whole a box stands in the frame, 0..1. */
function standing({ box }: Thing, width: readonly [number, number]): number {
  return 0.7 * ramp(box.width, ...width) + 0.2 * centred(box) + 0.1 * wholeness(box);
}

/** The persons that take most of the photo, weighed by how surely they are persons; the one it is about first. */
function mainBodies(things: readonly Thing[], detail: Detail): readonly Body[] {
  const weight = ({ box, score }: Thing) => areaOf(box) * score;
  const largest = ofKind(things, 'person').sort((a, b) => weight(b) - weight(a));
  return largest
    .slice(0, MAIN_BODIES)
    .map((thing) => bodyOf(thing, things, detail))
    .sort((a, b) => b.prominence - a.prominence);
}

function bodyOf(thing: Thing, things: readonly Thing[], detail: Detail): Body {
  const subject = standing(thing, WIDTH);
  const sharpness = separation(detail, thing.box);
  const played = playedAt(thing.box, things);
  const draws = subject + played.worth / 2 + (sharpness ?? 0) / 2;
  return {
    index: things.indexOf(thing),
    area: areaOf(thing.box),
    subject,
    sharpness,
    played,
    prominence: ramp(thing.score, ...PERSON) * draws,
  };
}

function largestRide(things: readonly Thing[]): Thing | undefined {
  return ofKind(things, 'vehicle', 'animal').sort((a, b) => areaOf(b.box) - areaOf(a.box))[0];
}

/** An athlete in a scene: someone is surely there, better several. */
function people(things: readonly Thing[], players: number): number {
  const surest = Math.max(0, ...ofKind(things, 'person').map(({ score }) => score));
  return 0.8 * ramp(surest, ...ATHLETE) + 0.2 * Math.min(players / SCENE, 1);
}

function vehicle(ride: Thing | undefined): number {
  return 0.9 * ramp(ride?.score ?? 0, ...VEHICLE);
}
