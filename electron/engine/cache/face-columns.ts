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

/** Files as a JSON list of ids; the loops below nest in this order, so rows come by place in the list. */
const ofFiles = `FROM json_each(?) AS wanted CROSS JOIN files ON files.id = wanted.value`;

export type ReadFaces = {
  read(ids: readonly number[]): FaceColumns;
  embeddings(ids: readonly number[], space: string): FaceEmbeddings;
};

export function openFaceColumns(database: Database): ReadFaces {
  const faceRows = database
    .prepare<[string], FaceRow>(
      `SELECT wanted.key, x, y, width, height, height_px, confidence, sharpness, expression,
         yaw_deg, pitch_deg, roll_deg, eyes_open, visibility
       ${ofFiles} CROSS JOIN faces ON faces.content = files.content ORDER BY wanted.key, ordinal`,
    )
    .raw();
  const vectorRows = database
    .prepare<[string], VectorRow>(
      `SELECT (SELECT count(*) FROM faces WHERE faces.content = files.content), space, embeddings
       ${ofFiles} JOIN face_vectors ON face_vectors.content = files.content ORDER BY wanted.key`,
    )
    .raw();
  return {
    read: (ids) => faceColumns(faceRows.all(JSON.stringify(ids))),
    embeddings: (ids, space) => embeddingBlock(vectorRows.all(JSON.stringify(ids)), space),
  };
}

type VectorRow = readonly [faces: number, space: string, embeddings: Buffer];

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

function embeddingBlock(rows: readonly VectorRow[], space: string): FaceEmbeddings {
  const sample = rows.find((row) => row[1] === space && row[0] > 0);
  const length = sample ? sample[2].length / 4 / sample[0] : 0;
  const count = rows.reduce((sum, [faces]) => sum + faces, 0);
  const data = new Float32Array(count * length);
  const bytes = new Uint8Array(data.buffer);
  const known = new Uint8Array(count);
  let face = 0;
  for (const [faces, ofSpace, embeddings] of rows) {
    if (ofSpace === space) {
      bytes.set(embeddings, 4 * length * face);
      known.fill(1, face, face + faces);
    }
    face += faces;
  }
  return { count, length, data, known };
}
