// Where the demo's match is played: an afternoon in the sun, and the last half hour under floodlights.

import { light } from './colours.ts';
import { coats, type Line, type Venue } from './pitch.ts';
import type { Lighting } from './shade.ts';

export type Hour = 'afternoon' | 'floodlight';

export const lightings: Readonly<Record<Hour, Lighting>> = {
  afternoon: {
    from: [-0.55, 0.55, 0.5],
    sun: [1.25, 1.12, 0.9],
    sky: [0.3, 0.36, 0.46],
    ground: [0.1, 0.14, 0.07],
  },
  floodlight: {
    from: [0.45, 0.8, 0.45],
    sun: [1.22, 1.27, 1.34],
    sky: [0.24, 0.26, 0.32],
    ground: [0.08, 0.12, 0.06],
  },
};

const afternoon: Venue = {
  seed: 5,
  grass: light('#557a38'),
  crowd: [...coats, light('#8f2a30'), light('#2c4a80')],
  taken: 0.72,
  seats: light('#5d3237'),
  boards: ['#17395f', '#d9d9d2', '#8d2630', '#20242a', '#2c5f47'].map(light),
  sky: light('#a8bfd8'),
};

export const venues: Readonly<Record<Hour, Venue>> = {
  afternoon,
  floodlight: {
    ...afternoon,
    seed: 9,
    grass: light('#4f7a3c'),
    crowd: coats.map(([red, green, blue]) => [red * 0.35, green * 0.35, blue * 0.4] as const),
    seats: light('#23262c'),
    sky: light('#0a0e16'),
  },
};

/** Lines in sight of each end of the pitch, the middle at 0. Metres. */
export const markings: readonly Line[] = [
  { kind: 'along', away: 41, from: -52, to: 52 },
  { kind: 'towards', across: 0, from: 6, to: 41 },
  { kind: 'circle', across: 0, away: 22, radius: 9.15 },
  { kind: 'towards', across: 35.5, from: 6, to: 36 },
  { kind: 'towards', across: -35.5, from: 6, to: 36 },
  { kind: 'along', away: 36, from: 35.5, to: 52 },
  { kind: 'along', away: 36, from: -52, to: -35.5 },
];
