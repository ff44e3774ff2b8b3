// The numbers on the largest players of a photo: text found within each body, read, and kept where it is a number.

import type { Box } from '../../../../shared/photo.ts';
import { floatsOf, type Model } from '../../running/inference.ts';
import { textDetectorPixels } from '../../../../models/inputs.ts';
import { middleOf } from '../bodies/places.ts';
import { mapPoint, type Similarity } from '../faces/align.ts';
import type { Point } from '../faces/detection.ts';
import type { Pyramid } from '../faces/face-crops.ts';
import { cutPlanes } from './planes.ts';
import { readWhole, type Reader } from './reading.ts';
import { textBoxes, type TextBox } from './text-boxes.ts';

/** A player, by their place among the photo's things. */
export type Player = { readonly body: number; readonly box: Box };

export type SeenNumber = {
  readonly text: string;
  /** 0..1: mean of its digits. */
  readonly confidence: number;
  /** Upright around the number, in shares of the photo. */
  readonly box: Box;
  readonly body: number;
};

/** Longest side of a body as the detector sees it: what it was trained on. */
const BODY_PX = 640;
/** The detector halves five times. */
const STEP_PX = 32;
/** Three wide digits. */
const LONGEST_LINE = 3.5;
/** Lower bodies have numbers of less than eight pixels. */
const LEAST_BODY_PX = 64;
/** A number is so high, in shares of the body's box: a watch is lower, a board behind it higher. */
const LEAST_HEIGHT = 0.04;
const MOST_HEIGHT = 0.5;
/** Its middle stands so far within the box that the body is behind it, not what shows beside the body or over the head. */
const INSET = { across: 0.08, above: 0.12, below: 0.08 } as const;
/** So many players are looked at. */
const PLAYERS = 4;

/** @param players the largest first */
export async function seeNumbers(
  pyramid: Pyramid,
  players: readonly Player[],
  reader: Reader,
): Promise<readonly SeenNumber[]> {
  const found: Found[] = [];
  for (const player of players.slice(0, PLAYERS)) {
    const number = await numberOf(pyramid, player, reader);
    if (number) found.push({ number, aside: aside(number.box, player.box) });
  }
  return found
    .filter((one) => !found.some((other) => takes(other, one)))
    .map(({ number }) => number);
}

/** A number, and how far it stands from its player's middle, in half widths of the player. */
type Found = { readonly number: SeenNumber; readonly aside: number };

function aside(number: Box, player: Box): number {
  return Math.abs(middleOf(number).x - middleOf(player).x) / (player.width / 2);
}

/**
 * Where the boxes of players overlap, one number is found on both, and perhaps only half of it on one: the longer is it,
 * and it is on the player in whose middle it stands.
 */
function takes(one: Found, other: Found): boolean {
  const [first, second] = [one.number, other.number];
  if (!holds(first.box, middleOf(second.box)) && !holds(second.box, middleOf(first.box)))
    return false;
  const longer = first.text.length - second.text.length;
  return longer > 0 || (longer === 0 && one.aside < other.aside);
}

function holds({ x, y, width, height }: Box, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

/** The surest number on a player. */
async function numberOf(
  pyramid: Pyramid,
  { body, box }: Player,
  reader: Reader,
): Promise<SeenNumber | null> {
  const { widthPx, heightPx } = pyramid.raster;
  const [width, height] = [box.width * widthPx, box.height * heightPx];
  if (height < LEAST_BODY_PX) return null;
  const scale = Math.max(width, height) / BODY_PX;
  const place = { a: scale, b: 0, x0: box.x * widthPx, y0: box.y * heightPx };
  const size = { widthPx: width / scale, heightPx: height / scale };
  let best: SeenNumber | null = null;
  for (const line of await linesOn(pyramid, place, size, reader.detector)) {
    const read = await readWhole(pyramid, onPhoto(line, place), reader);
    if (read && read.confidence > (best?.confidence ?? 0))
      best = { ...read, body, box: uprightBox(onPhoto(line, place), pyramid) };
  }
  return best;
}

type Size = { readonly widthPx: number; readonly heightPx: number };

/** Where a number may stand on the body that fills `size`, in its pixels. */
async function linesOn(
  pyramid: Pyramid,
  place: Similarity,
  size: Size,
  detector: Model,
): Promise<readonly TextBox[]> {
  const whole = (px: number) => Math.ceil(px / STEP_PX) * STEP_PX;
  const crop = { widthPx: whole(size.widthPx), heightPx: whole(size.heightPx) };
  const x = cutPlanes(pyramid, place, crop, textDetectorPixels);
  const values = floatsOf(await detector.run({ x }), 'sigmoid_0.tmp_0');
  return textBoxes({ ...crop, values }).filter((line) => mayBeNumber(line, size));
}

function mayBeNumber({ x, y, width, height }: TextBox, { widthPx, heightPx }: Size): boolean {
  const [across, down] = [x / widthPx, y / heightPx];
  const share = height / heightPx;
  return (
    share >= LEAST_HEIGHT &&
    share <= MOST_HEIGHT &&
    width <= LONGEST_LINE * height &&
    Math.min(across, 1 - across) >= INSET.across &&
    down >= INSET.above &&
    1 - down >= INSET.below
  );
}

function onPhoto(line: TextBox, place: Similarity): TextBox {
  const { x, y } = mapPoint(place, line);
  return { ...line, x, y, width: line.width * place.a, height: line.height * place.a };
}

function uprightBox({ x, y, width, height, angle }: TextBox, { raster }: Pyramid): Box {
  const [cos, sin] = [Math.cos(angle), Math.abs(Math.sin(angle))];
  const [across, down] = [width * cos + height * sin, width * sin + height * cos];
  return {
    x: (x - across / 2) / raster.widthPx,
    y: (y - down / 2) / raster.heightPx,
    width: across / raster.widthPx,
    height: down / raster.heightPx,
  };
}
