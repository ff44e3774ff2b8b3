// Finds faces with SSD MobileNet v1 (512 x 512), the detector that needs no download.

import { floatsOf } from '../../../running/inference.ts';
import type { Model } from '../../../running/inference.ts';
import type { Detection } from '../detection.ts';
import { cutCrop } from '../face-crops.ts';
import type { Pyramid } from '../face-crops.ts';
import { suppressOverlaps } from '../nms.ts';
import { isCut, tilesOf } from '../tiles.ts';
import type { Tile } from '../tiles.ts';

const SIZE = 512;
const TILE_PX = 1152; // a 2048 x 1365 raster makes 2 x 2 tiles
const TILE_OVERLAP = 0.2; // a face up to 230 px is whole in at least one tile; larger ones show in the whole photo
const ROOM = 3; // a face of the photo's size becomes 170 px of the 512, where the network is sure
const MAX_OVERLAP = 0.5; // intersection over union; the package's own value

/** All boxes of one tile above the score, in raster pixels; not yet suppressed. */
async function detectInTile(
  pyramid: Pyramid,
  tile: Tile,
  model: Model,
  minConfidence: number,
): Promise<Detection[]> {
  const scale = tile.sidePx / SIZE;
  const { rgb } = cutCrop(pyramid, { a: scale, b: 0, x0: tile.x, y0: tile.y }, SIZE);
  const results = await model.run({ image: { data: rgb, dims: [1, SIZE, SIZE, 3] } });
  const boxes = floatsOf(results, 'boxes');
  const found: Detection[] = [];
  floatsOf(results, 'scores').forEach((confidence, i) => {
    if (confidence < minConfidence) return;
    const corner = (index: number): number => boxes[4 * i + index] ?? Number.NaN;
    const [top, left, bottom, right] = [corner(0), corner(1), corner(2), corner(3)];
    const box = {
      x: tile.x + left * tile.sidePx,
      y: tile.y + top * tile.sidePx,
      width: (right - left) * tile.sidePx,
      height: (bottom - top) * tile.sidePx,
    };
    found.push({ box, confidence });
  });
  return found;
}

/**
 * The squares searched: the whole photo, the whole with room around it (a face that fills the photo is only
 * found so), and tiles of a large photo, for faces that vanish when 2,000 pixels become 512.
 */
function searchTiles(widthPx: number, heightPx: number): Tile[] {
  const sidePx = Math.max(widthPx, heightPx);
  const roomy = {
    x: widthPx / 2 - (ROOM / 2) * sidePx,
    y: heightPx / 2 - (ROOM / 2) * sidePx,
    sidePx: ROOM * sidePx,
  };
  const tiles = sidePx > TILE_PX ? tilesOf(widthPx, heightPx, TILE_PX, TILE_OVERLAP) : [];
  return [{ x: 0, y: 0, sidePx }, roomy, ...tiles];
}

/**
 * Faces of the whole raster and of its tiles, most confident first.
 * @param minConfidence 0..1; boxes below are dropped
 */
export async function detectWithSsd(
  pyramid: Pyramid,
  model: Model,
  minConfidence: number,
): Promise<readonly Detection[]> {
  const { widthPx, heightPx } = pyramid.raster;
  const found: Detection[] = [];
  for (const tile of searchTiles(widthPx, heightPx)) {
    for (const detection of await detectInTile(pyramid, tile, model, minConfidence)) {
      if (!isCut(detection.box, tile, widthPx, heightPx)) found.push(detection);
    }
  }
  return suppressOverlaps(found, MAX_OVERLAP);
}
