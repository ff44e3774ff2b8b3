// Where things on the pitch come to lie in the picture, and how sharp they are there.

import type { View } from './surface.ts';

/** A long lens low behind the line. Metres and pixels of the picture. */
export type Camera = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels a metre at one metre's distance. */
  readonly focalPx: number;
  /** Metres above the ground. */
  readonly high: number;
  /** Metres along the pitch of what is in the middle of the picture. */
  readonly across: number;
  /** Row of the horizon. */
  readonly horizon: number;
  /** Metres away of what is in focus. */
  readonly focus: number;
  /** Pixels of blur (sigma) of what is infinitely far behind the focus. */
  readonly softness: number;
};

export const scaleAt = ({ focalPx }: Camera, away: number): number => focalPx / away;

/** Where a place on the ground lies in the picture, and how many pixels a metre is there. */
export function groundAt(camera: Camera, across: number, away: number): View {
  const scale = scaleAt(camera, away);
  return {
    scale,
    x: camera.widthPx / 2 + (across - camera.across) * scale,
    y: camera.horizon + camera.high * scale,
  };
}

/** Sigma in pixels. */
export function blurAt({ focus, softness }: Camera, away: number): number {
  return (softness * Math.abs(away - focus)) / away;
}
