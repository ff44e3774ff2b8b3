// How the built-in detectors search a photo: once the whole, then heads, then closer where something may be left.

import type { Raster } from '../../../../../shared/photo.ts';
import type { Model } from '../../../running/inference.ts';
import type { Detection, PixelBox, Square } from '../detection.ts';
import { cutCrop, type Crop, type Pyramid } from '../face-crops.ts';
import { findInFullRange, FULL_RANGE_PX } from '../networks/full-range.ts';
import { findWithSsd, SSD_PX } from '../networks/ssd.ts';
import { isCut, tilesOf } from '../tiles.ts';
import { cutMosaic, detectionsFrom, MOST_CELLS, mosaicOf } from './mosaic.ts';
import { isSameFace, oneEach } from './one-face.ts';
import { around, cornerPhoto, headsOf, roomyPhoto, wholePhoto, withoutFace } from './squares.ts';

export type BuiltInDetectors = { readonly ssd: Model; readonly fullRange: Model };

// Shares of the least confidence that counts. A head says where a face must be: less is asked of it there (a score of 0.6
// instead of 0.7). Boxes from the last two on are worth a second look (scores of 0.2 and 0.4).
const ON_HEAD = 0.86;
const WEAK_OF_SSD = 0.4;
const WEAK_OF_FULL_RANGE = 0.57;

const TILE_PX = 1152; // a 2048 x 1365 raster makes 2 x 2 tiles
const TILE_OVERLAP = 0.2;

const CLOSER = 2.2; // the second look at a weak box shows so many times its side

type Network = {
  readonly sizePx: number;
  readonly model: Model;
  readonly find: (crop: Crop, model: Model, least: number) => Promise<readonly Detection[]>;
};

/** What a network finds in a square of the photo, in the photo's pixels. */
async function lookAt(
  pyramid: Pyramid,
  { x, y, sidePx }: Square,
  { sizePx, model, find }: Network,
  least: number,
): Promise<Detection[]> {
  const scale = sidePx / sizePx;
  const crop = cutCrop(pyramid, { a: scale, b: 0, x0: x, y0: y }, sizePx);
  return (await find(crop, model, least)).map(({ box, confidence }) => ({
    box: {
      x: x + box.x * scale,
      y: y + box.y * scale,
      width: box.width * scale,
      height: box.height * scale,
    },
    confidence,
  }));
}

/** What the SSD finds in the whole photo, in the raster's pixels. */
export function searchWithSsd(
  pyramid: Pyramid,
  ssd: Model,
  least: number,
): Promise<readonly Detection[]> {
  const bySsd: Network = { sizePx: SSD_PX, model: ssd, find: findWithSsd };
  return lookAt(pyramid, cornerPhoto(pyramid.raster), bySsd, least);
}

/**
 * Where the quick network looks: the whole photo and the photo with room around it. Tiles of a large photo too, where
 * nothing has told yet that anybody is there: a face without a body, too small for a look at the whole.
 */
function squaresFor(raster: Raster, somebody: boolean): readonly Square[] {
  const { widthPx, heightPx } = raster;
  const large = Math.max(widthPx, heightPx) > TILE_PX;
  const tiles = large && !somebody ? tilesOf(widthPx, heightPx, TILE_PX, TILE_OVERLAP) : [];
  return [wholePhoto(raster), roomyPhoto(raster), ...tiles];
}

/**
 * Heads without a face first, then weak boxes, the surest first: what a second look may still show. A weak box on a head
 * is looked at instead of the head.
 */
function leftOpen(
  heads: readonly Square[],
  weak: readonly Detection[],
  faces: readonly Detection[],
): readonly Square[] {
  const unclear = oneEach(weak.toSorted((a, b) => b.confidence - a.confidence)).filter(
    ({ box }) => !faces.some((face) => isSameFace(face.box, box)),
  );
  const closer = unclear.map(({ box }) => around(box, CLOSER));
  return [...withoutFace(heads, [...faces, ...unclear]), ...closer].slice(0, MOST_CELLS);
}

/**
 * Every face once, in pixels of the raster. The SSD's box stands for a face that both networks find.
 * @param least 0..1; detections below are dropped
 * @param bodies boxes of persons in pixels of the raster
 */
export async function searchFaces(
  pyramid: Pyramid,
  { ssd, fullRange }: BuiltInDetectors,
  least: number,
  bodies: readonly PixelBox[],
): Promise<readonly Detection[]> {
  const byFullRange: Network = { sizePx: FULL_RANGE_PX, model: fullRange, find: findInFullRange };
  const sure = ({ confidence }: Detection) => confidence >= least;

  const { widthPx, heightPx } = pyramid.raster;
  const seen = await searchWithSsd(pyramid, ssd, WEAK_OF_SSD * least);
  const heads = headsOf(bodies);
  const found = seen.filter(sure);
  const weak = seen.filter((one) => !sure(one));
  for (const square of squaresFor(pyramid.raster, found.length + heads.length > 0)) {
    const more = await lookAt(pyramid, square, byFullRange, WEAK_OF_FULL_RANGE * least);
    const whole = more.filter(({ box }) => !isCut(box, square, widthPx, heightPx));
    found.push(...whole.filter(sure));
    weak.push(...whole.filter((one) => !sure(one)));
  }
  for (const head of withoutFace(heads, found))
    found.push(...(await lookAt(pyramid, head, byFullRange, ON_HEAD * least)));
  const faces = oneEach(found);

  const open = leftOpen(heads, weak, faces);
  if (open.length === 0) return faces;
  const mosaic = mosaicOf(open, SSD_PX);
  const again = await findWithSsd(cutMosaic(pyramid, mosaic), ssd, least);
  return oneEach([...faces, ...detectionsFrom(again, mosaic)]);
}
