// The faces stage: every face of a photo, and what the faces say of the photo.

import { photoFaceSignals, type FaceSignalName } from '../../../../shared/people/faces.ts';
import { kindOf } from '../../../../shared/moments/seen.ts';
import type { Face } from '../../../../shared/photo.ts';
import { floatBytes, floatsFrom } from '../../float-bytes.ts';
import type { RecalledStage, Rows } from '../../stage.ts';
import { bodies } from '../bodies/stage.ts';
import { faceColumns } from './face-columns.ts';
import { analyseFaces, openFaceModels, type FaceModels } from './faces.ts';

export type FacesFound = {
  /** In which the embeddings compare. */
  readonly space: string;
  /** The largest first. */
  readonly faces: readonly Face[];
};

export const faces: RecalledStage<FaceModels, FacesFound, FaceSignalName> = {
  name: 'faces',
  version: 5,
  reads: ['decode.facesPx', 'faces.minConfidence', 'faces.eyesMinWidthPx', 'faces.eyesMaxYawDeg'],
  needs: [
    'face-detector',
    'second-face-detector',
    'landmarks',
    'face-embedder',
    'expression',
    'face-mesh',
    'iris',
  ],
  takes: ['head-pose', 'eyes-open'],
  after: [bodies],
  async open(models, settings) {
    const opened = await openFaceModels(models, settings);
    await opened.networks();
    return opened;
  },
  async run({ detail, heightPx }, { models, settings, earlier }) {
    const persons = earlier(bodies).things.filter(({ coco }) => kindOf(coco) === 'person');
    const photo = { raster: detail, heightPx, bodies: persons.map(({ box }) => box) };
    const found = await analyseFaces(photo, models, settings);
    return { space: models.embeddingSpace, faces: found };
  },

  tables: ['ALTER TABLE faces ADD COLUMN meant REAL NOT NULL DEFAULT 1'],
  save(rows, content, { space, faces: found }) {
    rows.change('DELETE FROM faces WHERE content = @content', { content });
    for (const [ordinal, face] of found.entries()) saveFace(rows, content, ordinal, face);
    rows.change(
      `INSERT OR REPLACE INTO face_vectors (content, space, embeddings, landmarks)
       VALUES (@content, @space, @embeddings, @landmarks)`,
      {
        content,
        space,
        embeddings: Buffer.concat(found.map(({ embedding }) => floatBytes(embedding))),
        landmarks: Buffer.concat(found.map(({ landmarks }) => floatBytes(landmarks))),
      },
    );
  },
  recall(rows, content) {
    const found = rows.read<FaceRow>(
      `SELECT x, y, width, height, height_px, confidence, sharpness, expression, yaw_deg, pitch_deg,
         roll_deg, pose_from, eyes_open, visibility, meant FROM faces WHERE content = @content ORDER BY ordinal`,
      { content },
    );
    const [[space, embeddings, landmarks] = ['', Buffer.of(), Buffer.of()] as const] =
      rows.read<VectorRow>(
        'SELECT space, embeddings, landmarks FROM face_vectors WHERE content = @content',
        { content },
      );
    const part = (bytes: Buffer, face: number) => {
      const length = bytes.length / found.length;
      return floatsFrom(bytes.subarray(face * length, (face + 1) * length));
    };
    return {
      space,
      faces: found.map((row, i) => faceOf(row, part(embeddings, i), part(landmarks, i))),
    };
  },
  load(rows, { ids, settings, looked }) {
    const columns = faceColumns(rows, ids);
    const signals = photoFaceSignals(columns, ids.length, looked(), settings);
    return { faces: columns, signals };
  },
};

type VectorRow = readonly [space: string, embeddings: Buffer, landmarks: Buffer];
type FaceRow = readonly [
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
  poseFrom: Face['poseFrom'],
  eyesOpen: number | null,
  visibility: number,
  meant: number,
];

function saveFace(rows: Rows, content: number, ordinal: number, face: Face): void {
  const { heightPx, confidence, sharpness, yawDeg, pitchDeg, rollDeg } = face;
  const { poseFrom, eyesOpen, visibility, meant } = face;
  rows.change(
    `INSERT INTO faces (content, ordinal, x, y, width, height, height_px, confidence, sharpness,
       expression, yaw_deg, pitch_deg, roll_deg, pose_from, eyes_open, visibility, meant)
     VALUES (@content, @ordinal, @x, @y, @width, @height, @heightPx, @confidence, @sharpness,
       @expression, @yawDeg, @pitchDeg, @rollDeg, @poseFrom, @eyesOpen, @visibility, @meant)`,
    {
      content,
      ordinal,
      ...face.box,
      heightPx,
      confidence,
      sharpness,
      expression: floatBytes(face.expression),
      yawDeg,
      pitchDeg,
      rollDeg,
      poseFrom,
      eyesOpen,
      visibility,
      meant,
    },
  );
}

function faceOf(row: FaceRow, embedding: Float32Array, landmarks: Float32Array): Face {
  const [x, y, width, height, heightPx, confidence, sharpness, expression, ...rest] = row;
  const [yawDeg, pitchDeg, rollDeg, poseFrom, eyesOpen, visibility, meant] = rest;
  return {
    box: { x, y, width, height },
    heightPx,
    confidence,
    landmarks,
    embedding,
    sharpness,
    expression: floatsFrom(expression),
    yawDeg,
    pitchDeg,
    rollDeg,
    poseFrom,
    eyesOpen,
    visibility,
    meant,
  };
}
