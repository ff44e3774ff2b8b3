// Sports by CLIP alone: one direction a sport, made of its captions; a photo shows the one it lies nearest to.

import { hash } from 'node:crypto';
import { meanDirection } from '../../../shared/sport/clip.ts';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { dot, softmax } from '../../../shared/arithmetic/vectors.ts';
import { fillByEmbedding } from './clip-scores.ts';
import { clipTextHashes, type ClipChoice, type ClipModels } from '../stages/clip/clip-models.ts';
import type { KeptEmbeddings } from '../stages/clip/kept-embeddings.ts';
import { rowOfSports, type KeptSports, type NamedSports } from '../stages/sport/kept-sports.ts';
import { sport } from '../stages/sport/stage.ts';
import { versionText } from '../versions.ts';
import { zeroShotId } from './sport-model.ts';
import { sportCaptions, sportNames } from './sports.ts';

/** Photos predicted in one step, which is one transaction: some 4 ms of cosines. */
const rowsAtOnce = 100;

const captionHash = hash(
  'sha256',
  JSON.stringify([sportNames, sportNames.map(sportCaptions)]),
).slice(0, 8);

/** What zero-shot answers are kept by: the names and captions, and the files that read them. */
export function zeroShotKey(choice: ClipChoice): NamedSports {
  const version = versionText(sport.version, captionHash, clipTextHashes(choice));
  return { model: zeroShotId, version, names: sportNames };
}

/**
 * The directions of all sports, one after the other, from the cache or made now: 700 captions, a few seconds.
 * Rejects when cancelled; what was embedded until then is remembered by the models.
 */
export async function sportVectors(
  kept: KeptSports,
  { version }: NamedSports,
  clip: ClipModels,
  signal: AbortSignal,
): Promise<Float32Array> {
  const known = kept.vectors(version);
  if (known?.length === sportNames.length * clip.dimensions) return known;
  const vectors = new Float32Array(sportNames.length * clip.dimensions);
  for (const [index, name] of sportNames.entries()) {
    throwIfCancelled(signal);
    const direction = meanDirection(await clip.embedTexts(sportCaptions(name)));
    vectors.set(direction, index * clip.dimensions);
  }
  kept.keepVectors(version, vectors);
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
    const direction = vectors.subarray(sport * length, (sport + 1) * length);
    logits[sport] = logitScale * dot(embedding, direction);
  }
  return Float32Array.from(softmax(logits));
}

/** Predicts the sports of the embedded photos that do not have them yet, in steps; to be run by `runInSlices`. */
export function* fillZeroShot(
  embeddings: KeptEmbeddings,
  kept: KeptSports,
  ids: ArrayLike<number>,
  key: NamedSports,
  vectors: Float32Array,
  { space, logitScale }: Pick<ClipModels, 'space' | 'logitScale'>,
): Generator<undefined, undefined> {
  const contents = embeddings.without(ids, space, rowOfSports(key));
  const predict = (embedding: Float32Array) => zeroShot(embedding, vectors, logitScale);
  const save = (rows: readonly (readonly [number, Float32Array])[]) => {
    kept.save(key, rows);
  };
  yield* fillByEmbedding(embeddings, contents, space, rowsAtOnce, predict, save);
  return undefined;
}
