// The bodies of a photo and what is played with: found on the whole photo, and closer where players are small.

import { kindOf } from '../../../../shared/moments/seen.ts';
import type { Thing, ThingKind } from '../../../../shared/moments/seen.ts';
import type { Raster } from '../../../../shared/photo.ts';
import type { Model } from '../../running/inference.ts';
import type { Pyramid } from '../faces/face-crops.ts';
import { inGoodLight } from '../faces/finding/light.ts';
import { isCut, tilesOf } from '../faces/tiles.ts';
import { graphicness } from './graphic.ts';
import { lookAt, oneEach, wholeSquare } from './nanodet.ts';
import type { Sighting } from './nanodet.ts';
import { areaOf, inPhoto } from './places.ts';
import { PLAYER_FROM, readScene } from './scene.ts';
import type { Scene } from './scene.ts';
import { detailOf } from './separation.ts';

/** Below, a thing of a kind is not kept: the detector is more often wrong than right. */
const LEAST: Readonly<Record<ThingKind, number>> = {
  person: 0.25,
  ball: 0.15,
  gear: 0.25,
  vehicle: 0.25,
  animal: 0.25,
};
const LEAST_OF_ALL = Math.min(...Object.values(LEAST));

/** A second, closer look is worth it from so many pixels on: below, 416 pixels already show nearly all there is. */
const LARGE_PX = 1000;
/** Players smaller than this share of the photo lose arms, bats and balls at 416 pixels. */
const SMALL_BODY = 0.03;
/** Tiles as large as this share of the longer side, so never more than four. */
const TILE_SHARE = 0.5625;
const TILE_OVERLAP = 0.2;

/** Detail and colours are measured where the longer side has at most so many pixels, half of them at least. */
const MEASURE_PX = 720;

export type SeenBodies = Scene & {
  /** Inside the photo, surest first. */
  readonly things: readonly Thing[];
  /** The detector's own summary of the photo, 640 numbers, for what is learned later. */
  readonly features: Float32Array;
};

/** Whether the first look says that a second would show more: somebody is there, and everybody is small. */
function wantsTiles(sightings: readonly Sighting[], { widthPx, heightPx }: Raster): boolean {
  if (Math.max(widthPx, heightPx) < LARGE_PX) return false;
  const bodies = sightings.filter(
    ({ coco, score }) => kindOf(coco) === 'person' && score >= LEAST.person,
  );
  const players = bodies.filter(({ score }) => score >= PLAYER_FROM);
  const share = ({ box }: Sighting) => (box.width * box.height) / (widthPx * heightPx);
  return bodies.length > 0 && players.every((one) => share(one) < SMALL_BODY);
}

async function lookCloser(pyramid: Pyramid, model: Model): Promise<Sighting[]> {
  const { widthPx, heightPx } = pyramid.raster;
  const tilePx = Math.round(TILE_SHARE * Math.max(widthPx, heightPx));
  const found: Sighting[] = [];
  for (const tile of tilesOf(widthPx, heightPx, tilePx, TILE_OVERLAP)) {
    const { sightings } = await lookAt(pyramid, tile, model, LEAST_OF_ALL);
    found.push(...sightings.filter(({ box }) => !isCut(box, tile, widthPx, heightPx)));
  }
  return found;
}

function asThing({ coco, score, box }: Sighting, { widthPx, heightPx }: Raster): Thing {
  const shares = {
    x: box.x / widthPx,
    y: box.y / heightPx,
    width: box.width / widthPx,
    height: box.height / heightPx,
  };
  return { coco, score, box: inPhoto(shares) };
}

function isKept({ coco, score, box }: Thing): boolean {
  const kind = kindOf(coco);
  return kind !== undefined && score >= LEAST[kind] && areaOf(box) > 0;
}

/** The raster at which detail and colours are measured. */
function measured(pyramid: Pyramid): Raster {
  const { widthPx, heightPx } = pyramid.raster;
  const halvings = Math.ceil(Math.log2(Math.max(widthPx, heightPx) / MEASURE_PX));
  return pyramid.level(Math.max(halvings, 0)).raster;
}

export async function seeBodies(pyramid: Pyramid, model: Model): Promise<SeenBodies> {
  const { raster } = pyramid;
  const lit = inGoodLight(pyramid);
  const first = await lookAt(lit, wholeSquare(raster), model, LEAST_OF_ALL);
  const closer = wantsTiles(first.sightings, raster) ? await lookCloser(lit, model) : [];
  const sightings = closer.length > 0 ? oneEach([...first.sightings, ...closer]) : first.sightings;
  const things = sightings.map((one) => asThing(one, raster)).filter(isKept);
  const small = measured(pyramid);
  const scene = readScene(things, detailOf(small), graphicness(small));
  return { ...scene, things, features: first.features };
}
