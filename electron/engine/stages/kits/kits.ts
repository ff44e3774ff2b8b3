// What colours players wear: those of the torso of each body, in CIELab.

import type { Pose } from '../../../../shared/moments/seen.ts';
import { joints, type JointName } from '../../../../shared/moments/seen.ts';
import { overlap } from '../../../../shared/people/boxes.ts';
import type { Box, Raster } from '../../../../shared/photo.ts';
import { at } from '../../../../shared/arithmetic/vectors.ts';
import { labOf, type Lab } from './lab.ts';

/** A shirt and its stripes: two colours, each with its share of the torso; the larger first. */
export type Kit = readonly { readonly share: number; readonly lab: Lab }[];

/** Joints that are less sure say nothing of where the torso is. */
const JOINT_FROM = 0.3;
/** Without them: of an upright body's box the chest, of a lying one's its middle. */
const CHEST = { x: 0.3, y: 0.2, width: 0.4, height: 0.3 };
const MIDDLE = { x: 0.3, y: 0.25, width: 0.4, height: 0.5 };
/** Of the box around shoulders and hips, so that arms and ground stay out. */
const INSIDE = 0.75;
/** Points along each side that are looked at. */
const GRID = 24;
/** A torso of fewer pixels a side shows no colours but those of its surroundings. */
const LEAST_PX = 8;

/**
 * Two torsos that overlap so far (as a share of both together) are one: whoever stands in front was read in both boxes. On
 * match photos such pairs overlap by 0.82 and more, all others by nothing.
 */
const ONE_TORSO = 0.5;

/** Where a body lies, and its joints where they could be read. */
export type Wearer = { readonly box: Box; readonly pose: Pose | undefined };

/** The kit of each body; null where the torso is too small, or where it is another's as well, so that it may be hidden by that. */
export function kitsOf(raster: Raster, wearers: readonly Wearer[]): (Kit | null)[] {
  const torsos = wearers.map(
    ({ box, pose }) =>
      (pose && torsoOf(pose)) ?? within(box, box.width > box.height ? MIDDLE : CHEST),
  );
  return torsos.map((torso) => {
    const isShared = torsos.some((other) => other !== torso && overlap(other, torso) >= ONE_TORSO);
    return isShared ? null : kitIn(raster, torso);
  });
}

function kitIn(raster: Raster, torso: Box): Kit | null {
  const [left, top] = [torso.x * raster.widthPx, torso.y * raster.heightPx];
  const [wide, high] = [torso.width * raster.widthPx, torso.height * raster.heightPx];
  if (Math.min(wide, high) < LEAST_PX) return null;
  const colours: Lab[] = [];
  for (let row = 0; row < GRID; row++)
    for (let column = 0; column < GRID; column++) {
      const x = Math.floor(left + ((column + 0.5) * wide) / GRID);
      const y = Math.floor(top + ((row + 0.5) * high) / GRID);
      if (x < 0 || y < 0 || x >= raster.widthPx || y >= raster.heightPx) continue;
      const i = 3 * (y * raster.widthPx + x);
      colours.push(labOf(at(raster.data, i), at(raster.data, i + 1), at(raster.data, i + 2)));
    }
  return colours.length < (GRID * GRID) / 2 ? null : twoColours(colours);
}

function within(box: Box, part: Box): Box {
  return {
    x: box.x + part.x * box.width,
    y: box.y + part.y * box.height,
    width: part.width * box.width,
    height: part.height * box.height,
  };
}

const corners: readonly JointName[] = ['leftShoulder', 'rightShoulder', 'leftHip', 'rightHip'];

/** Between shoulders and hips, where all four are sure. Of one seen from the side they lie close together: as wide as half the trunk is long. */
function torsoOf(pose: Pose): Box | null {
  const spots = corners.flatMap((name) => pose[joints.indexOf(name)] ?? []);
  if (spots.length < corners.length || spots.some(({ score }) => score < JOINT_FROM)) return null;
  const [left, right] = [
    Math.min(...spots.map(({ x }) => x)),
    Math.max(...spots.map(({ x }) => x)),
  ];
  const [top, bottom] = [
    Math.min(...spots.map(({ y }) => y)),
    Math.max(...spots.map(({ y }) => y)),
  ];
  const [width, height] = [INSIDE * (right - left), INSIDE * (bottom - top)];
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}

/** Two means, begun at the mean and what is furthest from it: the same colours give the same two. */
function twoColours(colours: readonly Lab[]): Kit {
  let means: readonly Lab[] = [meanOf(colours)];
  const [mean] = means;
  const away = colours.reduce((far, one) =>
    mean && apart(one, mean) > apart(far, mean) ? one : far,
  );
  means = mean ? [mean, away] : [];
  let parts: Lab[][] = [];
  for (let round = 0; round < 8; round++) {
    parts = means.map(() => []);
    for (const colour of colours) {
      const [a, b] = means.map((one) => apart(colour, one));
      parts[(b ?? Infinity) < (a ?? Infinity) ? 1 : 0]?.push(colour);
    }
    means = parts.map((part, i) => (part.length > 0 ? meanOf(part) : (means[i] ?? away)));
  }
  return parts
    .map((part, i) => ({ share: part.length / colours.length, lab: means[i] ?? away }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
}

function meanOf(colours: readonly Lab[]): Lab {
  const mean = (channel: 0 | 1 | 2) =>
    colours.reduce((sum, colour) => sum + colour[channel], 0) / colours.length;
  return [mean(0), mean(1), mean(2)];
}

/** Light and shade, folds and the sun on one side change lightness: it counts half. */
const LIGHTNESS = 0.5;

export function apart(a: Lab, b: Lab): number {
  return Math.hypot(LIGHTNESS * (a[0] - b[0]), a[1] - b[1], a[2] - b[2]);
}

/** What more or less light can make of a kit between frames near in time: as a factor of CIELab's cube roots, two thirds of a stop. */
const MOST_LIGHT = 1.17;

/** How far two kits are apart, in CIELab's units, in the same light: each colour to the nearest of the other, by its share, both ways. */
export function kitsApart(a: Kit, b: Kit): number {
  const light = Math.min(Math.max(lightOf(a) / lightOf(b), 1 / MOST_LIGHT), MOST_LIGHT);
  const [one, other] = [inLight(a, Math.sqrt(1 / light)), inLight(b, Math.sqrt(light))]; // halfway from both sides
  const oneWay = (from: Kit, to: Kit) =>
    from.reduce(
      (sum, { share, lab }) => sum + share * Math.min(...to.map((other) => apart(lab, other.lab))),
      0,
    );
  return (oneWay(one, other) + oneWay(other, one)) / 2;
}

/** CIELab's lightness begins below black, so that its cube roots are in proportion to those of the light. */
const BLACK = 16;

function lightOf(kit: Kit): number {
  return kit.reduce((sum, { share, lab }) => sum + share * (lab[0] + BLACK), 0);
}

function inLight(kit: Kit, factor: number): Kit {
  return kit.map(({ share, lab: [lightness, a, b] }) => {
    return { share, lab: [(lightness + BLACK) * factor - BLACK, a * factor, b * factor] };
  });
}
