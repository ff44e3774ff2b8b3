// The aesthetic by a head: weights on CLIP's embedding of a photo that were learned from how people rated pictures.

import type { InstalledModel, ModelFolder } from '../../../models/folder.ts';
import { readLinearHead, type LinearHead } from '../../../models/torch/linear-head.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { dot } from '../../../shared/arithmetic/vectors.ts';
import { runInSlices } from '../slices.ts';
import type { ChosenModels } from '../stage.ts';
import { clipSpace } from '../stages/clip/clip-models.ts';
import type { KeptEmbeddings } from '../stages/clip/kept-embeddings.ts';
import { clip as clipStage } from '../stages/clip/stage.ts';
import { versionText } from '../versions.ts';
import { aestheticColumns, fillScores, notMeasured, type Scored } from './clip-scores.ts';

/** People rated from 1 to 10; the signal goes from 0 to 1. */
const MOST = 10;

export function chosenHead(folder: ChosenModels): InstalledModel | null {
  return folder.chosen('clip-aesthetic');
}

/** The weights of the head in use. Throws a sentence where they cannot be had, or are for another CLIP. */
export async function openHead(folder: ChosenModels): Promise<LinearHead> {
  const head = chosenHead(folder);
  if (!head)
    throw new EngineError(
      'not-found',
      'No head for the aesthetic is installed: the list of models says which there are. Without one, set clip.aesthetic to prompts.',
    );
  const image = folder.chosen('clip-image');
  const { space, dimensions } = clipSpace(head);
  if (image && clipSpace(image).space !== space)
    throw new EngineError(
      'bad-input',
      `${head.title} and ${image.title} do not belong together: choose two of one kind in the Models view.`,
    );
  return readLinearHead(await head.pathOf(), dimensions);
}

/** What people would rate the photo, about 1 to 10, by its embedding of length 1. */
export function ratingOf(embedding: Float32Array, { weights, bias }: LinearHead): number {
  return dot(embedding, weights) + bias;
}

/** The rating as the signal: ratings beyond people's are no better than their best. */
export function aestheticOf(rating: number): number {
  return Math.min(1, Math.max(0, rating / MOST));
}

/** Rates the embedded photos that have no rating by the head in use yet; nothing where CLIP does not see photos. */
export async function scoreByHead(
  kept: KeptEmbeddings,
  folder: ModelFolder,
  ids: ArrayLike<number>,
  signal: AbortSignal,
): Promise<Scored> {
  const image = folder.chosen('clip-image');
  if (!image) return { score: null, problem: null };
  const file = chosenHead(folder)?.files[0];
  const head = await openHead(folder).catch((error: unknown) =>
    notMeasured(file?.path ?? folder.dir, error),
  );
  if ('message' in head) return { score: null, problem: head };
  const version = versionText(clipStage.version, 'head', [file?.sha256 ?? '']);
  const score = { name: 'aesthetic head', version };
  const rate = (embedding: Float32Array) => aestheticOf(ratingOf(embedding, head));
  await runInSlices(fillScores(kept, ids, score, clipSpace(image).space, rate), signal);
  return { score: aestheticColumns(kept, score), problem: null };
}
