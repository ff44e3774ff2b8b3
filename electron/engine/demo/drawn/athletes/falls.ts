// A keeper's dive and a sliding tackle, as poses at times: seconds from the moment that counts.

import { pose } from './pose.ts';
import { ready, strideLeft, type Move } from './strides.ts';

/** The hands meet the ball at 0, the body stretched out to its left above the ground. */
export const diving: Move = [
  { at: -0.6, pose: ready },
  {
    at: -0.26,
    pose: pose(
      { roll: 26, lean: 12, nod: -10 },
      [
        { swing: 46, out: 58, bend: 40 },
        { swing: 34, out: 24, bend: 50 },
      ],
      [
        { swing: 20, out: 26, bend: 40 },
        { swing: 18, out: 24, bend: 12, end: 20 },
      ],
    ),
  },
  {
    at: 0,
    pose: pose(
      { roll: 74, lean: 4, look: 8, nod: -10, lift: 0.42 },
      [
        { swing: 168, out: 8, bend: 8 },
        { swing: 150, out: -6, bend: 16 },
      ],
      [
        { swing: 26, out: 2, bend: 56, end: 30 },
        { swing: -8, out: 22, bend: 14, end: 40 },
      ],
    ),
  },
  {
    at: 0.26,
    pose: pose(
      { roll: 86, lean: 6, nod: -6, lift: 0.02 },
      [
        { swing: 150, out: 4, bend: 24 },
        { swing: 128, out: -4, bend: 34 },
      ],
      [
        { swing: 30, bend: 50, end: 30 },
        { swing: 12, out: 8, bend: 30, end: 40 },
      ],
    ),
  },
  {
    at: 0.6,
    pose: pose(
      { roll: 88, lean: 20, nod: 6 },
      [
        { swing: 90, bend: 60 },
        { swing: 80, bend: 60 },
      ],
      [
        { swing: 52, bend: 70, end: 30 },
        { swing: 40, bend: 60, end: 40 },
      ],
    ),
  },
];

/** The foot reaches the ball at 0, sliding. */
export const tackling: Move = [
  { at: -0.5, pose: strideLeft },
  {
    at: -0.2,
    pose: pose(
      { pitch: -24, lean: 18, roll: 8 },
      [
        { swing: -40, out: 40, bend: 20 },
        { swing: 30, out: 44, bend: 40 },
      ],
      [
        { swing: 44, out: 10, bend: 96 },
        { swing: 30, bend: 20 },
      ],
    ),
  },
  {
    at: 0,
    pose: pose(
      { pitch: -48, lean: 30, roll: 10, nod: -16 },
      [
        { swing: -46, out: 32, bend: 8 },
        { swing: 62, out: 46, bend: 40 },
      ],
      [
        { swing: 66, out: 14, bend: 132, end: 30 },
        { swing: 24, out: 4, bend: 2, end: 12 },
      ],
    ),
  },
  {
    at: 0.3,
    pose: pose(
      { pitch: -56, lean: 34, roll: 12, nod: -10 },
      [
        { swing: -50, out: 30, bend: 10 },
        { swing: 30, out: 44, bend: 40 },
      ],
      [
        { swing: 70, out: 14, bend: 136, end: 30 },
        { swing: 26, out: 4, bend: 8, end: 12 },
      ],
    ),
  },
];
