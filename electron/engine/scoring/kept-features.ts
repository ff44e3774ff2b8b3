// The numbers by which a network sums up photos, as stages keep them: what heads are taught on, and what they are asked about.

import type { InstalledModel } from '../../../models/folder.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { floatsFrom } from '../float-bytes.ts';
import type { ChosenModels, Rows } from '../stage.ts';
import { bodies } from '../stages/bodies/stage.ts';
import { featuresFrom } from '../stages/bodies/kept-scenes.ts';
import { clip } from '../stages/clip/stage.ts';
import { clipSpace } from '../stages/clip/clip-models.ts';
import type { SportKey } from '../stages/sport/kept-sports.ts';
import { readyStage } from '../versions.ts';

/** Whose features: the network that finds bodies is built in, CLIP tells more where it is installed. */
export type FeatureKind = 'bodies' | 'clip';

/** Features of one kind, as they would be made now. */
export type Features = {
  readonly kind: FeatureKind;
  /** Names all that they depend on, so that a head is never asked about another network's. */
  readonly space: string;
  readonly dimensions: number;
  /** Of the rows of their stage. */
  readonly version: string;
};

export type ContentFeatures = { readonly content: number; readonly features: Float32Array };

/** Of the 640 numbers of NanoDet. */
const BODY_FEATURES = 640;

const tables = {
  bodies: { table: 'scene_things', column: 'features', read: featuresFrom },
  clip: { table: 'clip_vectors', column: 'embedding', read: floatsFrom },
} as const;

/** Features of a kind; null where the network that makes them is not installed. */
export function featuresOf(
  kind: FeatureKind,
  folder: ChosenModels,
  settings: Settings,
): Features | null {
  const ready =
    kind === 'bodies' ? readyStage(bodies, folder, settings) : readyStage(clip, folder, settings);
  const [model] = ready?.models ?? [];
  if (!ready || !model) return null;
  return { kind, version: ready.version, ...spaceOf(kind, model) };
}

function spaceOf(kind: FeatureKind, model: InstalledModel) {
  if (kind === 'clip') return clipSpace(model);
  const sha256 = model.files[0]?.sha256 ?? '';
  return { space: `${model.id}-${sha256.slice(0, 8)}`, dimensions: BODY_FEATURES };
}

/** The features that a head is asked about. Throws EngineError `bad-input` where photos have none such any more. */
export function featuresForHead(
  { title, embedding }: InstalledModel,
  folder: ChosenModels,
  settings: Settings,
): Features {
  const kinds: readonly FeatureKind[] = ['bodies', 'clip'];
  const found = kinds
    .map((kind) => featuresOf(kind, folder, settings))
    .find((one) => one !== null && one.space === embedding?.space);
  if (found) return found;
  throw new EngineError(
    'bad-input',
    `${title} was taught on what another network sees in photos, which is not in use here: choose that network in the Models view, or teach it again`,
  );
}

/** Rows of `table AS kept` that were made as features are made now. */
const asNow = `EXISTS (SELECT 1 FROM analyses
  WHERE analyses.content = kept.content AND stage = @kind AND analyses.version = @made)`;

/** Contents of files that have the features and no answer under a key. */
export function contentsWithout(
  rows: Rows,
  ids: ArrayLike<number>,
  { kind, version }: Features,
  key: SportKey,
): number[] {
  return rows
    .read<readonly [content: number]>(
      `SELECT DISTINCT kept.content FROM json_each(@ids) AS wanted
         CROSS JOIN files ON files.id = wanted.value
         CROSS JOIN ${tables[kind].table} AS kept ON kept.content = files.content
         LEFT JOIN sports ON sports.content = kept.content AND sports.version = @version
       WHERE sports.content IS NULL AND ${asNow}`,
      { ids: JSON.stringify(Array.from(ids)), kind, made: version, version: key.version },
    )
    .map(([content]) => content);
}

/** The features of contents by their ids; what has none is left out. */
export function featuresOfContents(
  rows: Rows,
  contents: readonly number[],
  { kind, version }: Features,
): ContentFeatures[] {
  const { table, column, read } = tables[kind];
  return rows
    .read<readonly [content: number, features: Buffer]>(
      `SELECT kept.content, ${column} FROM json_each(@contents) AS wanted
         CROSS JOIN ${table} AS kept ON kept.content = wanted.value WHERE ${asNow}`,
      { contents: JSON.stringify(contents), kind, made: version },
    )
    .map(([content, bytes]) => ({ content, features: read(bytes) }));
}

/** The features of files by id, by their place among them; what has none is left out. */
export function featuresOfFiles(
  rows: Rows,
  ids: ArrayLike<number>,
  { kind, version }: Features,
): Map<number, Float32Array> {
  const { table, column, read } = tables[kind];
  return new Map(
    rows
      .read<readonly [place: number, features: Buffer]>(
        `SELECT wanted.key, ${column} FROM json_each(@ids) AS wanted
           CROSS JOIN files ON files.id = wanted.value
           CROSS JOIN ${table} AS kept ON kept.content = files.content WHERE ${asNow}`,
        { ids: JSON.stringify(Array.from(ids)), kind, made: version },
      )
      .map(([place, bytes]) => [place, read(bytes)]),
  );
}

/** The features of a photo by the SHA-256 of its file. */
export function featuresOfPhoto(
  rows: Rows,
  sha256: Buffer,
  { kind, version }: Features,
): Float32Array | undefined {
  const { table, column, read } = tables[kind];
  const [row] = rows.read<readonly [features: Buffer]>(
    `SELECT ${column} FROM contents CROSS JOIN ${table} AS kept ON kept.content = contents.id
     WHERE sha256 = @sha256 AND ${asNow}`,
    { sha256, kind, made: version },
  );
  return row && read(row[0]);
}
