// Sports as the handlers use them: which model tells them now, its answers in the cache, its classes.

import type { InstalledModel, ModelFolder } from '../../../models/folder.ts';
import type { Problem } from '../../../shared/photo.ts';
import { EngineError } from '../../../shared/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { openSportCache, type NamedSports, type SportCache } from '../cache/sports.ts';
import type { Database } from '../cache/database.ts';
import { reasonOf } from '../files/file-errors.ts';
import { createLeases } from '../running/leases.ts';
import type { ModelsInUse } from '../running/models-in-use.ts';
import type { OpenClip } from './open-clip.ts';
import { openedOnce } from '../running/opened-once.ts';
import { chooseClip } from '../stages/clip/clip-models.ts';
import { installedLabels, openInstalled, type Classifier } from '../stages/sport/classifier.ts';
import { chosenClassifier } from './sport-model.ts';
import { runInSlices } from '../slices.ts';
import { classifierHashes, sportVersion } from '../versions.ts';
import { fillZeroShot, sportVectors, zeroShotKey } from './zero-shot.ts';

/** Opened when the first photo needs it. */
export type LazyClassifier = { get(): Promise<Classifier> };

export type OpenSports = {
  readonly cache: SportCache;
  /** Runs `work` with a classifier, or with null for none. It stays open while it runs, and for the next call. */
  withClassifier<R>(
    model: InstalledModel | null,
    settings: Settings,
    work: (classifier: LazyClassifier | null) => Promise<R>,
  ): Promise<R>;
  /** By which key and names an imported classifier's answers are kept. Rejects with a sentence. */
  keyOf(model: InstalledModel, settings: Settings): Promise<NamedSports>;
  /**
   * Has CLIP read the names of the sports where it is what tells them, so that `score` can. Slow the first time only.
   * Rejects only when cancelled; why it could not, `score` says. `onStart` is called where there is something to read.
   */
  prepare(
    folder: ModelFolder,
    settings: Settings,
    signal: AbortSignal,
    onStart: () => void,
  ): Promise<void>;
  /**
   * Tells the sports of photos that have an embedding and no answer yet; makes `current` what tells them now. Resolves
   * with why nothing can where a file is at fault.
   */
  score(
    folder: ModelFolder,
    settings: Settings,
    ids: ArrayLike<number>,
    signal: AbortSignal,
  ): Promise<Problem | null>;
  /** What told the sports of `PhotoColumns` when `score` last ran; null where nothing can. */
  current(): NamedSports | null;
  release(): Promise<void>;
};

export function openSports(database: Database, clip: OpenClip, inUse: ModelsInUse): OpenSports {
  const cache = openSportCache(database);
  const leases = createLeases<LazyClassifier & { release(): Promise<void> }>();
  let current: NamedSports | null = null;
  let unread: Problem | null = null;
  const keyOf = async (model: InstalledModel, settings: Settings): Promise<NamedSports> => ({
    model: model.id,
    version: sportVersion(settings, classifierHashes(model)),
    names: await installedLabels(model),
  });
  const readsWords = (folder: ModelFolder, settings: Settings) =>
    chosenClassifier(folder, settings, undefined) === null && chooseClip(folder).missing === null;
  return {
    cache,
    keyOf,
    withClassifier(model, settings, work) {
      if (!model) return work(null);
      const run = [settings['engine.threads'], settings['engine.provider']];
      const key = JSON.stringify([run, classifierHashes(model)]);
      const open = () => {
        const opened = openedOnce(() => openInstalled(model, settings));
        const release = async () => (await opened.take())?.release();
        return Promise.resolve({ get: () => opened.get(), release });
      };
      return inUse.during([model], () => leases.use(key, open, work));
    },
    async prepare(folder, settings, signal, onStart) {
      if (!readsWords(folder, settings)) return;
      const choice = chooseClip(folder);
      const key = zeroShotKey(choice);
      if (!cache.vectors(key.version)) onStart();
      const reading = clip.withWords(folder, settings, (models) =>
        sportVectors(cache, key, models, signal),
      );
      unread = await reading.then(
        () => null,
        (error: unknown) => {
          if (signal.aborted) throw error;
          return notTold(choice.text?.model, error);
        },
      );
    },
    async score(folder, settings, ids, signal) {
      const classifier = chosenClassifier(folder, settings, undefined);
      if (classifier) {
        const named = await keyOf(classifier, settings).catch((error: unknown) =>
          notTold(classifier, error),
        );
        current = 'names' in named ? named : null;
        return 'names' in named ? null : named;
      }
      const key = readsWords(folder, settings) ? zeroShotKey(chooseClip(folder)) : null;
      const vectors = key && cache.vectors(key.version);
      if (vectors)
        await clip.withWords(folder, settings, (models) =>
          runInSlices(fillZeroShot(clip.cache, cache, ids, key, vectors, models), signal),
        );
      current = key;
      return key && !vectors ? unread : null;
    },
    current: () => current,
    release: () => leases.release(),
  };
}

function notTold(model: InstalledModel | undefined, error: unknown): Problem {
  const path = model?.files[0]?.path ?? '';
  return { path, message: `No sports are told: ${reasonOf(error)}.` };
}

/** The sentence of a call that nothing can answer. */
export function nothingTellsSports(missing: string): EngineError {
  return new EngineError(
    'not-found',
    `Nothing here can tell sports yet. Import a classifier with its labels file ("podium models import"), or install CLIP. ${missing}`,
  );
}
