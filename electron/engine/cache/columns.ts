// Reads the rows of whole folders as columns: the shape in which they cross to the renderer and the command line.

import { facing } from '../../../shared/facing.ts';
import { photoFaceSignals } from '../../../shared/faces.ts';
import type { FaceColumns, PhotoColumns, Problem } from '../../../shared/photo.ts';
import type { Settings } from '../../../shared/settings.ts';
import { signalNames, type SignalName } from '../../../shared/signals.ts';
import type { PhotoFiles } from './photo-files.ts';
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

type PhotoRow = {
  readonly problem: string | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  readonly takenMs: number | null;
  readonly hash: Buffer | null;
  readonly facesVersion: string | null;
} & Readonly<Record<(typeof pixelNames)[number], number | null>>;

type FaceRow = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly heightPx: number;
  readonly confidence: number;
  readonly sharpness: number;
  readonly expression: Buffer;
  readonly yawDeg: number;
  readonly pitchDeg: number;
  readonly rollDeg: number;
  readonly eyesOpen: number | null;
  readonly visibility: number;
};

export type Columns = {
  /** Columns of `photos`; photos that failed are left out and listed as problems after `problems`. */
  read(
    photos: readonly PhotoFiles[],
    problems: readonly Problem[],
    settings: Settings,
  ): PhotoColumns;
  /** Embeddings in `space` of the faces of `ids` (file ids) in the order of `FaceColumns`; null in another space. */
  embeddings(ids: Float64Array, space: string): (Float32Array | null)[];
};

export function openColumns(database: Database): Columns {
  const photoRow = database.prepare<[number], PhotoRow>(`
    SELECT p.problem, width_px AS widthPx, height_px AS heightPx, taken_ms AS takenMs,
      perceptual_hash AS hash, f.version AS facesVersion, ${pixelNames.join(', ')}
    FROM files
      LEFT JOIN analyses p ON p.content = files.content AND p.stage = 'photo'
      LEFT JOIN analyses f ON f.content = files.content AND f.stage = 'faces'
      LEFT JOIN facts ON facts.content = files.content
      LEFT JOIN pixel_signals ON pixel_signals.content = files.content
    WHERE files.id = ?`);
  const faceRows = database.prepare<[number], FaceRow>(`
    SELECT x, y, width, height, height_px AS heightPx, confidence, sharpness, expression,
      yaw_deg AS yawDeg, pitch_deg AS pitchDeg, roll_deg AS rollDeg, eyes_open AS eyesOpen, visibility
    FROM files JOIN faces ON faces.content = files.content WHERE files.id = ? ORDER BY ordinal`);
  const embeddingRows = database.prepare<[number], { space: string; embedding: Buffer }>(`
    SELECT space, embedding
    FROM files JOIN faces ON faces.content = files.content WHERE files.id = ? ORDER BY ordinal`);

  return {
    read(all, problems, settings) {
      const rows = all.map((photo) => ({ photo, row: photoRow.get(photo.file.id) }));
      const failed = rows.flatMap(({ photo, row }) =>
        row?.problem == null ? [] : [{ path: photo.file.path, message: row.problem }],
      );
      const good = rows.filter(({ row }) => row?.problem == null);
      const photos = good.map(({ photo }) => photo);
      const faces = faceColumns(photos.map(({ file }) => faceRows.all(file.id)));
      const table = photoTable(good.map(({ row }) => row));
      const analysed = Uint8Array.from(good, ({ row }) => Number(row?.facesVersion != null));
      const faceSignals = photoFaceSignals(faces, photos.length, analysed, settings);
      return {
        count: photos.length,
        ids: Float64Array.from(photos, ({ file }) => file.id),
        paths: photos.map(({ file }) => file.path),
        otherPaths: otherPaths(photos),
        ...table,
        signals: { ...table.signals, ...faceSignals },
        faces,
        problems: [...problems, ...failed],
      };
    },
    embeddings(ids, space) {
      return [...ids].flatMap((id) =>
        embeddingRows.all(id).map((row) => (row.space === space ? floats(row.embedding) : null)),
      );
    },
  };
}

function otherPaths(photos: readonly PhotoFiles[]): Map<number, string[]> {
  const entries = photos.flatMap(({ others }, index): [number, string[]][] =>
    others.length === 0 ? [] : [[index, others.map(({ path }) => path)]],
  );
  return new Map(entries);
}

function photoTable(rows: readonly (PhotoRow | undefined)[]) {
  const column = (name: keyof PhotoRow) =>
    Float64Array.from(rows, (row) => (row?.[name] as number | null | undefined) ?? NaN);
  const signals = Object.fromEntries(
    signalNames.map((name) => [name, new Float64Array(rows.length).fill(NaN)]),
  ) as Record<SignalName, Float64Array>;
  for (const name of pixelNames) signals[name] = column(name);
  return {
    takenMs: column('takenMs'),
    widthPx: Uint32Array.from(rows, (row) => row?.widthPx ?? 0),
    heightPx: Uint32Array.from(rows, (row) => row?.heightPx ?? 0),
    perceptualHash: BigUint64Array.from(rows, (row) => row?.hash?.readBigUInt64LE() ?? 0n),
    hashKnown: Uint8Array.from(rows, (row) => Number(row?.hash != null)),
    signals,
  };
}

function faceColumns(perPhoto: readonly (readonly FaceRow[])[]): FaceColumns {
  const rows = perPhoto.flat();
  const column = (value: (row: FaceRow) => number) => Float32Array.from(rows, value);
  return {
    count: rows.length,
    photo: Uint32Array.from(perPhoto.flatMap((faces, photo) => faces.map(() => photo))),
    ordinal: Uint16Array.from(perPhoto.flatMap((faces) => faces.map((_, ordinal) => ordinal))),
    box: Float32Array.from(rows.flatMap((row) => [row.x, row.y, row.width, row.height])),
    heightPx: column((row) => row.heightPx),
    confidence: column((row) => row.confidence),
    sharpness: Float64Array.from(rows, (row) => row.sharpness),
    smile: column((row) => floats(row.expression)[1] ?? NaN),
    eyesOpen: column((row) => row.eyesOpen ?? NaN),
    yawDeg: column((row) => row.yawDeg),
    pitchDeg: column((row) => row.pitchDeg),
    rollDeg: column((row) => row.rollDeg),
    facing: column((row) => facing(row.yawDeg, row.pitchDeg)),
    visibility: column((row) => row.visibility),
  };
}

function floats(bytes: Buffer): Float32Array {
  const copy = new Uint8Array(bytes);
  return new Float32Array(copy.buffer);
}
