// Reads the rows of whole folders as columns: the shape in which they cross to the renderer and the command line.

import { photoFaceSignals } from '../../../shared/faces.ts';
import type { CameraColumn, PhotoColumns, Problem } from '../../../shared/photo.ts';
import type { Settings } from '../../../shared/settings.ts';
import { signalNames, type SignalName } from '../../../shared/signals.ts';
import { unknownSports } from '../../../shared/sport.ts';
import { openSportCache, type NamedSports } from './sports.ts';
import { openFaceColumns, type FaceEmbeddings } from './face-columns.ts';
import type { PhotoFiles } from './photo-files.ts';
import { openClipCache, type DerivedScore } from './clip.ts';
import type { Database } from './database.ts';

const pixelNames = [
  'sharpness',
  'sharpness_whole',
  'motion_blur',
  'exposure',
  'shadows_clipped',
  'highlights_clipped',
  'contrast',
  'colourfulness',
] as const satisfies readonly SignalName[];

/** Columns of the query, in its order; the pixel signals follow. */
type PhotoRow = readonly [
  index: number,
  sha256: Buffer | null,
  widthPx: number | null,
  heightPx: number | null,
  takenMs: number | null,
  hash: Buffer | null,
  facesAnalysed: number,
  camera: string | null,
  ...pixels: (number | null)[],
];
const firstPixel = 8;

/** What was told of photos from elsewhere than this photo's own stages, and by whom. */
export type Told = {
  readonly aesthetic: DerivedScore | null;
  readonly sports: NamedSports | null;
};

export type Columns = {
  /** Columns of `photos`; photos that failed are left out and listed as problems after `problems`. */
  read(
    photos: readonly PhotoFiles[],
    problems: readonly Problem[],
    settings: Settings,
    told: Told,
  ): PhotoColumns;
  /** Embeddings in `space` of the faces of `ids` (file ids) in the order of `FaceColumns`. */
  embeddings(ids: Float64Array, space: string): FaceEmbeddings;
};

export function openColumns(database: Database): Columns {
  // One query for all photos: one a photo costs six times as much at 50,000 photos.
  const photoRows = database
    .prepare<[string], PhotoRow>(
      `SELECT wanted.key, sha256, width_px, height_px, taken_ms, perceptual_hash,
         f.version IS NOT NULL, camera, ${pixelNames.join(', ')}
       FROM json_each(?) AS wanted
         CROSS JOIN files ON files.id = wanted.value
         LEFT JOIN contents ON contents.id = files.content
         LEFT JOIN analyses f ON f.content = files.content AND f.stage = 'faces'
         LEFT JOIN facts ON facts.content = files.content
         LEFT JOIN pixel_signals ON pixel_signals.content = files.content`,
    )
    .raw();
  const faces = openFaceColumns(database);
  const clip = openClipCache(database);
  const sportCache = openSportCache(database);

  return {
    read(all, problems, settings, { aesthetic, sports: named }) {
      const photos = all.filter(({ file }) => file.failure === null);
      const ids = photos.map(({ file }) => file.id);
      const rows: (PhotoRow | undefined)[] = photos.map(() => undefined);
      for (const row of photoRows.all(JSON.stringify(ids))) rows[row[0]] = row;
      const table = withSignals(photoTable(rows), faces.read(ids), settings);
      if (aesthetic) table.signals.aesthetic = clip.scores(ids, aesthetic);
      const sports = named && sportCache.read(ids, named, settings['sport.chosen']);
      if (sports) table.signals.sport = sports.chosen;
      return {
        ...photoColumns(photos),
        ...table,
        sports: sports?.sports ?? unknownSports(photos.length),
        problems: [...problems, ...all.flatMap(failures)],
      };
    },
    embeddings: (ids, space) => faces.embeddings([...ids], space),
  };
}

function failures({ file, others }: PhotoFiles): Problem[] {
  return [file, ...others].flatMap(({ path, failure }) =>
    failure === null ? [] : [{ path, message: failure }],
  );
}

function photoColumns(photos: readonly PhotoFiles[]) {
  return {
    count: photos.length,
    ids: Float64Array.from(photos, ({ file }) => file.id),
    paths: photos.map(({ file }) => file.path),
    otherPaths: otherPaths(photos),
  };
}

function otherPaths(photos: readonly PhotoFiles[]): Map<number, string[]> {
  const entries = photos.flatMap(({ others }, index): [number, string[]][] =>
    others.length === 0 ? [] : [[index, others.map(({ path }) => path)]],
  );
  return new Map(entries);
}

function photoTable(rows: readonly (PhotoRow | undefined)[]) {
  const contents = new Uint8Array(32 * rows.length);
  rows.forEach((row, photo) => {
    if (row?.[1]) contents.set(row[1], 32 * photo);
  });
  const signals = Object.fromEntries(
    signalNames.map((name) => [name, new Float64Array(rows.length).fill(NaN)]),
  ) as Record<SignalName, Float64Array>;
  pixelNames.forEach((name, i) => {
    signals[name] = Float64Array.from(
      rows,
      (row) => (row?.[firstPixel + i] as number | null) ?? NaN,
    );
  });
  return {
    contents,
    widthPx: Uint32Array.from(rows, (row) => row?.[2] ?? 0),
    heightPx: Uint32Array.from(rows, (row) => row?.[3] ?? 0),
    takenMs: Float64Array.from(rows, (row) => row?.[4] ?? NaN),
    cameras: cameraColumn(rows.map((row) => row?.[7] ?? null)),
    perceptualHash: BigUint64Array.from(rows, (row) => row?.[5]?.readBigUInt64LE() ?? 0n),
    hashKnown: Uint8Array.from(rows, (row) => Number(row?.[5] != null)),
    facesAnalysed: Uint8Array.from(rows, (row) => row?.[6] ?? 0),
    signals,
  };
}

function cameraColumn(cameras: readonly (string | null)[]): CameraColumn {
  const names = [...new Set(cameras.filter((name) => name !== null))].sort();
  const numbers = new Map(names.map((name, number) => [name, number]));
  return { names, of: Int16Array.from(cameras, (name) => numbers.get(name ?? '') ?? -1) };
}

function withSignals(
  { facesAnalysed, signals, ...table }: ReturnType<typeof photoTable>,
  faces: PhotoColumns['faces'],
  settings: Settings,
) {
  const faceSignals = photoFaceSignals(faces, facesAnalysed.length, facesAnalysed, settings);
  return { ...table, signals: { ...signals, ...faceSignals }, faces };
}
