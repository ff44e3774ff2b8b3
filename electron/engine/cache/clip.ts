// CLIP's embeddings of photos, and what was worked out from them alone: no photo is decoded for either.

import { lockedTransaction, type Database } from './database.ts';

/** One number a photo that is made from its embedding; of another version it is made again. */
export type DerivedScore = { readonly name: string; readonly version: string };

export type EmbeddedContent = { readonly content: number; readonly embedding: Float32Array };

export type ClipCache = {
  /**
   * Visits every embedding in `space` of files by id with its place among them. The array is the same for all: copy
   * what is to be kept.
   */
  each(
    ids: ArrayLike<number>,
    space: string,
    visit: (place: number, embedding: Float32Array) => void,
  ): void;
  /** The embedding of a content that was made by this version of the stage. */
  embeddingOf(sha256: Buffer, version: string): Float32Array | undefined;
  /** Contents of files that have an embedding in `space` but not this score. */
  unscored(ids: ArrayLike<number>, space: string, score: DerivedScore): number[];
  /** The embeddings in `space` of contents by their ids. */
  embeddingsOf(contents: readonly number[], space: string): EmbeddedContent[];
  /** All of them or none. */
  saveScores(
    score: DerivedScore,
    scores: readonly (readonly [content: number, value: number])[],
  ): void;
  /** A score of files by id, in their order; NaN where it is not known. */
  scores(ids: ArrayLike<number>, score: DerivedScore): Float64Array;
};

/** Files as a JSON list of ids; the loops nest in this order. */
const ofFiles = 'FROM json_each(?) AS wanted CROSS JOIN files ON files.id = wanted.value';

export function openClipCache(database: Database): ClipCache {
  const embeddingRows = database
    .prepare<[string, string], readonly [place: number, embedding: Buffer]>(
      `SELECT wanted.key, embedding ${ofFiles}
         CROSS JOIN clip_vectors ON clip_vectors.content = files.content WHERE space = ?`,
    )
    .raw();
  const one = database
    .prepare<[Buffer, string], Buffer>(
      `SELECT embedding FROM contents JOIN clip_vectors ON clip_vectors.content = contents.id
         JOIN analyses ON analyses.content = contents.id AND stage = 'clip'
       WHERE sha256 = ? AND version = ?`,
    )
    .pluck();
  const unscored = database
    .prepare<[ids: string, name: string, version: string, space: string], number>(
      `SELECT DISTINCT clip_vectors.content ${ofFiles}
         CROSS JOIN clip_vectors ON clip_vectors.content = files.content
         LEFT JOIN derived_scores ON derived_scores.content = files.content
           AND name = ? AND version = ?
       WHERE space = ? AND derived_scores.content IS NULL`,
    )
    .pluck();
  const some = database.prepare<[string, string], { content: number; embedding: Buffer }>(
    `SELECT content, embedding FROM json_each(?) AS wanted
       CROSS JOIN clip_vectors ON clip_vectors.content = wanted.value WHERE space = ?`,
  );
  const scoreRows = database
    .prepare<[string, string, string], readonly [place: number, value: number]>(
      `SELECT wanted.key, derived_scores.value ${ofFiles}
         CROSS JOIN derived_scores ON derived_scores.content = files.content
       WHERE name = ? AND version = ?`,
    )
    .raw();
  const save = database.prepare<[string, string, number, number]>(
    `INSERT OR REPLACE INTO derived_scores (content, name, version, value)
       SELECT id, ?, ?, ? FROM contents WHERE id = ?`,
  );
  const list = (ids: ArrayLike<number>) => JSON.stringify(Array.from(ids));
  const each: ClipCache['each'] = (ids, space, visit) => {
    let row = new Float32Array();
    for (const [place, bytes] of embeddingRows.iterate(list(ids), space)) {
      if (4 * row.length !== bytes.length) row = new Float32Array(bytes.length / 4);
      new Uint8Array(row.buffer).set(bytes);
      visit(place, row);
    }
  };
  return {
    each,
    embeddingOf(sha256, version) {
      const bytes = one.get(sha256, version);
      return bytes && floats(bytes);
    },
    unscored: (ids, space, { name, version }) => unscored.all(list(ids), name, version, space),
    embeddingsOf: (contents, space) =>
      some
        .all(list(contents), space)
        .map(({ content, embedding }) => ({ content, embedding: floats(embedding) })),
    saveScores: lockedTransaction(database, ({ name, version }, scores) => {
      for (const [content, value] of scores) save.run(name, version, value, content);
    }),
    scores(ids, { name, version }) {
      const values = new Float64Array(ids.length).fill(NaN);
      for (const [place, value] of scoreRows.iterate(list(ids), name, version))
        values[place] = value;
      return values;
    },
  };
}

/** A copy: the bytes of a row need not lie where floats may. */
export function floats(bytes: Buffer): Float32Array {
  const copy = new Float32Array(bytes.length / 4);
  new Uint8Array(copy.buffer).set(bytes);
  return copy;
}
