// Shot, header, throw and cheer, as poses at times: seconds from the moment that counts.

import { pose } from './pose.ts';
import { ready, standing, strideLeft, strideRight, type Move } from './strides.ts';

/** The right foot meets the ball at 0. */
export const shot: Move = [
  { at: -0.6, pose: strideLeft },
  { at: -0.38, pose: strideRight },
  {
    at: -0.16,
    pose: pose(
      { lean: 0, side: 12, twist: -30, nod: 16, lift: 0 },
      [
        { swing: 20, out: 82, bend: 22 },
        { swing: -42, out: 28, bend: 40 },
      ],
      [
        { swing: 28, out: 4, bend: 26 },
        { swing: -44, out: 12, bend: 92, end: 50 },
      ],
    ),
  },
  {
    at: 0,
    pose: pose(
      { lean: 16, side: 16, twist: 6, nod: 22 },
      [
        { swing: 16, out: 84, bend: 16 },
        { swing: -44, out: 52, bend: 24 },
      ],
      [
        { swing: 4, out: 2, bend: 26 },
        { swing: 38, out: 20, bend: 20, end: 50 },
      ],
    ),
  },
  {
    at: 0.16,
    pose: pose(
      { lean: 6, side: 4, twist: 30, nod: -6, lift: 0.04 },
      [
        { swing: 46, out: 34, bend: 30 },
        { swing: -52, out: 40, bend: 30 },
      ],
      [
        { swing: -16, out: 4, bend: 8, end: 30 },
        { swing: 88, out: 2, bend: 14, end: 40 },
      ],
    ),
  },
  {
    at: 0.42,
    pose: pose(
      { lean: 8, twist: 8, nod: -4 },
      [
        { swing: 20, out: 22, bend: 50 },
        { swing: -14, out: 24, bend: 45 },
      ],
      [
        { swing: -12, bend: 20, end: 20 },
        { swing: 32, bend: 30 },
      ],
    ),
  },
  { at: 0.7, pose: standing },
];

/** The forehead meets the ball at 0, in the air. */
export const heading: Move = [
  { at: -0.5, pose: strideRight },
  {
    at: -0.28,
    pose: pose(
      { lean: 20, nod: -34 },
      [
        { swing: -42, out: 20, bend: 35 },
        { swing: -42, out: 20, bend: 35 },
      ],
      [
        { swing: 40, bend: 66 },
        { swing: 30, bend: 62 },
      ],
    ),
  },
  {
    at: -0.1,
    pose: pose(
      { lean: -16, nod: -26, lift: 0.42 },
      [
        { swing: 58, out: 46, bend: 55 },
        { swing: 40, out: 52, bend: 60 },
      ],
      [
        { swing: -22, bend: 50, end: 40 },
        { swing: 6, bend: 66, end: 35 },
      ],
    ),
  },
  {
    at: 0,
    pose: pose(
      { lean: 10, nod: -6, lift: 0.52 },
      [
        { swing: 30, out: 58, bend: 70 },
        { swing: 14, out: 62, bend: 66 },
      ],
      [
        { swing: 6, bend: 42, end: 40 },
        { swing: 34, bend: 62, end: 35 },
      ],
    ),
  },
  {
    at: 0.2,
    pose: pose(
      { lean: 26, nod: 14, lift: 0.22 },
      [
        { swing: -22, out: 42, bend: 40 },
        { swing: -28, out: 42, bend: 40 },
      ],
      [
        { swing: 24, bend: 28, end: 30 },
        { swing: 12, bend: 34, end: 30 },
      ],
    ),
  },
  { at: 0.42, pose: ready },
  { at: 0.7, pose: standing },
];

/** Fists highest at 0. */
export const cheering: Move = [
  { at: -0.6, pose: strideRight },
  {
    at: -0.25,
    pose: pose(
      { lean: 6, nod: -4 },
      [
        { swing: 60, out: 40, bend: 80 },
        { swing: 60, out: 40, bend: 80 },
      ],
      [
        { swing: 26, bend: 40 },
        { swing: 4, bend: 30, end: 20 },
      ],
    ),
  },
  {
    at: 0,
    pose: pose(
      { lean: -8, nod: -16, lift: 0.26 },
      [
        { swing: 158, out: 22, bend: 14 },
        { swing: 166, out: 18, bend: 10 },
      ],
      [
        { swing: 26, bend: 74, end: 40 },
        { swing: -12, bend: 46, end: 45 },
      ],
    ),
  },
  {
    at: 0.3,
    pose: pose(
      { lean: 4, nod: -8 },
      [
        { swing: 120, out: 40, bend: 60 },
        { swing: 130, out: 36, bend: 50 },
      ],
      [
        { swing: 20, bend: 30 },
        { swing: -6, bend: 20 },
      ],
    ),
  },
  { at: 0.7, pose: standing },
];

/** The ball leaves the hands at 0. */
export const throwing: Move = [
  {
    at: -0.4,
    pose: pose(
      { lean: -14, nod: -6 },
      [
        { swing: 196, out: 10, bend: 70, end: 10 },
        { swing: 196, out: 10, bend: 70, end: 10 },
      ],
      [
        { swing: 24, bend: 22 },
        { swing: -20, bend: 18, end: 25 },
      ],
    ),
  },
  {
    at: 0,
    pose: pose(
      { lean: 10, nod: -4 },
      [
        { swing: 142, out: 10, bend: 22 },
        { swing: 142, out: 10, bend: 22 },
      ],
      [
        { swing: 22, bend: 18 },
        { swing: -28, bend: 20, end: 40 },
      ],
    ),
  },
  {
    at: 0.35,
    pose: pose(
      { lean: 20 },
      [
        { swing: 60, out: 12, bend: 16 },
        { swing: 60, out: 12, bend: 16 },
      ],
      [
        { swing: 18, bend: 18 },
        { swing: -14, bend: 26, end: 30 },
      ],
    ),
  },
];
