// Reads the faces of many photos at once, as columns.

import { facing } from '../../../../shared/people/facing.ts';
import type { FaceColumns } from '../../../../shared/photo.ts';
import type { Rows } from '../../stage.ts';

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
  meant: number,
];

const happy = 1; // place of "happy" among the expressions

/** The faces of photos, by the ids of their files. */
export function faceColumns(stored: Rows, ids: ArrayLike<number>): FaceColumns {
  const rows = stored.ofPhotos<FaceRow>(
    ids,
    `x, y, width, height, height_px, confidence, sharpness, expression,
       yaw_deg, pitch_deg, roll_deg, eyes_open, visibility, meant`,
    'faces',
    'ordinal',
  );
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
    meant: column((row) => row[14]),
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
