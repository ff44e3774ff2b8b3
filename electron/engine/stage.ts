// What a stage of analysis is: all that the engine knows of one, in one value.

import type { InstalledModel, ModelFolder } from '../../models/folder.ts';
import type { Network } from '../../models/manifest.ts';
import type { ModelRole } from '../../shared/models.ts';
import type { Box, PhotoColumns, Raster } from '../../shared/photo.ts';
import type { SettingName, Settings } from '../../shared/settings.ts';
import type { SignalColumn, SignalName } from '../../shared/signals.ts';
import type { DecodedPhoto } from './formats/decode.ts';

/** Which installed model fills a role. */
export type ChosenModels = Pick<ModelFolder, 'chosen'>;

/**
 * What the cache knows of a stage, and keeps of it. `Result` is what it makes of one photo, `Signal` the signals among its
 * columns.
 */
export type StageRows<Result = unknown, Signal extends string = string> = {
  /** Names its rows in the cache: never given to another. */
  readonly name: string;
  /** Raise it whenever a change of the code changes what it stores: exactly its rows become stale. */
  readonly version: number;
  /** The settings whose value changes what it stores; the others act after the cache. */
  readonly reads: readonly SettingName[];
  /** Stages whose results it reads: where one is absent so is it, and what they make anew it makes anew. */
  readonly after?: readonly Earlier[];
  /**
   * Its tables, one statement or several a step; each runs once in a cache and never changes afterwards. Rows belong to
   * `contents (id)` ON DELETE CASCADE. Empty for what steps 1 to 6 of cache/migrations.ts made.
   */
  readonly tables: readonly string[];
  /** The table (content, version, …) that keeps results of several versions; without it the newest replaces all others. */
  readonly keptIn?: string;
  /** Writes what it made, over what was there of that content. */
  save(rows: Rows, content: number, result: Result, version: string): void;
  /** Reads it again, for the stages after this one. */
  recall?(rows: Rows, content: number): Result;
  /** Its columns of many photos; of one that it has not looked at they are NaN, and 0 in `missing`. */
  load?(rows: Rows, photos: PhotosToLoad): StageColumns<Signal>;
};

/**
 * One step that turns a photo's pixels, and what earlier stages found, into rows of its own. Queue, versions, cache and
 * columns walk a list of these and know none by name.
 * `Models` is what it opens.
 */
export type Stage<Models = unknown, Result = unknown, Signal extends string = string> = StageRows<
  Result,
  Signal
> & {
  /** The roles of its models. Where one of them has none the stage is absent: nothing of it is stale, nothing fails. */
  readonly needs: readonly ModelRole[];
  /** Roles that it can do without. */
  readonly takes?: readonly ModelRole[];
  /** False for a model that it has no code for: as if none were installed. */
  fits?(model: InstalledModel): boolean;
  /** False where the settings leave it out, which is as if its models were not installed. */
  isWanted?(settings: Settings): boolean;
  /** What besides a model's files changes what it makes. */
  traits?(model: InstalledModel): readonly string[];
  /**
   * Opens the models, when the first photo needs them; they are kept for the next run. Rejects with a sentence, and then
   * leaves nothing open.
   */
  open(models: ChosenModels, settings: Settings): Promise<Models & Releasable>;
  /** Looks at one photo. Rejects with a sentence: the photo is skipped. */
  run(photo: DecodedPhoto, having: Having<Models>): Result | Promise<Result>;
  /** Pictures among its result, kept as files named by the photo's content. */
  pictures?(result: Result): Partial<Record<'thumbnail' | 'preview', Buffer>>;
};

/** A stage that looks at parts of few photos at full resolution, when the others have looked at all: closer-look.ts. */
export type CloserLook<Result = unknown> = StageRows<Result> & {
  /** Where it looks, in shares of the upright photo; null for what is not there. */
  regions(having: Pick<Having<unknown>, 'settings' | 'earlier'>): readonly (Box | null)[];
  /** What it makes of those regions: pixels as they are stored, so perhaps turned. */
  measure(regions: readonly (Raster | null)[]): Result;
};

