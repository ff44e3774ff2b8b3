// Makes three bursts out of labelled photos whose best frame is known: the ball at the foot, the athlete in focus, and in full view.

import { join } from 'node:path';
import sharp from 'sharp';
import type { Box } from '../../shared/photo.ts';

export type MadeBurst = {
  readonly name: string;
  /** JPEG or PNG, one a frame. */
  readonly frames: readonly Buffer[];
  /** Index of the frame to keep, and of those that are worst. */
  readonly peak: number;
  readonly worst: readonly number[];
};

type Pixels = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** A real camera moves between frames: each is cut out a pixel further along. */
async function moved(photo: Buffer, frame: number): Promise<Buffer> {
  const { width, height } = await sharp(photo).metadata();
  return sharp(photo)
    .extract({ left: frame, top: 0, width: width - 8, height: height - 2 })
    .png()
    .toBuffer();
}

async function pixelsOf(photo: string, { x, y, width, height }: Box): Promise<Pixels> {
  const size = await sharp(photo).metadata();
  return {
    left: Math.round(x * size.width),
    top: Math.round(y * size.height),
    width: Math.round(width * size.width),
    height: Math.round(height * size.height),
  };
}

/** The ball of a football photo rolls in from the left, is played in the third frame and gone in the last. */
async function ballContact(photos: string): Promise<MadeBurst> {
  const photo = join(photos, 'football/00000238.jpg');
  const ball = await pixelsOf(photo, { x: 0.6, y: 0.74, width: 0.17, height: 0.12 });
  const grass = await pixelsOf(photo, { x: 0.66, y: 0.87, width: 0.17, height: 0.12 });
  const picture = await sharp(photo).extract(ball).png().toBuffer();
  const ground = await sharp(photo).extract(grass).png().toBuffer();
  const without = await sharp(photo)
    .composite([{ input: ground, left: ball.left, top: ball.top }])
    .png()
    .toBuffer();
  const at = (left: number) =>
    sharp(without)
      .composite([{ input: picture, left, top: ball.top + 20 }])
      .png()
      .toBuffer();
  const frames = [without, await at(0), await sharp(photo).png().toBuffer(), without, without];
  return {
    name: 'ball contact',
    frames: await Promise.all(frames.map(moved)),
    peak: 2,
    worst: [0, 3, 4],
  };
}

/** The focus is on the stands, comes to the tennis player and leaves again. */
async function focus(photos: string): Promise<MadeBurst> {
  const photo = join(photos, 'tennis/00000032.jpg');
  const player = await pixelsOf(photo, { x: 0.24, y: 0.09, width: 0.67, height: 0.9 });
  const frames = [3, 1.6, 0, 1.6, 3].map(async (sigma) => {
    if (sigma === 0) return sharp(photo).png().toBuffer();
    const blurred = await sharp(photo).extract(player).blur(sigma).png().toBuffer();
    return sharp(photo)
      .composite([{ input: blurred, left: player.left, top: player.top }])
      .png()
      .toBuffer();
  });
  const pictures = await Promise.all(frames);
  return {
    name: 'focus',
    frames: await Promise.all(pictures.map(moved)),
    peak: 2,
    worst: [0, 4],
  };
}

/** Somebody's dark back passes between the camera and the pitcher. */
async function occlusion(photos: string): Promise<MadeBurst> {
  const photo = join(photos, 'baseball/00000031.jpg');
  const { width, height } = await sharp(photo).metadata();
  const backs = [0.2, 0.45, 0.6, 1, 0.35];
  const frames = backs.map(async (left) => {
    const [x, wide] = [Math.round(left * width), Math.round(0.3 * width)];
    const back = `<svg width="${width}" height="${height}"><ellipse cx="${x + wide / 2}" cy="${0.8 * height}" rx="${wide / 2}" ry="${0.75 * height}" fill="#1c2024"/></svg>`;
    return sharp(photo)
      .composite([{ input: Buffer.from(back), left: 0, top: 0 }])
      .png()
      .toBuffer();
  });
  const pictures = await Promise.all(frames);
  return {
    name: 'occlusion',
    frames: await Promise.all(pictures.map(moved)),
    peak: 3,
    worst: [1, 4],
  };
}

/** @param photos the folder of the labelled photos, by sport */
export async function madeBursts(photos: string): Promise<readonly MadeBurst[]> {
  return [await ballContact(photos), await focus(photos), await occlusion(photos)];
}
