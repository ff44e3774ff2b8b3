// CLIP as the handlers use it: its models while they are needed, its embeddings in the cache, the aesthetic score.

import type { ModelFolder } from '../../../models/folder.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { fitProbability } from '../../../shared/sport/clip.ts';
import type { Settings } from '../../../shared/settings.ts';
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
  type OpenImages,
} from '../stages/clip/clip-models.ts';
import { keptEmbeddings, rowOfScore, type KeptEmbeddings } from '../stages/clip/kept-embeddings.ts';
import { clip } from '../stages/clip/stage.ts';
import { readyStage } from '../versions.ts';
import { scoreByHead } from './aesthetic-head.ts';
import {
  aestheticColumns,
  aestheticScore,
  fillScores,
  notMeasured,
  vectorOfPrompts,
  type Scored,
} from './clip-scores.ts';
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
  /** The same with what embeds photos alone. */
  withImages<R>(
    folder: ModelFolder,
    settings: Settings,
    work: (clip: OpenImages) => Promise<R>,
  ): Promise<R>;
  /** The prompt sets by name, the user's own over Podium's. */
  promptSets(): Promise<PromptSets>;
  /**
   * Works out the aesthetic score, by the prompts of the preset in use or by the head, as the settings say, of photos
   * that do not have it yet, from their embeddings, and says why it cannot be had where a file is at fault.
   */
  score(
    folder: ModelFolder,
    settings: Settings,
    preset: string | undefined,
    ids: ArrayLike<number>,
    signal: AbortSignal,
  ): Promise<Scored>;
};

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
  const withImages: OpenClip['withImages'] = async (folder, settings, work) => {
    const { image, missing } = chooseClip(folder);
    const ready = readyStage(clip, folder, settings);
    if (!image || !ready) throw new EngineError('not-found', missing ?? '');
    const { title } = image;
    return stageModels.use(ready, settings, (images) =>
      work({
        ...clipSpace(image),
        title,
        embedPhoto: async (photo, now) => (await images()).embedPhoto(photo, now),
      }),
    );
  };
  const withWords: OpenClip['withWords'] = async (folder, settings, work) => {
    const choice = chooseClip(folder);
    const { image, text, missing } = choice;
    if (!image || !text) throw new EngineError('not-found', missing ?? '');
    // Also by the photos' model: texts are embedded for one space.
    const models = [image, text.model, text.tokenizer];
    const open = () => Promise.resolve(clipTexts(choice, clipSpace(image), settings));
    return withImages(folder, settings, (images) =>
      place.use({ models, settings, open }, (words) =>
        work({ ...images, embedTexts: (texts) => words.embedTexts(texts) }),
      ),
    );
  };
  return {
    kept,
    withWords,
    withImages,
    promptSets,
    async score(folder, settings, preset, ids, signal) {
      if (settings['clip.aesthetic'] === 'head') return scoreByHead(kept, folder, ids, signal);
      const choice = chooseClip(folder);
      if (!choice.text) return { score: null, problem: null };
      const set = await promptSets()
        .then((sets) => chosenPromptSet(sets, settings, preset))
        .catch((error: unknown) => notMeasured(promptsFolder, error));
      if (!set || 'message' in set) return { score: null, problem: set ?? null };
      const score = aestheticScore(set, choice);
      const reader = choice.text.model.files[0]?.path ?? '';
      const problem = await withWords(folder, settings, async (models) => {
        if (kept.without(ids, models.space, rowOfScore(score)).length === 0) return null;
        const vector = await vectorOfPrompts(set, models).catch((error: unknown) =>
          notMeasured(reader, error),
        );
        if ('message' in vector) return vector;
        const fit = (embedding: Float32Array) =>
          fitProbability(embedding, vector, models.logitScale);
        await runInSlices(fillScores(kept, ids, score, models.space, fit), signal);
        return null;
      });
      return { score: problem ? null : aestheticColumns(kept, score), problem };
    },
  };
}
