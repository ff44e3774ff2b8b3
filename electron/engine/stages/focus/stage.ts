// The focus stage: how fine the detail on face and body is at full resolution, for frames that nothing else tells apart.

import type { Box, Raster } from '../../../../shared/photo.ts';
import { isMeant } from '../../../../shared/people/faces.ts';
import type { Settings } from '../../../../shared/settings.ts';
import type { CloserLook } from '../../stage.ts';
import { bodies } from '../bodies/stage.ts';
import { faces, type FacesFound } from '../faces/stage.ts';
import { lumaOfRaster } from '../pixels/luma.ts';
import { fineDetail, leastSidePx } from './fine-detail.ts';

/** Fine over coarse detail; null where there is no such thing, or where it is too small to tell. */
export type Focus = { readonly face: number | null; readonly body: number | null };

/** Of a body's box: its sides show background, and where its head and chest are the focus is wanted. */
const MIDDLE = { x: 0.15, y: 0.05, width: 0.7, height: 0.5 };
/** Of a larger region its middle is enough. */
const mostSidePx = 1024;

export const focus: CloserLook<Focus> = {
  name: 'focus',
  version: 1,
  reads: ['faces.minHeightPx', 'decode.maxMegapixels'],
  after: [bodies, faces],
  regions: ({ earlier, settings }) => {
    const { things, bodies: main } = earlier(bodies);
    const body = things[main[0] ?? -1]?.box ?? null;
    return [mainFace(earlier(faces), body, settings), body && chestOf(body)];
  },
  measure: ([face, body]) => ({ face: detailIn(face), body: detailIn(body) }),

  tables: [
    `CREATE TABLE focus (
       content INTEGER PRIMARY KEY REFERENCES contents (id) ON DELETE CASCADE,
       face REAL,                             -- in these, NULL: there is none, or it is too small
       body REAL
     ) STRICT;`,
  ],
  save(rows, content, { face, body }) {
    rows.change(
      'INSERT OR REPLACE INTO focus (content, face, body) VALUES (@content, @face, @body)',
      { content, face, body },
    );
  },
  load(rows, { ids }) {
    const face = new Float64Array(ids.length).fill(NaN);
    const body = face.slice();
    type Row = readonly [place: number, face: number | null, body: number | null];
    for (const [place, onFace, onBody] of rows.ofPhotos<Row>(ids, 'face, body', 'focus')) {
      face[place] = onFace ?? NaN;
      body[place] = onBody ?? NaN;
    }
    return { focus: { face, body } };
  },
};

/** The highest face that counts: of the main body, where there is one, for spectators may be in focus in every frame. */
function mainFace({ faces: found }: FacesFound, body: Box | null, settings: Settings): Box | null {
  const counted = found.filter(
    ({ box, heightPx, meant }) =>
      heightPx >= settings['faces.minHeightPx'] &&
      isMeant(meant) &&
      (!body || isIn(body, box.x + box.width / 2, box.y + box.height / 2)),
  );
  const [first, ...others] = counted;
  if (!first) return null;
  return others.reduce((best, face) => (face.heightPx > best.heightPx ? face : best), first).box;
}

function isIn(box: Box, x: number, y: number): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

function chestOf({ x, y, width, height }: Box): Box {
  return {
    x: x + MIDDLE.x * width,
    y: y + MIDDLE.y * height,
    width: MIDDLE.width * width,
    height: MIDDLE.height * height,
  };
}

function detailIn(region: Raster | null | undefined): number | null {
  if (!region || Math.min(region.widthPx, region.heightPx) < leastSidePx) return null;
  const { widthPx, heightPx, luma } = middleOf(region);
  const detail = fineDetail(luma, widthPx, heightPx);
  return Number.isNaN(detail) ? null : detail;
}

function middleOf(region: Raster) {
  const luma = lumaOfRaster(region);
  const widthPx = Math.min(mostSidePx, region.widthPx);
  const heightPx = Math.min(mostSidePx, region.heightPx);
  const left = (region.widthPx - widthPx) >> 1;
  const top = (region.heightPx - heightPx) >> 1;
  const middle = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const from = (top + y) * region.widthPx + left;
    middle.set(luma.subarray(from, from + widthPx), y * widthPx);
  }
  return { widthPx, heightPx, luma: middle };
}
