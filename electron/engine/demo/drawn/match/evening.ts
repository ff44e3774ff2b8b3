// The second half of the match, under floodlights: what is played, when the camera fires, which frames are the peak, and what goes wrong.

import { dribbled, headed, saving, shooting, waiting } from './plays.ts';
import { also, behind, guest, home, high, near, type Scripted } from './scripted.ts';

/** In order of time. Nothing here is random. */
export const evening: readonly Scripted[] = [
  {
    name: 'volley',
    hour: 'floodlight',
    play: behind(shooting(guest(10), 142, { across: -14, away: 20 }), [
      { ...home(4), across: -16.4, away: 24, facing: 20, runs: 3 },
      { ...home(6), across: -11.2, away: 31, facing: 150, runs: 2 },
    ]),
    across: -14.5,
    pan: -1.6,
    ...near,
    times: [-0.3, -0.14, 0, 0.14, 0.34],
    peaks: [0],
    faults: [
      [0.02, 'moved'],
      [-0.01, 'burnt'],
      [0.01, 'blurred'],
    ],
  },
  {
    name: 'duel',
    hour: 'floodlight',
    play: behind(headed(guest(17), home(3), -1, { across: 16, away: 20 }), [
      { ...home(8), across: 13.4, away: 27, facing: 60, runs: 0 },
      { ...guest(4), across: 18.6, away: 30, facing: 170, runs: 2 },
    ]),
    across: 15.6,
    pan: 0,
    ...high,
    times: [-0.3, -0.14, 0, 0.16],
    peaks: [0],
    faults: [
      [0.01, 'dark'],
      [-0.01, 'moved'],
    ],
  },
  {
    name: 'break',
    hour: 'floodlight',
    play: behind(dribbled(guest(8), home(14), 174, { across: 14, away: 20 }), [
      { ...guest(17), across: 17, away: 29, facing: 170, runs: 4 },
      { ...home(10), across: 10.6, away: 33, facing: 20, runs: 2 },
    ]),
    across: 13.9,
    pan: -4.4,
    ...near,
    times: [-0.32, -0.16, 0, 0.16, 0.32],
    peaks: [-0.32, 0, 0.32],
    faults: [
      [-0.01, 'moved'],
      [0.01, 'blurred'],
    ],
  },
  {
    name: 'save',
    hour: 'floodlight',
    play: behind(saving(guest(1), -1, { across: -38, away: 20 }), [
      { ...guest(5), across: -35.9, away: 25, facing: 40, runs: 2 },
      { ...home(9), across: -40.6, away: 28, facing: 80, runs: 0 },
    ]),
    across: -38.6,
    pan: -1.2,
    ...near,
    focalPx: 5600,
    times: [-0.3, -0.16, 0, 0.2],
    peaks: [0],
    faults: [
      [0.01, 'dark'],
      [0.02, 'hidden'],
    ],
  },
  {
    name: 'penalty',
    hour: 'floodlight',
    play: also(shooting(home(10), 44, { across: 40, away: 20 }), () => [
      waiting(guest(1), 150, { across: 42.6, away: 26 }),
    ]),
    across: 40.8,
    pan: 0.8,
    ...near,
    times: [-0.28, -0.14, 0, 0.14],
    peaks: [0],
    faults: [
      [0.01, 'burnt'],
      [-0.01, 'moved'],
    ],
  },
];
