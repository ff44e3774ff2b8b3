// CLIP as the handlers use it: its models while they are needed, its embeddings in the cache, the aesthetic score.

import type { ModelFolder } from '../../../models/folder.ts';
import type { Problem } from '../../../shared/photo.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { reasonOf } from '../files/file-errors.ts';
import type { Score } from '../open-photos.ts';
import type { Shelf } from '../running/shelf.ts';
import { runInSlices } from '../slices.ts';
import type { Rows } from '../stage.ts';
import type { StageModels } from '../stage-models.ts';
import {
  chooseClip,
  clipSpace,
  clipTexts,
  type ClipModels,
  type ClipTexts,
} from '../stages/clip/clip-models.ts';
import { keptEmbeddings, type KeptEmbeddings } from '../stages/clip/kept-embeddings.ts';
import { clip } from '../stages/clip/stage.ts';
import { readyStage } from '../versions.ts';
import { aestheticColumns, aestheticScore, fillScores, vectorOfPrompts } from './clip-scores.ts';
import { chosenPromptSet, readPromptSets, type PromptSets } from './prompts.ts';

export type OpenClip = {
  readonly kept: KeptEmbeddings;
  /**
   * Runs `work` with models that embed photos and words. They stay open while it runs. Rejects with EngineError
   * `not-found` and a sentence about what is missing.
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
};

/** A score that photos have now, or why they cannot; neither where nothing makes it. */
export type Scored = { readonly score: Score | null; readonly problem: Problem | null };

export type ClipSources = {
  readonly rows: Rows;
  readonly promptsFolder: string;
  readonly shelf: Shelf;
  readonly stageModels: StageModels;
};

export function openClip({ rows, promptsFolder, shelf, stageModels }: ClipSources): OpenClip {
  const kept = keptEmbeddings(rows);
  const place = shelf.place<ClipTexts>();
  const promptSets = () => readPromptSets(promptsFolder);
  const withWords: OpenClip['withWords'] = async (folder, settings, work) => {
    const choice = chooseClip(folder);
    const ready = readyStage(clip, folder, settings);
    const { image, text, missing } = choice;
    if (!image || !text || !ready) throw new EngineError('not-found', missing ?? '');
    const space = clipSpace(image);
    // Also by the photos' model: texts are embedded for one space.
    const models = [image, text.model, text.tokenizer];
    const open = () => Promise.resolve(clipTexts(choice, space, settings));
    const { title } = image;
    return stageModels.use(ready, settings, (images) =>
      place.use({ models, settings, open }, (words) =>
        work({
          ...space,
          title,
          embedTexts: (texts) => words.embedTexts(texts),
          embedPhoto: async (photo, now) => (await images()).embedPhoto(photo, now),
        }),
      ),
    );
  };
  return {
    kept,
    withWords,
    promptSets,
    async score(folder, settings, preset, ids, signal) {
      const choice = chooseClip(folder);
      if (!choice.text) return { score: null, problem: null };
      const set = await promptSets()
        .then((sets) => chosenPromptSet(sets, settings, preset))
        .catch((error: unknown) => notMeasured(promptsFolder, error));
      if (!set || 'message' in set) return { score: null, problem: set ?? null };
      const score = aestheticScore(set, choice);
      const reader = choice.text.model.files[0]?.path ?? '';
      const problem = await withWords(folder, settings, async (models) => {
        if (kept.unscored(ids, models.space, score).length === 0) return null;
        const vector = await vectorOfPrompts(set, models).catch((error: unknown) =>
          notMeasured(reader, error),
        );
        if ('message' in vector) return vector;
        await runInSlices(fillScores(kept, ids, score, vector, models), signal);
        return null;
      });
      return { score: problem ? null : aestheticColumns(kept, score), problem };
    },
  };
}

/** The signal is left out, whatever is wrong with what it is made by: the photos are there all the same. */
function notMeasured(path: string, error: unknown): Problem {
  return { path, message: `The aesthetic is not measured: ${reasonOf(error)}.` };
}
