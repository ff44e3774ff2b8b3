// What every handler works on: the two databases, the models, and the columns of the folders in use.

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { downloadLimits, type DownloadLimits } from '../../models/download/fetch-file.ts';
import { openModelFolder, type ModelFolder } from '../../models/folder.ts';
import { changesFound } from '../../models/still-whole.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import { EngineError, type Handlers } from '../../shared/rpc.ts';
import type { Settings } from '../../shared/settings.ts';
import { isAlive } from './running/alive.ts';
import { openAnalyses, type Analyses } from './cache/analyses.ts';
import { openColumns, type Columns } from './cache/columns.ts';
import { openDatabase, type Database } from './cache/database.ts';
import { decisionMigrations } from './cache/decisions-migrations.ts';
import { openDecisions, type Decisions } from './cache/decisions.ts';
import { openFiles, type Files } from './cache/files.ts';
import { openLibrary, type Library } from './cache/library.ts';
import { cacheMigrations } from './cache/migrations.ts';
import { openPeople, type People } from './cache/people.ts';
import { openVectors, type KeptVectors } from './cache/vectors.ts';
import { createLeases } from './running/leases.ts';
import { reasonOf } from './files/file-errors.ts';
import { createModelsInUse, type ModelsInUse } from './running/models-in-use.ts';
import { openClip, type OpenClip } from './scoring/open-clip.ts';
import { openedOnce } from './running/opened-once.ts';
import { openPhotos, type OpenPhotos } from './open-photos.ts';
import { openSports, type OpenSports } from './scoring/open-sports.ts';
import { promptsFolderBeside } from './scoring/prompts.ts';
import { readSettings } from './files/settings-file.ts';
import {
  faceModelHashes,
  faceModels,
  openFaceModels,
  type FaceModels,
} from './stages/faces/faces.ts';
import { storageProblem, type Storage } from './files/storage-problem.ts';

export type EngineOptions = {
  /** Holds cache.db and the cached images; may be deleted at any moment while no engine runs. */
  readonly cacheFolder: string;
  /** decisions.db: picks, ratings, names, presets. Never derived, never dropped. */
  readonly decisionsFile: string;
  readonly modelsFolder: string;
  readonly settingsFile: string;
  /** How patient downloads of models are, where not as usual. */
  readonly downloads?: Partial<DownloadLimits>;
};

/** The handlers of one area of the contract: `Area<'person'>` answers every `person.…`. */
export type Area<A extends string> = Pick<
  Handlers<PodiumContract>,
  Extract<keyof PodiumContract, `${A}.${string}`>
>;

export type OpenCache = {
  readonly files: Files;
  readonly analyses: Analyses;
  readonly columns: Columns;
  readonly photos: OpenPhotos;
  readonly decisions: Decisions;
  readonly people: People;
  readonly library: Library;
  readonly imagesFolder: string;
  /** Where the demo is made when no place is given. */
  readonly demoFolder: string;
  readonly settingsFile: string;
  readonly clip: OpenClip;
  readonly sports: OpenSports;
  readonly vectors: KeptVectors;
  readonly downloads: DownloadLimits;
  settings(): Settings;
  modelFolder(): Promise<ModelFolder>;
  /** What of the models some call works with. */
  readonly modelsInUse: ModelsInUse;
  /** Runs `work`, which takes models away; whoever asks for the model folder meanwhile waits. Rejects as `work` does. */
  whileModelsGo<R>(work: () => Promise<R>): Promise<R>;
  /** Looks at the model folder again: after a change, or to see another process's. */
  refreshModels(): Promise<ModelFolder>;
  /**
   * Runs `work` with the face models that `folder` and `settings` choose. They stay open while it runs, whatever is
   * chosen meanwhile, and afterwards for the next call that wants the same.
   */
  withFaceModels<R>(
    folder: ModelFolder,
    settings: Settings,
    work: (models: FaceModels) => Promise<R>,
  ): Promise<R>;
  /** Runs analyses one after the other: two at once would only fight for the same cores. */
  inTurn<T>(run: () => Promise<T>): Promise<T>;
  /** Whether one of them is running or waits for its turn. */
  isAnalysing(): boolean;
  /** An error as a sentence about the folder that holds Podium's data, where that is its cause. */
  explain(error: unknown): unknown;
  close(): Promise<void>;
};

