// Sports as the handlers use them: which model predicts them now, its answers in the cache, its classes.

import type { InstalledModel, ModelFolder } from '../../../models/folder.ts';
import type { Problem } from '../../../shared/photo.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import type { Score } from '../open-photos.ts';
import { runInSlices } from '../slices.ts';
import type { Shelf } from '../running/shelf.ts';
import type { Rows } from '../stage.ts';
import type { StageModels } from '../stage-models.ts';
import { chooseClip } from '../stages/clip/clip-models.ts';
import { installedLabels } from '../stages/sport/classifier.ts';
import { keptSports, type KeptSports, type NamedSports } from '../stages/sport/kept-sports.ts';
import { sport } from '../stages/sport/stage.ts';
import { readyStage, type ReadyStage } from '../versions.ts';
import type { Scored } from './clip-scores.ts';
import { isHead, openHeadSports, type HeadSports } from './head-sports.ts';
import type { OpenClip } from './open-clip.ts';
import { chosenClassifier } from './sport-model.ts';
import { fillZeroShot, sportVectors, zeroShotKey } from './zero-shot.ts';

export type OpenSports = {
  readonly kept: KeptSports;
  readonly heads: HeadSports;
  /** By which key and names a classifier's answers are kept, imported or taught. Rejects with a sentence. */
  keyOf(model: InstalledModel, folder: ModelFolder, settings: Settings): Promise<NamedSports>;
  /**
   * Has CLIP read the names of the sports where it is what predicts them, so that `score` can. Slow the first time only.
   * Rejects only when cancelled; why it could not, `score` says. `onStart` is called where there is something to read.
   */
  prepare(
    folder: ModelFolder,
    settings: Settings,
    signal: AbortSignal,
    onStart: () => void,
  ): Promise<void>;
  /** Predicts the sports of photos that have an embedding and no answer yet, by what predicts them now. */
  score(
    folder: ModelFolder,
    settings: Settings,
    ids: ArrayLike<number>,
    signal: AbortSignal,
  ): Promise<Scored>;
};

/** The sport stage with a classifier, whatever the settings choose. */
export function classifierStage(
  model: InstalledModel,
  settings: Settings,
): ReadyStage<Awaited<ReturnType<typeof sport.open>>> {
  const ready = readyStage(sport, { chosen: () => model }, settings);
  if (!ready) throw new Error('A stage whose only role is filled is ready.');
  return ready;
}

type Sources = {
  readonly rows: Rows;
  readonly clip: OpenClip;
  readonly shelf: Shelf;
  readonly stageModels: StageModels;
};

export function openSports({ rows, clip, ...running }: Sources): OpenSports {
  const kept = keptSports(rows);
  const heads = openHeadSports({ rows, kept, ...running });
  /** Why the names of the sports could not be read by the text model of a version. */
  let unread: { readonly version: string; readonly problem: Problem } | null = null;
  const keyOf: OpenSports['keyOf'] = async (model, folder, settings) => {
    if (isHead(model)) return heads.keyOf({ model, folder, settings });
    const { version } = classifierStage(model, settings);
    return { model: model.id, version, names: await installedLabels(model) };
  };
  const readsWords = (folder: ModelFolder, settings: Settings) =>
    chosenClassifier(folder, settings, undefined) === null && chooseClip(folder).missing === null;
  const scored = (named: NamedSports): Scored => ({
    score: sportColumns(kept, named),
    problem: null,
  });
  return {
    kept,
    heads,
    keyOf,
    async prepare(folder, settings, signal, onStart) {
      if (!readsWords(folder, settings)) return;
      const choice = chooseClip(folder);
      const key = zeroShotKey(choice);
      if (!kept.vectors(key.version)) onStart();
      const reading = clip.withWords(folder, settings, (models) =>
        sportVectors(kept, key, models, signal),
      );
      unread = await reading.then(
        () => null,
        (error: unknown) => {
          if (signal.aborted) throw error;
          return { version: key.version, problem: notPredicted(choice.text?.model, error) };
        },
      );
    },
    async score(folder, settings, ids, signal) {
      const classifier = chosenClassifier(folder, settings, undefined);
      if (classifier) {
        const named = isHead(classifier)
          ? heads.fill({ model: classifier, folder, settings }, ids, signal)
          : keyOf(classifier, folder, settings);
        return named.then(scored, (error: unknown) => {
          if (signal.aborted) throw error;
          return { score: null, problem: notPredicted(classifier, error) };
        });
      }
      if (!readsWords(folder, settings)) return { score: null, problem: null };
      const key = zeroShotKey(chooseClip(folder));
      const vectors = kept.vectors(key.version);
      if (vectors) {
        await clip.withWords(folder, settings, (models) =>
          runInSlices(fillZeroShot(clip.kept, kept, ids, key, vectors, models), signal),
        );
        return scored(key);
      }
      const problem = unread?.version === key.version ? unread.problem : null;
      return { ...scored(key), problem };
    },
  };
}

/** Which sport each photo shows, by what predicts them now, and the signal of the sport that the user chose. */
function sportColumns(kept: KeptSports, named: NamedSports): Score {
  return {
    key: JSON.stringify(named),
    load: (ids, settings) => {
      const { sports, chosen } = kept.read(ids, named, settings['sport.chosen']);
      const sport = { values: chosen, missing: new Uint8Array(ids.length) };
      return { sports, signals: { sport } };
    },
  };
}

function notPredicted(model: InstalledModel | undefined, error: unknown): Problem {
  const path = model?.files[0]?.path ?? '';
  return { path, message: `No sports are told: ${reasonOf(error)}.` };
}

/** The sentence of a call that nothing can answer. */
export function nothingPredictsSports(missing: string): EngineError {
  return new EngineError(
    'not-found',
    `Nothing here can tell sports yet. Import a classifier with its labels file ("podium models import"), or install CLIP. ${missing}`,
  );
}
