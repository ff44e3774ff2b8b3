// Scores made of CLIP's embeddings alone: worked out anew when the texts or the model that reads them change.

import { stages } from '../../shared/stages.ts';
import { fitProbability, meanDirection, type MasterVector } from '../../shared/clip.ts';
import type { ClipCache, DerivedScore } from './cache/clip.ts';
import type { PromptSet } from './prompts.ts';
import { promptHash } from './prompts.ts';
import { clipTextHashes, type ClipChoice, type ClipModels } from './signals/clip-models.ts';

/** Rows written in one transaction: a few milliseconds. */
const rowsAtOnce = 1000;

/** How the aesthetic score by a prompt set is kept: under the set's name, by its texts and what reads them. */
export function aestheticScore({ name, ...texts }: PromptSet, choice: ClipChoice): DerivedScore {
  const models = clipTextHashes(choice).map((hash) => hash.slice(0, 8));
  const version = [stages.clip, promptHash(texts), ...models].join('-');
  return { name: `aesthetic ${name}`, version };
}

type Prompts = { readonly positive: readonly string[]; readonly negative: readonly string[] };

/** The direction from a set's negative texts to its positive ones. */
export async function vectorOfPrompts(
  { positive, negative }: Prompts,
  clip: ClipModels,
): Promise<MasterVector> {
  return {
    positive: meanDirection(await clip.embedTexts(positive)),
    negative: meanDirection(await clip.embedTexts(negative)),
  };
}

/** Scores the embedded photos that do not have the score yet, in steps; to be run by `runInSlices`. */
export function* fillScores(
  cache: ClipCache,
  ids: ArrayLike<number>,
  score: DerivedScore,
  vector: MasterVector,
  { space, logitScale }: Pick<ClipModels, 'space' | 'logitScale'>,
): Generator<undefined, number> {
  const contents = cache.unscored(ids, space, score);
  for (let start = 0; start < contents.length; start += rowsAtOnce) {
    const some = contents.slice(start, start + rowsAtOnce);
    const rows = cache.embeddingsOf(some, space).map(({ content, embedding }) => {
      return [content, fitProbability(embedding, vector, logitScale)] as const;
    });
    cache.saveScores(score, rows);
    yield;
  }
  return contents.length;
}
