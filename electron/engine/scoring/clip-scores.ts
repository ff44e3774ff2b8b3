// Scores made of CLIP's embeddings alone: worked out anew when the texts or the model that reads them change.

import { meanDirection, type MasterVector } from '../../../shared/sport/clip.ts';
import type { Problem } from '../../../shared/photo.ts';
import { reasonOf } from '../../disk/file-errors.ts';
import type { Score } from '../open-photos.ts';
import {
  rowOfScore,
  type DerivedScore,
  type KeptEmbeddings,
} from '../stages/clip/kept-embeddings.ts';
import { clip as clipStage } from '../stages/clip/stage.ts';
import { versionText } from '../versions.ts';
import type { PromptSet } from './prompts.ts';
import { promptHash } from './prompts.ts';
import { clipTextHashes, type ClipChoice, type ClipModels } from '../stages/clip/clip-models.ts';

/** A score that photos have now, or why they cannot; neither where nothing makes it. */
export type Scored = { readonly score: Score | null; readonly problem: Problem | null };

/** The signal is left out, whatever is wrong with what it is made by: the photos are there all the same. */
export function notMeasured(path: string, error: unknown): Problem {
  return { path, message: `The aesthetic is not measured: ${reasonOf(error)}.` };
}

/** Rows written in one transaction: a few milliseconds. */
const rowsAtOnce = 1000;

/** How the aesthetic score by a prompt set is kept: under the set's name, by its texts and what reads them. */
export function aestheticScore({ name, ...texts }: PromptSet, choice: ClipChoice): DerivedScore {
  const version = versionText(clipStage.version, promptHash(texts), clipTextHashes(choice));
  return { name: `aesthetic ${name}`, version };
}

/** The signal that a score is. */
export function aestheticColumns(kept: KeptEmbeddings, score: DerivedScore): Score {
  return {
    key: JSON.stringify(score),
    load: (ids) => {
      const aesthetic = { values: kept.scores(ids, score), missing: new Uint8Array(ids.length) };
      return { signals: { aesthetic } };
    },
  };
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
  cache: KeptEmbeddings,
  ids: ArrayLike<number>,
  score: DerivedScore,
  space: string,
  valueOf: (embedding: Float32Array) => number,
): Generator<undefined, number> {
  const contents = cache.without(ids, space, rowOfScore(score));
  const save = (rows: readonly (readonly [number, number])[]) => {
    cache.saveScores(score, rows);
  };
  yield* fillByEmbedding(cache, contents, space, rowsAtOnce, valueOf, save);
  return contents.length;
}

/**
 * Works a value out of each content's embedding, `atOnce` contents a step. No step ends before its values are saved:
 * others may put new embeddings in their place.
 */
export function* fillByEmbedding<V>(
  cache: KeptEmbeddings,
  contents: readonly number[],
  space: string,
  atOnce: number,
  valueOf: (embedding: Float32Array) => V,
  save: (rows: readonly (readonly [content: number, value: V])[]) => void,
): Generator<undefined, undefined> {
  for (let start = 0; start < contents.length; start += atOnce) {
    const some = contents.slice(start, start + atOnce);
    const rows = cache.embeddingsOf(some, space);
    save(rows.map(({ content, embedding }) => [content, valueOf(embedding)] as const));
    yield;
  }
  return undefined;
}
