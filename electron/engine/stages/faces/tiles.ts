// Overlapping square tiles of a large photo, for detectors that would lose what is small in it.

import type { PixelBox, Square } from './detection.ts';

/** Starts of tiles along one side: evenly spread, each overlapping the next by at least `overlap` of a tile. */
function starts(lengthPx: number, tilePx: number, overlap: number): number[] {
  if (lengthPx <= tilePx) return [0];
  const count = Math.ceil((lengthPx - tilePx) / (tilePx * (1 - overlap))) + 1;
  return Array.from({ length: count }, (_, i) =>
    Math.round((i * (lengthPx - tilePx)) / (count - 1)),
  );
}

/** Overlapping tiles that cover the raster. One tile when it fits. */
export function tilesOf(
  widthPx: number,
  heightPx: number,
  tilePx: number,
  overlap: number,
): Square[] {
  const columns = starts(widthPx, tilePx, overlap);
  return starts(heightPx, tilePx, overlap).flatMap((y) =>
    columns.map((x) => ({ x, y, sidePx: tilePx })),
  );
}

/** Whether a box reaches an edge of the tile behind which the photo goes on: it shows part of a face. */
export function isCut(box: PixelBox, tile: Square, widthPx: number, heightPx: number): boolean {
  const margin = tile.sidePx * 0.01;
  const right = tile.x + tile.sidePx;
  const bottom = tile.y + tile.sidePx;
  return (
    (tile.x > 0 && box.x < tile.x + margin) ||
    (tile.y > 0 && box.y < tile.y + margin) ||
    (right < widthPx && box.x + box.width > right - margin) ||
    (bottom < heightPx && box.y + box.height > bottom - margin)
  );
}
