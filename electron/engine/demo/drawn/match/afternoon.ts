// The first half of the match, in the sun: what is played, when the camera fires, which frames are the peak, and what goes wrong.

import { cheered, dribbled, headed, saving, shooting, tackled, thrown, upright } from './plays.ts';
import { behind, guest, home, high, near, type Scripted } from './scripted.ts';

/** In order of time. Nothing here is random. */
export const afternoon: readonly Scripted[] = [
  {
    name: 'line-up',
    hour: 'afternoon',
    play: () => ({
      players: [10, 4, 9, 7, 11].map((number, i) =>
        upright(home(number), 84 + 4 * i, { across: -1.9 + i * 0.95, away: 20 + 0.15 * (i % 2) }),
      ),
      balls: [],
    }),
    across: 0,
    pan: 0,
    ...near,
    focalPx: 5200,
    times: [0],
    peaks: [],
    faults: [],
  },
  {
    name: 'shot',
    hour: 'afternoon',
    play: behind(shooting(home(9), 40, { across: 12, away: 20 }), [
      { ...guest(4), across: 14.2, away: 23.5, facing: 165, runs: 3 },
      { ...guest(6), across: 9.2, away: 31, facing: 30, runs: 2 },
      { ...home(7), across: 15.2, away: 34, facing: 20, runs: 3 },
    ]),
    across: 12.5,
    pan: 1.6,
    ...near,
    times: [-0.3, -0.14, 0, 0.14, 0.34],
    peaks: [0],
    faults: [
      [0.02, 'moved'],
      [-0.01, 'blurred'],
      [0.01, 'dark'],
    ],
  },
  {
    name: 'header',
    hour: 'afternoon',
    play: behind(headed(home(7), guest(5), 1, { across: -8, away: 20 }), [
      { ...guest(8), across: -10.3, away: 27, facing: 80, runs: 0 },
      { ...home(11), across: -5.6, away: 29, facing: 10, runs: 2 },
    ]),
    across: -7.6,
    pan: 0,
    ...high,
    times: [-0.3, -0.16, 0, 0.14, 0.34],
    peaks: [0],
    faults: [
      [0.01, 'burnt'],
      [-0.01, 'blurred'],
    ],
  },
  {
    name: 'tackle',
    hour: 'afternoon',
    play: behind(tackled(guest(2), home(10), 8, { across: 3, away: 20 }), [
      { ...home(6), across: 1.2, away: 28, facing: 20, runs: 3 },
      { ...guest(13), across: 6.2, away: 33, facing: 190, runs: 2 },
    ]),
    across: 3.8,
    pan: 2.6,
    ...near,
    times: [-0.32, -0.16, 0, 0.16],
    peaks: [0],
    faults: [
      [0.01, 'moved'],
      [0.02, 'hidden'],
    ],
  },
  {
    name: 'keeper',
    hour: 'afternoon',
    play: behind(saving(home(1), 1, { across: 38, away: 20 }), [
      { ...home(3), across: 36.1, away: 26, facing: 150, runs: 2 },
      { ...guest(17), across: 40.4, away: 29, facing: 100, runs: 0 },
    ]),
    across: 38.6,
    pan: 1.2,
    ...near,
    focalPx: 5600,
    times: [-0.3, -0.16, 0, 0.2],
    peaks: [0],
    faults: [
      [0.01, 'burnt'],
      [-0.02, 'moved'],
    ],
  },
  {
    name: 'run',
    hour: 'afternoon',
    play: behind(dribbled(home(11), guest(6), 6, { across: -20, away: 20 }), [
      { ...home(8), across: -22.6, away: 30, facing: 10, runs: 4 },
      { ...guest(10), across: -17, away: 32, facing: 160, runs: 2 },
    ]),
    across: -19.9,
    pan: 4.4,
    ...near,
    times: [-0.32, -0.16, 0, 0.16, 0.32],
    peaks: [-0.32, 0, 0.32],
    faults: [
      [0.02, 'hidden'],
      [-0.01, 'blurred'],
      [0.01, 'dark'],
    ],
  },
  {
    name: 'throw-in',
    hour: 'afternoon',
    play: behind(thrown(guest(13), 14, { across: 6, away: 20 }), [
      { ...home(4), across: 8.6, away: 26, facing: 170, runs: 0 },
      { ...guest(8), across: 9.5, away: 30, facing: 110, runs: 1 },
    ]),
    across: 6.8,
    pan: 0,
    ...high,
    times: [-0.36, -0.12, 0, 0.2],
    peaks: [0],
    faults: [[0.01, 'blurred']],
  },
  {
    name: 'goal',
    hour: 'afternoon',
    play: cheered(home(9), home(7), home(11), 82, { across: 30, away: 20 }),
    across: 30,
    pan: 0,
    ...high,
    focalPx: 5900,
    times: [-0.28, -0.12, 0, 0.24],
    peaks: [0],
    faults: [
      [0.02, 'moved'],
      [-0.01, 'dark'],
    ],
  },
  {
    name: 'pitch',
    hour: 'afternoon',
    play: () => ({ players: [], balls: [] }),
    across: 2,
    pan: 0,
    ...near,
    focalPx: 4200,
    times: [0, 0.9],
    peaks: [],
    faults: [],
  },
  {
    name: 'balls',
    hour: 'afternoon',
    play: () => ({
      players: [],
      balls: [
        [-0.52, 20.3],
        [-0.26, 20],
        [0.02, 20.2],
        [0.3, 19.9],
        [0.55, 20.25],
        [-0.12, 19.2],
        [0.16, 19.4],
      ].map(([across = 0, away = 20], i) => {
        return { across: across + 4, away, high: 0.11, spin: i * 1.7, streak: [0, 0] as const };
      }),
    }),
    across: 4,
    pan: 0,
    ...near,
    focalPx: 12500,
    horizon: -430,
    times: [0],
    peaks: [],
    faults: [],
  },
];
