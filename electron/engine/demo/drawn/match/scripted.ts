// What the script of the match says of a moment, and what its moments share.

import type { Hour } from '../grounds.ts';
import { others, type Moment, type Play, type Who } from './plays.ts';
import type { Player } from '../scene.ts';

export type Fault = 'moved' | 'blurred' | 'dark' | 'burnt' | 'hidden';

export type Scripted = {
  readonly name: string;
  readonly hour: Hour;
  readonly play: Play;
  /** Metres across of the middle of the picture at 0, and how fast the camera follows, metres a second. */
  readonly across: number;
  readonly pan: number;
  /** Metres away of the main athlete, pixels a metre at one metre, row of the horizon. */
  readonly away: number;
  readonly focalPx: number;
  readonly horizon: number;
  /** Seconds from the moment that counts. */
  readonly times: readonly number[];
  /** Those of `times` that one would keep. */
  readonly peaks: readonly number[];
  /** Shots that went wrong: when, and how. */
  readonly faults: readonly (readonly [at: number, fault: Fault])[];
};

export const home = (number: number): Who => ({ team: 'home', number });
export const guest = (number: number): Who => ({ team: 'away', number });

/** A play with players behind it who have nothing to do with it. */
export function behind(play: Play, given: Parameters<typeof others>[1]): Play {
  return (at) => {
    const moment = play(at);
    return { ...moment, players: [...moment.players, ...others(at, given)] };
  };
}

export function also(play: Play, more: (at: number) => readonly Player[]): Play {
  return (at): Moment => {
    const moment = play(at);
    return { ...moment, players: [...moment.players, ...more(at)] };
  };
}

export const near = { away: 20, focalPx: 6300, horizon: 270 } as const;
export const high = { away: 20, focalPx: 5700, horizon: 350 } as const;
