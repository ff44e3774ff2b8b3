// Reads faces of many photos at once: their columns, and their embeddings as one block of memory.

import { facing } from '../../../shared/facing.ts';
import type { FaceColumns } from '../../../shared/photo.ts';
import type { Database } from './database.ts';

/** One entry a face, in the order of `FaceColumns`. */
export type FaceEmbeddings = {
  readonly count: number;
  /** Numbers of one embedding; 0 where no face has one. */
  readonly length: number;
  /** `count * length` numbers, face after face; zeros where `known` is 0. */
  readonly data: Float32Array;
  /** 1 where the face has an embedding in the space asked for. */
  readonly known: Uint8Array;
};

/** Columns of the query, in its order. */
type FaceRow = readonly [
  photo: number,
  x: number,
  y: number,
  width: number,
  height: number,
  heightPx: number,
  confidence: number,
  sharpness: number,
  expression: Buffer,
  yawDeg: number,
  pitchDeg: number,
  rollDeg: number,
  eyesOpen: number | null,
  visibility: number,
];

const happy = 1; // place of "happy" among the expressions

/** The faces of files, given as a JSON list of ids: by place in the list, then by ordinal. */
const ofFiles = `FROM json_each(?) AS wanted
  CROSS JOIN files ON files.id = wanted.value
  CROSS JOIN faces ON faces.content = files.content
  ORDER BY wanted.key, ordinal`;

export type ReadFaces = {
  read(ids: readonly number[]): FaceColumns;
  embeddings(ids: readonly number[], space: string): FaceEmbeddings;
};

export function openFaceColumns(database: Database): ReadFaces {
  const faceRows = database
    .prepare<[string], FaceRow>(
      `SELECT wanted.key, x, y, width, height, height_px, confidence, sharpness, expression,
         yaw_deg, pitch_deg, roll_deg, eyes_open, visibility ${ofFiles}`,
    )
    .raw();
  const embeddingRows = database
    .prepare<[string], readonly [string, Buffer]>(`SELECT space, embedding ${ofFiles}`)
    .raw();
  return {
    read: (ids) => faceColumns(faceRows.all(JSON.stringify(ids))),
    embeddings: (ids, space) => embeddingBlock(embeddingRows.all(JSON.stringify(ids)), space),
  };
}

function faceColumns(rows: readonly FaceRow[]): FaceColumns {
  const column = (value: (row: FaceRow) => number) => Float32Array.from(rows, value);
  const photo = Uint32Array.from(rows, (row) => row[0]);
  const box = new Float32Array(4 * rows.length);
  rows.forEach(([, x, y, width, height], face) => {
    box.set([x, y, width, height], 4 * face);
  });
  return {
    count: rows.length,
    photo,
    ordinal: ordinals(photo),
    box,
    heightPx: column((row) => row[5]),
    confidence: column((row) => row[6]),
    sharpness: Float64Array.from(rows, (row) => row[7]),
    smile: column((row) => floatAt(row[8], happy)),
    yawDeg: column((row) => row[9]),
    pitchDeg: column((row) => row[10]),
    rollDeg: column((row) => row[11]),
    eyesOpen: column((row) => row[12] ?? NaN),
    facing: column((row) => facing(row[9], row[10])),
    visibility: column((row) => row[13]),
  };
}

/** Position of each face within its photo. */
function ordinals(photo: Uint32Array): Uint16Array {
  const result = new Uint16Array(photo.length);
  for (let face = 1; face < photo.length; face++)
    if (photo[face] === photo[face - 1]) result[face] = (result[face - 1] ?? 0) + 1;
  return result;
}

function floatAt(bytes: Buffer, index: number): number {
  return bytes.length >= 4 * index + 4 ? bytes.readFloatLE(4 * index) : NaN;
}

function embeddingBlock(
  rows: readonly (readonly [string, Buffer])[],
  space: string,
): FaceEmbeddings {
  const length = (rows.find((row) => row[0] === space)?.[1].length ?? 0) / 4;
  const data = new Float32Array(rows.length * length);
  const bytes = new Uint8Array(data.buffer);
  const known = Uint8Array.from(rows, (row) => Number(row[0] === space));
  rows.forEach(([, embedding], face) => {
    if (known[face]) bytes.set(embedding, 4 * length * face);
  });
  return { count: rows.length, length, data, known };
}
