// CLIP's embeddings of photos, and what was worked out from them alone: no photo is decoded for either.

import { floatsFrom } from '../../float-bytes.ts';
import type { Rows } from '../../stage.ts';

/** One number a photo that is made from its embedding; of another version it is made again. */
export type DerivedScore = { readonly name: string; readonly version: string };

/** A row of what was made of an embedding, by content: those of `table` for which the SQL `is` holds of `values`. */
export type DerivedRow = {
  readonly table: string;
  readonly is: string;
  readonly values: Readonly<Record<string, string>>;
};

export function rowOfScore({ name, version }: DerivedScore): DerivedRow {
  const is = 'name = @name AND version = @version';
  return { table: 'derived_scores', is, values: { name, version } };
}

export type EmbeddedContent = { readonly content: number; readonly embedding: Float32Array };

export type KeptEmbeddings = {
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
  /** Contents of files that have an embedding in `space` and no such row. */
  without(ids: ArrayLike<number>, space: string, row: DerivedRow): number[];
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

export function keptEmbeddings(rows: Rows): KeptEmbeddings {
  return {
    each(ids, space, visit) {
      let row = new Float32Array();
      const stored = rows.stream<readonly [place: number, embedding: Buffer]>(
        ids,
        'embedding',
        'clip_vectors',
        'space = @space',
        { space },
      );
      for (const [place, bytes] of stored) {
        if (4 * row.length !== bytes.length) row = new Float32Array(bytes.length / 4);
        new Uint8Array(row.buffer).set(bytes);
        visit(place, row);
      }
    },
    embeddingOf(sha256, version) {
      const [row] = rows.read<readonly [embedding: Buffer]>(
        `SELECT embedding FROM contents JOIN clip_vectors ON clip_vectors.content = contents.id
           JOIN analyses ON analyses.content = contents.id AND stage = 'clip'
         WHERE sha256 = @sha256 AND version = @version`,
        { sha256, version },
      );
      return row && floatsFrom(row[0]);
    },
    without: (ids, space, { table, is, values }) =>
      rows
        .read<readonly [content: number]>(
          `SELECT DISTINCT clip_vectors.content FROM json_each(@ids) AS wanted
             CROSS JOIN files ON files.id = wanted.value
             CROSS JOIN clip_vectors ON clip_vectors.content = files.content
             LEFT JOIN ${table} AS made ON made.content = files.content AND ${is}
           WHERE space = @space AND made.content IS NULL`,
          { ids: JSON.stringify(Array.from(ids)), space, ...values },
        )
        .map(([content]) => content),
    embeddingsOf: (contents, space) =>
      rows
        .read<readonly [content: number, embedding: Buffer]>(
          `SELECT content, embedding FROM json_each(@contents) AS wanted
             CROSS JOIN clip_vectors ON clip_vectors.content = wanted.value WHERE space = @space`,
          { contents: JSON.stringify(contents), space },
        )
        .map(([content, embedding]) => ({ content, embedding: floatsFrom(embedding) })),
    saveScores(score, scores) {
      rows.atOnce(() => {
        for (const [content, value] of scores)
          rows.change(
            `INSERT OR REPLACE INTO derived_scores (content, name, version, value)
               SELECT id, @name, @version, @value FROM contents WHERE id = @content`,
            { ...score, content, value },
          );
      });
    },
    scores(ids, score) {
      const values = new Float64Array(ids.length).fill(NaN);
      const stored = rows.stream<readonly [place: number, value: number]>(
        ids,
        'derived_scores.value',
        'derived_scores',
        'name = @name AND version = @version',
        score,
      );
      for (const [place, value] of stored) values[place] = value;
      return values;
    },
  };
}
