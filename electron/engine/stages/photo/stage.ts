// The photo stage: what the file says of itself, and the pictures that stand for it on the screen.

import type { NameColumn, ShotColumns } from '../../../../shared/photo.ts';
import { unknownShots } from '../../../../shared/shot.ts';
import type { DecodedPhoto } from '../../formats/decode.ts';
import type { PhotoFacts } from '../../formats/facts/exif.ts';
import { captionJson } from '../../captions/file-captions.ts';
import { onOneClock } from '../../formats/facts/capture-time.ts';
import { openNothing, type NamedStage } from '../../stage.ts';
import { sidecarTimes } from './sidecar-times.ts';

export type Facts = Pick<DecodedPhoto, 'widthPx' | 'heightPx' | keyof PhotoFacts>;
type Pictures = Pick<DecodedPhoto, 'thumbnail' | 'preview'>;

/** Numbers of the shot, and their columns in the table. */
const shotNumbers = [
  ['shutterSeconds', 'shutter_seconds'],
  ['aperture', 'aperture'],
  ['iso', 'iso'],
  ['focalLengthMm', 'focal_length_mm'],
  ['exposureBias', 'exposure_bias'],
  ['autoBracket', 'auto_bracket'],
  ['offsetMinutes', 'offset_minutes'],
  ['latitude', 'latitude'],
  ['longitude', 'longitude'],
] as const satisfies readonly (readonly [keyof Omit<ShotColumns, 'lenses' | 'shiftMs'>, string])[];
const shotColumns = shotNumbers.map(([, column]) => column);

/** Columns of the query, in its order. */
type FactRow = readonly [
  place: number,
  widthPx: number,
  heightPx: number,
  takenMs: number | null,
  camera: string | null,
  bodySerial: string | null,
  lens: string | null,
  writtenMs: number | null,
  ...shot: (number | null)[],
];

export const photo: NamedStage<object, Facts & Pictures> = {
  name: 'photo',
  version: 5,
  reads: ['decode.maxMegapixels', 'decode.facesPx'],
  needs: [],
  open: openNothing,
  run: ({ widthPx, heightPx, takenMs, camera, lens, thumbnail, preview, ...shot }) => ({
    bodySerial: shot.bodySerial,
    writtenMs: shot.writtenMs,
    rating: shot.rating,
    caption: shot.caption,
    widthPx,
    heightPx,
    takenMs,
    camera,
    lens,
    shutterSeconds: shot.shutterSeconds,
    aperture: shot.aperture,
    iso: shot.iso,
    focalLengthMm: shot.focalLengthMm,
    exposureBias: shot.exposureBias,
    autoBracket: shot.autoBracket,
    offsetMinutes: shot.offsetMinutes,
    latitude: shot.latitude,
    longitude: shot.longitude,
    thumbnail,
    preview,
  }),
  pictures: ({ thumbnail, preview }) => ({ thumbnail, preview }),

  tables: [
    `ALTER TABLE facts ADD COLUMN lens TEXT;
     ALTER TABLE facts ADD COLUMN shutter_seconds REAL;
     ALTER TABLE facts ADD COLUMN aperture REAL; -- the f-number
     ALTER TABLE facts ADD COLUMN iso REAL;
     ALTER TABLE facts ADD COLUMN focal_length_mm REAL;
     ALTER TABLE facts ADD COLUMN offset_minutes REAL; -- of the camera's clock from UTC
     ALTER TABLE facts ADD COLUMN latitude REAL;
     ALTER TABLE facts ADD COLUMN longitude REAL;`,
    `ALTER TABLE facts ADD COLUMN written_ms REAL; -- when a program last wrote the file
     ALTER TABLE facts ADD COLUMN pick INTEGER NOT NULL DEFAULT 0;
     ALTER TABLE facts ADD COLUMN stars INTEGER NOT NULL DEFAULT 0;
     ALTER TABLE facts ADD COLUMN label INTEGER NOT NULL DEFAULT 0;
     ALTER TABLE facts ADD COLUMN label_text TEXT; -- a label that is none of the five colours`,
    `ALTER TABLE facts ADD COLUMN caption TEXT; -- what the file says, as JSON; NULL where it says nothing`,
    `ALTER TABLE facts ADD COLUMN body_serial TEXT;
     ALTER TABLE facts ADD COLUMN exposure_bias REAL; -- EV
     ALTER TABLE facts ADD COLUMN auto_bracket REAL; -- 1 yes, 0 no; NULL where the file does not say`,
  ],
  save(rows, content, facts) {
    const { widthPx, heightPx, takenMs, camera, bodySerial, lens, writtenMs, rating } = facts;
    const shot = Object.fromEntries(shotNumbers.map(([name, column]) => [column, facts[name]]));
    rows.change(
      `INSERT OR REPLACE INTO facts
         (content, width_px, height_px, taken_ms, camera, body_serial, lens, written_ms, caption,
          pick, stars, label, label_text, ${shotColumns.join(', ')})
       VALUES (@content, @widthPx, @heightPx, @takenMs, @camera, @bodySerial, @lens, @writtenMs, @caption,
         @pick, @stars, @label, @labelText,
         ${shotColumns.map((column) => `@${column}`).join(', ')})`,
      {
        ...{ content, widthPx, heightPx, takenMs, camera, bodySerial, lens, writtenMs },
        ...rating,
        ...shot,
        caption: captionJson(facts.caption),
      },
    );
  },
  load(rows, { ids }) {
    const widthPx = new Uint32Array(ids.length);
    const heightPx = new Uint32Array(ids.length);
    const times = new Float64Array(ids.length).fill(NaN);
    const beside = sidecarTimes(rows, ids);
    const shots = unknownShots(ids.length);
    const cameras = Array.from(ids, (): string | null => null);
    const lenses = [...cameras];
    const bodies = [...cameras];
    const query = `width_px, height_px, taken_ms, camera, body_serial, lens, written_ms, ${shotColumns.join(', ')}`;
    for (const row of rows.ofPhotos<FactRow>(ids, query, 'facts')) {
      const [place, width, height, taken, camera, serial, lens, written, ...shot] = row;
      widthPx[place] = width;
      heightPx[place] = height;
      cameras[place] = camera;
      bodies[place] = serial === null ? camera : `${camera ?? 'Camera'} ${serial}`;
      lenses[place] = lens;
      shotNumbers.forEach(([name], i) => {
        shots[name][place] = shot[i] ?? NaN;
      });
      const other = beside.get(place);
      times[place] = taken ?? other?.takenMs ?? written ?? NaN;
      if (taken === null && other) shots.offsetMinutes[place] = other.offsetMinutes ?? NaN;
    }
    const { takenMs, offsetMinutes } = onOneClock(times, shots.offsetMinutes);
    return {
      widthPx,
      heightPx,
      takenMs,
      cameras: nameColumn(cameras),
      bodies: nameColumn(bodies),
      shots: { ...shots, offsetMinutes, lenses: nameColumn(lenses) },
    };
  },
};

function nameColumn(each: readonly (string | null)[]): NameColumn {
  const names = [...new Set(each.filter((name) => name !== null))].sort();
  const numbers = new Map(names.map((name, number) => [name, number]));
  return { names, of: Int16Array.from(each, (name) => numbers.get(name ?? '') ?? -1) };
}
