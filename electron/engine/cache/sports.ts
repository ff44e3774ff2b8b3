// Which sports were told of photos, by content: all probabilities of each model that was asked.

import { sportIndex, type SportColumns } from '../../../shared/sport.ts';
import { at } from '../../../shared/vectors.ts';
import { floats } from './clip.ts';
import { lockedTransaction, type Database } from './database.ts';

/**
 * What told: a model's id or `clip`, and the version of all that its probabilities depend on. Reading goes by the
 * version alone: the same files imported under another name tell the same.
 */
export type SportKey = {
  readonly model: string;
  readonly version: string;
};

/** How a key's probabilities are read: by these names, in this order. */
export type NamedSports = SportKey & { readonly names: readonly string[] };

export type SportCache = {
  find(sha256: Buffer, key: SportKey): Float32Array | undefined;
  /** Keeps what was told of a photo that the cache knows; of any other nothing is kept. */
  keep(sha256: Buffer, key: SportKey, probabilities: Float32Array): void;
  /** Contents of files that have a CLIP embedding in `space` but nothing told by this key. */
  untold(ids: ArrayLike<number>, space: string, key: SportKey): number[];
  /** All of them or none. */
  save(key: SportKey, rows: readonly (readonly [content: number, told: Float32Array])[]): void;
  /** The columns of files by id, in their order, and the probability of one sport: NaN where it is not known. */
  read(
    ids: readonly number[],
    named: NamedSports,
    chosen: string,
  ): { readonly sports: SportColumns; readonly chosen: Float64Array };
  /** The class vectors that were kept under a version, one after the other. */
  vectors(version: string): Float32Array | undefined;
  /** Replaces the class vectors. */
  keepVectors(version: string, vectors: Float32Array): void;
};

/** Files as a JSON list of ids; the loops nest in this order. */
const ofFiles = 'FROM json_each(?) AS wanted CROSS JOIN files ON files.id = wanted.value';

type SportRow = readonly [place: number, best: number, confidence: number, chosen: Buffer | null];

export function openSportCache(database: Database): SportCache {
  const insert = database.prepare<[string, string, number, number, Buffer, number]>(
    `INSERT OR REPLACE INTO sports (content, model, version, best, confidence, probabilities)
       SELECT id, ?, ?, ?, ?, ? FROM contents WHERE id = ?`,
  );
  const contentId = database
    .prepare<[Buffer], number>('SELECT id FROM contents WHERE sha256 = ?')
    .pluck();
  const find = database
    .prepare<[Buffer, string], Buffer>(
      `SELECT probabilities FROM contents JOIN sports ON sports.content = contents.id
       WHERE sha256 = ? AND version = ?`,
    )
    .pluck();
  const untold = database
    .prepare<[ids: string, model: string, version: string, space: string], number>(
      `SELECT DISTINCT clip_vectors.content ${ofFiles}
         CROSS JOIN clip_vectors ON clip_vectors.content = files.content
         LEFT JOIN sports ON sports.content = files.content AND model = ? AND version = ?
       WHERE space = ? AND sports.content IS NULL`,
    )
    .pluck();
  const rows = (probabilities: string) =>
    database
      .prepare<[string, string], SportRow>(
        `SELECT wanted.key, best, confidence, ${probabilities} ${ofFiles}
           CROSS JOIN sports ON sports.content = files.content WHERE version = ?`,
      )
      .raw();
  const [plainRows, fullRows] = [rows('NULL'), rows('probabilities')];
  const vectors = database
    .prepare<[string], Buffer>('SELECT vectors FROM sport_vectors WHERE version = ?')
    .pluck();
  const dropVectors = database.prepare('DELETE FROM sport_vectors');
  const keepVectors = database.prepare<[string, Buffer]>(
    'INSERT INTO sport_vectors (version, vectors) VALUES (?, ?)',
  );
  const put = (content: number, { model, version }: SportKey, told: Float32Array) => {
    const best = highest(told);
    insert.run(model, version, best, at(told, best), bytesOf(told), content);
  };
  const list = (ids: ArrayLike<number>) => JSON.stringify(Array.from(ids));
  return {
    find(sha256, { version }) {
      const bytes = find.get(sha256, version);
      return bytes && floats(bytes);
    },
    keep(sha256, key, probabilities) {
      const content = contentId.get(sha256);
      if (content !== undefined) put(content, key, probabilities);
    },
    untold: (ids, space, { model, version }) => untold.all(list(ids), model, version, space),
    save: lockedTransaction(database, (key, told) => {
      for (const [content, probabilities] of told) put(content, key, probabilities);
    }),
    read(ids, { version, names }, sport) {
      const best = new Int16Array(ids.length).fill(-1);
      const confidence = new Float32Array(ids.length).fill(NaN);
      const chosen = new Float64Array(ids.length).fill(NaN);
      const index = sportIndex(names, sport);
      const query = index < 0 ? plainRows : fullRows;
      for (const [place, ofPhoto, share, told] of query.iterate(list(ids), version)) {
        best[place] = ofPhoto;
        confidence[place] = share;
        if (told && index >= 0) chosen[place] = told.readFloatLE(4 * index);
      }
      return { sports: { names, best, confidence }, chosen };
    },
    vectors(version) {
      const bytes = vectors.get(version);
      return bytes && floats(bytes);
    },
    keepVectors: lockedTransaction(database, (version, made) => {
      dropVectors.run();
      keepVectors.run(version, bytesOf(made));
    }),
  };
}

/** The first of equals. */
function highest(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (at(values, i) > at(values, best)) best = i;
  return best;
}

export function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}
