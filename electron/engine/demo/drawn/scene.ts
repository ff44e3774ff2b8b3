// One picture of the match: ground and stands, then athletes, ball and their shadows from the furthest to the nearest.

import type { Raster } from '../../../../shared/photo.ts';
import { BALL_RADIUS, drawnBall } from './ball.ts';
import { blurAt, groundAt, type Camera } from './camera.ts';
import { emptyCanvas, lay, outOfFocus, type Canvas } from './canvas.ts';
import { developed } from './film.ts';
import { drawGround, drawStands, type Line, type Venue } from './pitch.ts';
import type { Lighting } from './shade.ts';
import { castShadow } from './shadow.ts';
import { athleteParts, drawnAthlete, type Athlete, type Sprite } from './sprite.ts';
import { materials, surfaces } from './surface.ts';

/** Somewhere on the pitch: metres across, and metres away from the camera. */
export type Place = { readonly across: number; readonly away: number };

export type Player = Athlete & Place;

export type Ball = Place & {
  /** Metres of its middle above the ground. */
  readonly high: number;
  readonly spin: number;
  /** Metres it flies while the shutter is open: to the right, and up. */
  readonly streak: readonly [number, number];
};

export type Scene = {
  readonly camera: Camera;
  readonly venue: Venue;
  readonly lighting: Lighting;
  readonly lines: readonly Line[];
  readonly players: readonly Player[];
  readonly balls: readonly Ball[];
  readonly stops: number;
};

type Drawn = { readonly away: number; draw(canvas: Canvas): void };

/** Without grain, which comes after whatever else happens to the light. */
export function drawnScene(scene: Scene): Raster {
  const { camera, venue, lighting, lines, players, balls, stops } = scene;
  const canvas = emptyCanvas(camera.widthPx, camera.heightPx);
  const surfaceOf = surfaces();
  drawStands(canvas, camera, venue, lighting);
  drawGround(canvas, camera, venue, lines, lighting);
  const shadows = [
    ...players.map((player) => playerShadow(scene, player)),
    ...balls.map((ball) => ballShadow(scene, ball)),
  ];
  for (const { away, sprite } of shadows) lay(canvas, outOfFocus(sprite, 1 + blurAt(camera, away)));
  const things: Drawn[] = [
    ...players.map((player) =>
      drawable(camera, player.away, () =>
        drawnAthlete(
          player,
          groundAt(camera, player.across, player.away),
          lighting,
          blurAt(camera, player.away),
          surfaceOf,
        ),
      ),
    ),
    ...balls.map((ball) => drawable(camera, ball.away, () => ballSprite(scene, ball))),
  ];
  for (const thing of things.toSorted((a, b) => b.away - a.away)) thing.draw(canvas);
  return developed(canvas, stops);
}

function drawable(camera: Camera, away: number, sprite: () => Sprite): Drawn {
  return {
    away,
    draw: (canvas) => {
      lay(canvas, outOfFocus(sprite(), blurAt(camera, away)));
    },
  };
}

function ballSprite(
  { camera, lighting }: Scene,
  { across, away, high, spin, streak }: Ball,
): Sprite {
  const { scale, x, y } = groundAt(camera, across, away);
  const at = { scale, x, y: y - high * scale };
  return drawnBall(at, spin, lighting, [streak[0] * scale, -streak[1] * scale]);
}

function playerShadow({ camera, lighting }: Scene, player: Player) {
  const at = groundAt(camera, player.across, player.away);
  const sprite = castShadow(athleteParts(player).parts, at, lighting.from, shadowOf(lighting));
  return { away: player.away, sprite };
}

function ballShadow({ camera, lighting }: Scene, { across, away, high }: Ball) {
  const at = groundAt(camera, across, away);
  const part = {
    from: [0, high, 0],
    to: [0, high, 0.001],
    widths: [BALL_RADIUS, BALL_RADIUS],
    wide: [1, 0, 0],
    depth: 1,
    closed: [true, true],
    material: materials.ball,
  } as const;
  return { away, sprite: castShadow([part], at, lighting.from, shadowOf(lighting)) };
}

/** How dark a shadow is: as much as the sun is of all light. */
function shadowOf({ sun, sky }: Lighting): number {
  return Math.min(0.72, (sun[1] * 0.62) / (sun[1] * 0.62 + sky[1]));
}
