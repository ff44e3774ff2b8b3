// Sports by CLIP alone: one direction a sport, made of its captions; a photo shows the one it lies nearest to.

import { createHash } from 'node:crypto';
import { meanDirection } from '../../shared/clip.ts';
import { throwIfCancelled } from '../../shared/rpc.ts';
import { stages } from '../../shared/stages.ts';
import { at, softmax } from '../../shared/vectors.ts';
import type { ClipCache } from './cache/clip.ts';
import type { NamedSports, SportCache } from './cache/sports.ts';
import { clipTextHashes, type ClipChoice, type ClipModels } from './signals/clip-models.ts';
import { zeroShotId } from './sport-model.ts';
import { sportCaptions, sportNames } from './sports.ts';

/** Photos told in one step, which is one transaction: some 4 ms of cosines. */
const rowsAtOnce = 100;

const captionHash = createHash('sha256')
  .update(JSON.stringify([sportNames, sportNames.map(sportCaptions)]))
  .digest('hex')
  .slice(0, 8);

/** What zero-shot answers are kept by: the names and captions, and the files that read them. */
export function zeroShotKey(choice: ClipChoice): NamedSports {
  const models = clipTextHashes(choice).map((hash) => hash.slice(0, 8));
  const version = [stages.sport, captionHash, ...models].join('-');
  return { model: zeroShotId, version, names: sportNames };
}

/**
 * The directions of all sports, one after the other, from the cache or made now: 700 captions, a few seconds.
 * Rejects when cancelled; what was embedded until then is remembered by the models.
 */
export async function sportVectors(
  cache: SportCache,
  { version }: NamedSports,
  clip: ClipModels,
  signal: AbortSignal,
): Promise<Float32Array> {
  const known = cache.vectors(version);
  if (known?.length === sportNames.length * clip.dimensions) return known;
  const vectors = new Float32Array(sportNames.length * clip.dimensions);
  for (const [index, name] of sportNames.entries()) {
    throwIfCancelled(signal);
    const direction = meanDirection(await clip.embedTexts(sportCaptions(name)));
    vectors.set(direction, index * clip.dimensions);
  }
  cache.keepVectors(version, vectors);
  return vectors;
}

/** One probability a sport, sum 1, of an embedding of length 1: softmax of the scaled cosines. */
export function zeroShot(
  embedding: Float32Array,
  vectors: Float32Array,
  logitScale: number,
): Float32Array {
  const { length } = embedding;
  const logits = new Float32Array(vectors.length / length);
  for (let sport = 0; sport < logits.length; sport++) {
    let sum = 0;
    const from = sport * length;
    for (let i = 0; i < length; i++) sum += at(embedding, i) * at(vectors, from + i);
    logits[sport] = logitScale * sum;
  }
  return Float32Array.from(softmax(logits));
}

/** Tells the sports of the embedded photos that do not have them yet, in steps; to be run by `runInSlices`. */
export function* fillZeroShot(
  embeddings: ClipCache,
  cache: SportCache,
  ids: ArrayLike<number>,
  key: NamedSports,
  vectors: Float32Array,
  { space, logitScale }: Pick<ClipModels, 'space' | 'logitScale'>,
): Generator<undefined, undefined> {
  const contents = cache.untold(ids, space, key);
  for (let start = 0; start < contents.length; start += rowsAtOnce) {
    const some = contents.slice(start, start + rowsAtOnce);
    // No step ends before what was told of these embeddings is saved: others may put new ones in their place.
    const rows = embeddings
      .embeddingsOf(some, space)
      .map(
        ({ content, embedding }) => [content, zeroShot(embedding, vectors, logitScale)] as const,
      );
    cache.save(key, rows);
    yield;
  }
  return undefined;
}
