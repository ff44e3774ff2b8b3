// The photo stage: what the file says of itself, and the pictures that stand for it on the screen.

import type { CameraColumn } from '../../../../shared/photo.ts';
import type { DecodedPhoto } from '../../formats/decode.ts';
import { openNothing, type NamedStage } from '../../stage.ts';

export type Facts = Pick<DecodedPhoto, 'widthPx' | 'heightPx' | 'takenMs' | 'camera'>;
type Pictures = Pick<DecodedPhoto, 'thumbnail' | 'preview'>;

/** Columns of the query, in its order. */
type FactRow = readonly [
  place: number,
  widthPx: number,
  heightPx: number,
  takenMs: number | null,
  camera: string | null,
];

export const photo: NamedStage<object, Facts & Pictures> = {
  name: 'photo',
  version: 2,
  reads: ['decode.maxMegapixels', 'decode.facesPx'],
  needs: [],
  open: openNothing,
  run: ({ widthPx, heightPx, takenMs, camera, thumbnail, preview }) => ({
    widthPx,
    heightPx,
    takenMs,
    camera,
    thumbnail,
    preview,
  }),
  pictures: ({ thumbnail, preview }) => ({ thumbnail, preview }),

  tables: [],
  save(rows, content, { widthPx, heightPx, takenMs, camera }) {
    rows.change(
      `INSERT OR REPLACE INTO facts (content, width_px, height_px, taken_ms, camera)
       VALUES (@content, @widthPx, @heightPx, @takenMs, @camera)`,
      { content, widthPx, heightPx, takenMs, camera },
    );
  },
  load(rows, { ids }) {
    const widthPx = new Uint32Array(ids.length);
    const heightPx = new Uint32Array(ids.length);
    const takenMs = new Float64Array(ids.length).fill(NaN);
    const cameras = Array.from(ids, (): string | null => null);
    const found = rows.ofPhotos<FactRow>(ids, 'width_px, height_px, taken_ms, camera', 'facts');
    for (const [place, width, height, taken, camera] of found) {
      widthPx[place] = width;
      heightPx[place] = height;
      takenMs[place] = taken ?? NaN;
      cameras[place] = camera;
    }
    return { widthPx, heightPx, takenMs, cameras: cameraColumn(cameras) };
  },
};

function cameraColumn(cameras: readonly (string | null)[]): CameraColumn {
  const names = [...new Set(cameras.filter((name) => name !== null))].sort();
  const numbers = new Map(names.map((name, number) => [name, number]));
  return { names, of: Int16Array.from(cameras, (name) => numbers.get(name ?? '') ?? -1) };
}