/** Throws EngineError when one of the databases cannot be opened. */
export function openCache(options: EngineOptions): OpenCache {
  const { cacheFolder, decisionsFile } = options;
  makeFolder(cacheFolder);
  makeFolder(dirname(decisionsFile));
  const cache = openDatabase(join(cacheFolder, 'cache.db'), cacheMigrations);
  try {
    const kept = openDatabase(decisionsFile, decisionMigrations, 'kept');
    return openTables(options, cache, kept);
  } catch (error) {
    const problem = storageProblem(error, { cacheFolder, decisionsFile, cache });
    cache.close();
    throw problem;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const sentence = `Podium cannot keep its data in ${folder}: ${reasonOf(cause)}. Start it with another data folder.`;
    throw new EngineError('bad-input', sentence, { cause });
  }
}

function openTables(options: EngineOptions, cache: Database, kept: Database): OpenCache {
  const { cacheFolder, decisionsFile, settingsFile } = options;
  const storage: Storage = { cacheFolder, decisionsFile, cache };
  const files = openFiles(cache);
  files.countDeaths(isAlive);
  const columns = openColumns(cache);
  const settings = () => readSettings(settingsFile);
  const modelsInUse = createModelsInUse();
  const models = modelSessions(options.modelsFolder, modelsInUse);
  const clip = openClip(cache, promptsFolderBeside(settingsFile), modelsInUse);
  const sports = openSports(cache, clip, modelsInUse);
  const told = { aesthetic: () => clip.aesthetic(), sports: () => sports.current() };
  let last: Promise<unknown> = Promise.resolve();
  let turns = 0;
  return {
    files,
    analyses: openAnalyses(cache),
    columns,
    photos: openPhotos({ database: cache, files, columns, settings, told }),
    decisions: openDecisions(kept),
    people: openPeople(kept),
    library: openLibrary(kept),
    vectors: openVectors(kept),
    clip,
    sports,
    imagesFolder: join(cacheFolder, 'images'),
    demoFolder: join(dirname(decisionsFile), 'demo'),
    settingsFile,
    downloads: { ...downloadLimits, ...options.downloads },
    settings,
    modelsInUse,
    ...models,
    inTurn(run) {
      turns += 1;
      const result = last.then(run).finally(() => {
        turns -= 1;
      });
      last = result.catch(() => undefined);
      return result;
    },
    isAnalysing: () => turns > 0,
    explain: (error) => storageProblem(error, storage),
    async close() {
      await last;
      try {
        await models.release();
        await clip.release();
        await sports.release();
      } finally {
        cache.close();
        kept.close();
      }
    },
  };
}

function modelSessions(
  modelsFolder: string,
  inUse: ModelsInUse,
): Pick<OpenCache, 'modelFolder' | 'refreshModels' | 'whileModelsGo' | 'withFaceModels'> & {
  release(): Promise<void>;
} {
  let folder = openedOnce(() => openModelFolder(modelsFolder));
  let changesKnown = changesFound();
  let refreshed: Promise<unknown> = Promise.resolve();
  const refresh = async (): Promise<ModelFolder> => {
    const fresh = openedOnce(() => openModelFolder(modelsFolder));
    const changes = changesFound();
    const opened = await fresh.get();
    changesKnown = changes;
    folder = fresh;
    return opened;
  };
  let next: Promise<ModelFolder> | null = null;
  // One after the other, so that the last look is the one that stays; all who wait share the next one.
  const refreshModels = () => {
    next ??= refreshed.then(() => {
      next = null;
      const looking = refresh();
      refreshed = looking.catch(() => undefined);
      return looking;
    });
    return next;
  };
  let going: Promise<unknown> = Promise.resolve();
  const faces = createLeases<FaceModels>();
  return {
    async modelFolder() {
      await going;
      return changesKnown === changesFound() ? folder.get() : refreshModels();
    },
    refreshModels,
    whileModelsGo(work) {
      const gone = going.then(work);
      going = gone.catch(() => undefined);
      return gone;
    },
    withFaceModels(from, settings, work) {
      const hashes = faceModelHashes(from);
      const key = JSON.stringify([settings['engine.threads'], settings['engine.provider'], hashes]);
      const open = () => openFaceModels(from, settings);
      return inUse.during(faceModels(from), () => faces.use(key, open, work));
    },
    release: () => faces.release(),
  };
}
