// Which sports photos show, by content: all probabilities of each model that was asked.

import { sportIndex, type SportColumns } from '../../../../shared/sport/sport.ts';
import { at } from '../../../../shared/arithmetic/vectors.ts';
import { floatBytes, floatsFrom } from '../../float-bytes.ts';
import type { Rows } from '../../stage.ts';
import type { DerivedRow } from '../clip/kept-embeddings.ts';

/**
 * Who says it: a model's id or `clip`, and the version of all that its probabilities depend on. Reading goes by the
 * version alone: the same files imported under another name say the same.
 */
export type SportKey = {
  readonly model: string;
  readonly version: string;
};

/** How a key's probabilities are read: by these names, in this order. */
export type NamedSports = SportKey & { readonly names: readonly string[] };

/** The row of probabilities that were made from a photo's embedding. */
export function rowOfSports({ model, version }: SportKey): DerivedRow {
  return {
    table: 'sports',
    is: 'model = @model AND version = @version',
    values: { model, version },
  };
}

export type KeptSports = {
  find(sha256: Buffer, key: SportKey): Float32Array | undefined;
  /** Keeps the probabilities of a photo that the cache knows; of any other nothing is kept. */
  keep(sha256: Buffer, key: SportKey, probabilities: Float32Array): void;
  /** All of them or none. */
  save(
    key: SportKey,
    predicted: readonly (readonly [content: number, probabilities: Float32Array])[],
  ): void;
  /** The columns of files by id, in their order, and the probability of one sport: NaN where it is not known. */
  read(
    ids: ArrayLike<number>,
    named: NamedSports,
    chosen: string,
  ): { readonly sports: SportColumns; readonly chosen: Float64Array };
  /** The class vectors that were kept under a version, one after the other. */
  vectors(version: string): Float32Array | undefined;
  /** Replaces the class vectors. */
  keepVectors(version: string, vectors: Float32Array): void;
};

type SportRow = readonly [place: number, best: number, confidence: number, chosen: Buffer | null];

export function keptSports(rows: Rows): KeptSports {
  return {
    find(sha256, { version }) {
      const [row] = rows.read<readonly [probabilities: Buffer]>(
        `SELECT probabilities FROM contents JOIN sports ON sports.content = contents.id
         WHERE sha256 = @sha256 AND version = @version`,
        { sha256, version },
      );
      return row && floatsFrom(row[0]);
    },
    keep(sha256, key, probabilities) {
      const [row] = rows.read<readonly [content: number]>(
        'SELECT id FROM contents WHERE sha256 = @sha256',
        { sha256 },
      );
      if (row) saveSports(rows, row[0], key, probabilities);
    },
    save(key, predicted) {
      rows.atOnce(() => {
        for (const [content, probabilities] of predicted)
          saveSports(rows, content, key, probabilities);
      });
    },
    read(ids, { version, names }, sport) {
      const best = new Int16Array(ids.length).fill(-1);
      const confidence = new Float32Array(ids.length).fill(NaN);
      const chosen = new Float64Array(ids.length).fill(NaN);
      const index = sportIndex(names, sport);
      const columns = `best, confidence, ${index < 0 ? 'NULL' : 'probabilities'}`;
      const stored = rows.stream<SportRow>(ids, columns, 'sports', 'version = @version', {
        version,
      });
      for (const [place, ofPhoto, share, probabilities] of stored) {
        best[place] = ofPhoto;
        confidence[place] = share;
        if (probabilities) chosen[place] = probabilities.readFloatLE(4 * index);
      }
      return { sports: { names, best, confidence }, chosen };
    },
    vectors(version) {
      const [row] = rows.read<readonly [vectors: Buffer]>(
        'SELECT vectors FROM sport_vectors WHERE version = @version',
        { version },
      );
      return row && floatsFrom(row[0]);
    },
    keepVectors(version, vectors) {
      rows.atOnce(() => {
        rows.change('DELETE FROM sport_vectors', {});
        rows.change('INSERT INTO sport_vectors (version, vectors) VALUES (@version, @vectors)', {
          version,
          vectors: floatBytes(vectors),
        });
      });
    },
  };
}

/** Keeps the probabilities of a content's sports over what the same model said before. */
export function saveSports(
  rows: Rows,
  content: number,
  { model, version }: SportKey,
  probabilities: Float32Array,
): void {
  const best = highest(probabilities);
  const confidence = at(probabilities, best);
  rows.change(
    `INSERT OR REPLACE INTO sports (content, model, version, best, confidence, probabilities)
       SELECT id, @model, @version, @best, @confidence, @probabilities FROM contents WHERE id = @content`,
    { content, model, version, best, confidence, probabilities: floatBytes(probabilities) },
  );
}

/** The first of equals. */
function highest(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (at(values, i) > at(values, best)) best = i;
  return best;
}
