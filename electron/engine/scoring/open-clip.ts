// CLIP as the handlers use it: its models while they are needed, its embeddings in the cache, the aesthetic score.

import type { ModelFolder } from '../../../models/folder.ts';
import type { Problem } from '../../../shared/photo.ts';
import { EngineError } from '../../../shared/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { openClipCache, type ClipCache, type DerivedScore } from '../cache/clip.ts';
import type { Database } from '../cache/database.ts';
import { aestheticScore, fillScores, vectorOfPrompts } from './clip-scores.ts';
import { reasonOf } from '../files/file-errors.ts';
import { createLeases } from '../running/leases.ts';
import type { ModelsInUse } from '../running/models-in-use.ts';
import { chosenPromptSet, readPromptSets, type PromptSets } from './prompts.ts';
import {
  chooseClip,
  clipImageHashes,
  clipTextHashes,
  openClipModels,
  type ClipChoice,
  type ClipModels,
} from '../stages/clip/clip-models.ts';
import { runInSlices } from '../slices.ts';

export type OpenClip = {
  readonly cache: ClipCache;
  /** Runs `work` with the models of `folder`, or with null where none embeds photos. They stay open while it runs. */
  withImages<R>(
    folder: ModelFolder,
    settings: Settings,
    work: (clip: ClipModels | null) => Promise<R>,
  ): Promise<R>;
  /**
   * Runs `work` with models that embed photos and words. Rejects with EngineError `not-found` and a sentence about
   * what is missing.
   */
  withWords<R>(
    folder: ModelFolder,
    settings: Settings,
    work: (clip: ClipModels) => Promise<R>,
  ): Promise<R>;
  /** The prompt sets by name, the user's own over Podium's. */
  promptSets(): Promise<PromptSets>;
  /**
   * Works out the aesthetic score, by the prompts of the preset in use, of photos that do not have it yet, from their
   * embeddings, and says why it cannot be had where a file is at fault.
   */
  score(
    folder: ModelFolder,
    settings: Settings,
    preset: string | undefined,
    ids: ArrayLike<number>,
    signal: AbortSignal,
  ): Promise<Scored>;
  /** The score that `score` last worked out; null where there is none. */
  aesthetic(): DerivedScore | null;
  release(): Promise<void>;
};

export type Scored = {
  /** Null where there is no CLIP, or a problem. */
  readonly score: DerivedScore | null;
  readonly problem: Problem | null;
};

export function openClip(database: Database, promptsFolder: string, inUse: ModelsInUse): OpenClip {
  const cache = openClipCache(database);
  const leases = createLeases<ClipModels>();
  let aesthetic: DerivedScore | null = null;
  const use = <R>(
    choice: ClipChoice,
    settings: Settings,
    work: (clip: ClipModels) => Promise<R>,
  ) => {
    const files = [clipImageHashes(choice), clipTextHashes(choice)];
    const key = JSON.stringify([settings['engine.threads'], settings['engine.provider'], files]);
    const open = () => Promise.resolve(openClipModels(choice, settings));
    const { image, text } = choice;
    const models = [image, text?.model ?? null, text?.tokenizer ?? null];
    return inUse.during(models, () => leases.use(key, open, work));
  };
  const promptSets = () => readPromptSets(promptsFolder);
  const scored: OpenClip['score'] = async (folder, settings, preset, ids, signal) => {
    const choice = chooseClip(folder);
    if (!choice.text) return { score: null, problem: null };
    const set = await promptSets()
      .then((sets) => chosenPromptSet(sets, settings, preset))
      .catch((error: unknown) => notMeasured(promptsFolder, error));
    if (!set || 'message' in set) return { score: null, problem: set ?? null };
    const score = aestheticScore(set, choice);
    const reader = choice.text.model.files[0]?.path ?? '';
    const problem = await use(choice, settings, async (clip) => {
      if (cache.unscored(ids, clip.space, score).length === 0) return null;
      const vector = await vectorOfPrompts(set, clip).catch((error: unknown) =>
        notMeasured(reader, error),
      );
      if ('message' in vector) return vector;
      await runInSlices(fillScores(cache, ids, score, vector, clip), signal);
      return null;
    });
    return { score: problem ? null : score, problem };
  };
  return {
    cache,
    async withImages(folder, settings, work) {
      const choice = chooseClip(folder);
      return choice.image ? use(choice, settings, work) : work(null);
    },
    async withWords(folder, settings, work) {
      const choice = chooseClip(folder);
      if (choice.missing !== null) throw new EngineError('not-found', choice.missing);
      return use(choice, settings, work);
    },
    promptSets,
    async score(...asked) {
      const found = await scored(...asked);
      aesthetic = found.score;
      return found;
    },
    aesthetic: () => aesthetic,
    release: () => leases.release(),
  };
}

/** The signal is left out, whatever is wrong with what it is made by: the photos are there all the same. */
function notMeasured(path: string, error: unknown): Problem {
  return { path, message: `The aesthetic is not measured: ${reasonOf(error)}.` };
}
