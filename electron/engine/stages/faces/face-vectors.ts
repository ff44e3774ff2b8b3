// Reads the embeddings of the faces of many photos at once, as one block of memory.

import type { Rows } from '../../stage.ts';

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

type VectorRow = readonly [place: number, faces: number, space: string, embeddings: Buffer];

/** Embeddings in `space` of the faces of photos, by the ids of their files, in the order of `FaceColumns`. */
export function faceEmbeddings(
  stored: Rows,
  ids: ArrayLike<number>,
  space: string,
): FaceEmbeddings {
  const rows = stored.ofPhotos<VectorRow>(
    ids,
    '(SELECT count(*) FROM faces WHERE faces.content = files.content), space, embeddings',
    'face_vectors',
    'space',
  );
  const sample = rows.find((row) => row[2] === space && row[1] > 0);
  const length = sample ? sample[3].length / 4 / sample[1] : 0;
  const count = rows.reduce((sum, [, faces]) => sum + faces, 0);
  const data = new Float32Array(count * length);
  const bytes = new Uint8Array(data.buffer);
  const known = new Uint8Array(count);
  let face = 0;
  for (const [, faces, ofSpace, embeddings] of rows) {
    if (ofSpace === space) {
      bytes.set(embeddings, 4 * length * face);
      known.fill(1, face, face + faces);
    }
    face += faces;
  }
  return { count, length, data, known };
}
