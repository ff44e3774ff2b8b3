// One shot of the match as a picture: the scene at its time, what went wrong with it, and who is in it where.

import type { DrawnAthlete } from '../../../../shared/demo.ts';
import type { Raster } from '../../../../shared/photo.ts';
import { moved } from '../spoil.ts';
import { groundAt } from './camera.ts';
import { grained, sharpened } from './film.ts';
import { lightings, markings, venues } from './grounds.ts';
import { runningAt } from './athletes/strides.ts';
import { speck } from './noise.ts';
import { player } from './match/plays.ts';
import { drawnScene, type Player, type Scene } from './scene.ts';
import type { Fault, Scripted } from './match/scripted.ts';
import { athleteBounds } from './sprite.ts';

export const WIDTH_PX = 1200;
export const HEIGHT_PX = 800;

/** Metres: a camera held by hand is never still. */
const SHAKE = 0.03;
/** Metres: a focus that was left in front of the athletes. */
const MISSED_FOCUS = 12.4;
/** Pixels of blur of what is far behind the focus. */
const SOFTNESS = 19;
const MOVED_PX = 16;
const DARK_STOPS = -3.2;
const BURNT_STOPS = 3.3;
const GRAIN: Readonly<Record<Scripted['hour'], number>> = { afternoon: 8, floodlight: 13 };

/** Upright pixels. The same moment, time and fault are the same pixels. */
export function drawnFrame(moment: Scripted, at: number, fault: Fault | null): Raster {
  const raster = sharpened(drawnScene(sceneOf(moment, at, fault)));
  const shown = fault === 'moved' ? moved(raster, 2, 1, MOVED_PX) : raster;
  return grained(shown, GRAIN[moment.hour] * (fault === 'dark' ? 0.4 : 1), seedOf(moment, at));
}

/** Another for every shot. */
function seedOf({ name }: Scripted, at: number): number {
  const letters = Array.from(name, (letter) => letter.charCodeAt(0));
  return letters.reduce((seed, letter) => seed * 31 + letter, Math.round(at * 1000)) | 0;
}

function sceneOf(moment: Scripted, at: number, fault: Fault | null): Scene {
  const { hour, play, pan, away, focalPx, horizon } = moment;
  const { players, balls } = play(at);
  const seed = seedOf(moment, at);
  const camera = {
    widthPx: WIDTH_PX,
    heightPx: HEIGHT_PX,
    focalPx,
    high: 1.5,
    across: moment.across + pan * at + (speck(seed, 1) - 0.5) * 2 * SHAKE,
    horizon: horizon + Math.round((speck(seed, 2) - 0.5) * 10),
    focus: fault === 'blurred' ? MISSED_FOCUS : away,
    softness: SOFTNESS,
  };
  return {
    camera,
    venue: venues[hour],
    lighting: lightings[hour],
    lines: markings,
    players: fault === 'hidden' ? [...players, passerBy(players[0], away)] : players,
    balls,
    stops: fault === 'dark' ? DARK_STOPS : fault === 'burnt' ? BURNT_STOPS : 0,
  };
}

/** Someone who runs past between the camera and the athlete. */
function passerBy(main: Player | undefined, away: number): Player {
  const across = (main?.across ?? 0) + 0.1;
  return player({ team: 'away', number: 4 }, runningAt(0.1), 200, { across, away: away - 5.5 });
}

/** Whoever is wholly in the picture, the main athlete first, with the box around them. */
export function athletesIn(moment: Scripted, at: number, fault: Fault | null): DrawnAthlete[] {
  const { camera, players } = sceneOf(moment, at, fault);
  return players.flatMap((one, i): DrawnAthlete[] => {
    const bounds = athleteBounds(one, groundAt(camera, one.across, one.away));
    const box = {
      x: bounds.left / WIDTH_PX,
      y: bounds.top / HEIGHT_PX,
      width: bounds.widthPx / WIDTH_PX,
      height: bounds.heightPx / HEIGHT_PX,
    };
    const whole = box.x >= 0 && box.y >= 0 && box.x + box.width <= 1 && box.y + box.height <= 1;
    const inFocus = Math.abs(one.away - camera.focus) < 3;
    return whole ? [{ number: one.look.number, main: i === 0, inFocus, box }] : [];
  });
}