/** A stage as it would run now. */
export type StageVersion<S extends StageRows = Stage> = {
  readonly stage: S;
  readonly version: string;
};

/** A stage that others may come after. */
export type Earlier<Result = unknown> = Stage<unknown, Result> &
  Required<Pick<Stage<unknown, Result>, 'recall'>>;

export type Releasable = { release(): Promise<void> };

/** What `run` works with beside the photo. */
export type Having<Models> = {
  readonly models: Models;
  readonly settings: Settings;
  /** What one of `after` found in this photo, now or in an earlier run. */
  readonly earlier: <Result>(stage: Earlier<Result>) => Result;
};

export type Value = number | bigint | string | Uint8Array | null;
export type Values = Readonly<Record<string, Value>>;

/** What a stage sees of the database: statements in which `@name` stands for a value, and rows as arrays. */
export type Rows = {
  change(sql: string, values: Values): void;
  read<Row extends readonly unknown[]>(sql: string, values: Values): Row[];
  /**
   * `columns` of all rows of `table` (`content`, ...) that photos have, by the ids of their files. Each row begins with
   * the place of its photo among them; with `order` they come by place, then by it.
   */
  ofPhotos<Row extends RowOfPhoto>(
    ids: ArrayLike<number>,
    columns: string,
    table: string,
    order?: string,
  ): Row[];
  /** Those for which `where` holds, one by one: for rows too large to be held together. Meanwhile nothing is changed. */
  stream<Row extends RowOfPhoto>(
    ids: ArrayLike<number>,
    columns: string,
    table: string,
    where: string,
    values: Values,
  ): Iterable<Row>;
  /** Runs `work` while nobody else writes: all that it changes is kept, or nothing. */
  atOnce(work: () => void): void;
};

export type RowOfPhoto = readonly [place: number, ...unknown[]];

export type PhotosToLoad = {
  /** Of their files, in the order of the columns. */
  readonly ids: ArrayLike<number>;
  readonly settings: Settings;
  /** 1 where the stage has looked at the photo, by whatever version. */
  readonly looked: () => Uint8Array;
};

/** Columns that only one stage makes, those of `PhotoColumns` under their names and its signals. */
export type StageColumns<Signal extends string = string> = Partial<OwnColumns> & {
  readonly signals?: Readonly<Partial<Record<Signal, SignalColumn>>>;
};

/** What is known of photos before any stage has looked at them. */
export type FileColumns = Pick<
  PhotoColumns,
  | 'count'
  | 'ids'
  | 'contents'
  | 'pictures'
  | 'paths'
  | 'sizeBytes'
  | 'otherPaths'
  | 'copies'
  | 'problems'
>;

/** What stands in `PhotoColumns` beside the files themselves. */
export type OwnColumns = Omit<PhotoColumns, keyof FileColumns | 'signals' | 'missing'>;

/** A stage whose signals are in the table of shared/signals.ts. */
export type NamedStage<Models, Result, Signal extends SignalName = never> = Stage<
  Models,
  Result,
  Signal
>;

/** One of these that other stages may come after. */
export type RecalledStage<Models, Result, Signal extends SignalName = never> = NamedStage<
  Models,
  Result,
  Signal
> &
  Required<Pick<NamedStage<Models, Result, Signal>, 'recall'>>;

/** A stage without models opens these. */
export function openNothing(): Promise<Releasable> {
  return Promise.resolve({ release: () => Promise.resolve() });
}

/** The model that fills a role of `needs`; where `network` is given, the stage has code for no other. */
export function modelFor(models: ChosenModels, role: ModelRole, network?: Network): InstalledModel {
  const model = models.chosen(role);
  if (!model) throw new Error(`No model for ${role} is installed.`);
  if (network === undefined || model.network === network) return model;
  throw new Error(`Podium has no code for the network of ${model.title}.`);
}
