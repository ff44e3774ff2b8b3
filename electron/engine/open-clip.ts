// CLIP as the handlers use it: its models while they are needed, its embeddings in the cache, the aesthetic score.

import type { ModelFolder } from '../../models/folder.ts';
import { EngineError } from '../../shared/rpc.ts';
import type { Settings } from '../../shared/settings.ts';
import { openClipCache, type ClipCache, type DerivedScore } from './cache/clip.ts';
import type { Database } from './cache/database.ts';
import { aestheticScore, fillScores, vectorOfPrompts } from './clip-scores.ts';
import { createLeases } from './leases.ts';
import { chosenPromptSet, copyPromptSets, readPromptSets, type PromptSet } from './prompts.ts';
import {
  chooseClip,
  clipImageHashes,
  clipTextHashes,
  openClipModels,
  type ClipChoice,
  type ClipModels,
} from './signals/clip-models.ts';
import { runInSlices } from './slices.ts';

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
  promptSets(): Promise<ReadonlyMap<string, PromptSet>>;
  /** Works out the aesthetic score, by the prompts of the preset in use, of photos that do not have it yet, from their embeddings. */
  score(
    folder: ModelFolder,
    settings: Settings,
    preset: string | undefined,
    ids: ArrayLike<number>,
    signal: AbortSignal,
  ): Promise<void>;
  /** The score that `score` last worked out; null where there is no CLIP. */
  aesthetic(): DerivedScore | null;
  release(): Promise<void>;
};

export function openClip(database: Database, promptsFolder: string): OpenClip {
  const cache = openClipCache(database);
  const leases = createLeases<ClipModels>();
  let aesthetic: DerivedScore | null = null;
  let copied = false;
  const use = <R>(
    choice: ClipChoice,
    settings: Settings,
    work: (clip: ClipModels) => Promise<R>,
  ) => {
    const files = [clipImageHashes(choice), clipTextHashes(choice)];
    const key = JSON.stringify([settings['engine.threads'], settings['engine.provider'], files]);
    return leases.use(key, () => Promise.resolve(openClipModels(choice, settings)), work);
  };
  const promptSets = async () => {
    // A data folder that cannot be written can still be read, and Podium's own sets are there anyway.
    if (!copied) await copyPromptSets(promptsFolder).catch(() => undefined);
    copied = true;
    return readPromptSets(promptsFolder);
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
    async score(folder, settings, preset, ids, signal) {
      const choice = chooseClip(folder);
      const set = choice.text && chosenPromptSet(await promptSets(), settings, preset);
      if (!set) {
        aesthetic = null;
        return;
      }
      const score = aestheticScore(set, choice);
      await use(choice, settings, async (clip) => {
        if (cache.unscored(ids, clip.space, score).length === 0) return;
        const vector = await vectorOfPrompts(set, clip);
        await runInSlices(fillScores(cache, ids, score, vector, clip), signal);
      });
      aesthetic = score;
    },
    aesthetic: () => aesthetic,
    release: () => leases.release(),
  };
}
