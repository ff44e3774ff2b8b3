// The second pass of an analysis: frames of a burst that nothing tells apart are looked at again, at full resolution.

import { basename } from 'node:path';
import { groupSteps } from '../../shared/bursts/bursts.ts';
import { undecidedFrames } from '../../shared/bursts/burst-moment.ts';
import type { PhotoEmbeddings } from '../../shared/bursts/likeness.ts';
import { EngineError, throwIfCancelled } from '../../shared/calls/rpc.ts';
import type { Steps } from '../../shared/arithmetic/steps.ts';
import { normaliseSteps } from '../../shared/ranking/normalise.ts';
import {
  rankPhotos,
  scorePhotos,
  usableWeights,
  type Weights,
} from '../../shared/ranking/ranking.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Analyses } from './cache/analyses.ts';
import type { FileRow } from './cache/file-row.ts';
import type { Files } from './cache/files.ts';
import { decodeRegions } from './formats/regions.ts';
import { readPhoto } from './photo-source.ts';
import { createProgress } from './progress.ts';
import type { QueueCall } from './queue.ts';
import { runInSlices } from './slices.ts';
import type { CloserLook, Earlier, StageVersion } from './stage.ts';
import { focus } from './stages/focus/stage.ts';

export const closerLooks: readonly CloserLook[] = [focus];

/** A file in whose look the engine died as often is passed over, until it changes: one death may be a power cut's. */
const deathsToPassOver = 2;

type Sources = {
  readonly files: Files;
  readonly analyses: Analyses;
  readonly settings: Settings;
};

/** What the first pass has found by now, and the weights by which frames are told apart. */
export type Seen = {
  readonly columns: PhotoColumns;
  readonly embeddings: PhotoEmbeddings;
  readonly weights: Weights;
};

/**
 * Looks closely at those photos of `seen` that want it and have not been looked at by this version; what cannot be read is
 * passed over, as its analysis says why. Resolves with how many files were read.
 */
export async function lookCloser(
  sources: Sources,
  looks: readonly StageVersion<CloserLook>[],
  seen: Seen,
  call: QueueCall,
): Promise<number> {
  const photos = await runInSlices(wantedSteps(seen, sources.settings), call.signal);
  const { contents } = seen.columns;
  const contentOf = (photo: number) => Buffer.from(contents.subarray(32 * photo, 32 * photo + 32));
  const stale = photos.flatMap((photo) => {
    const file = sources.files.byId(seen.columns.ids[photo] ?? -1);
    if (file && file.deaths >= deathsToPassOver) return [];
    const left = file && sources.analyses.stale(contentOf(photo), file.kind, looks);
    return left && left.length > 0 ? [{ file, content: contentOf(photo), left }] : [];
  });
  if (stale.length === 0) return 0;
  const progress = createProgress(stale.length, call.onProgress);
  let read = 0;
  try {
    for (const one of stale) {
      throwIfCancelled(call.signal);
      for (const look of one.left) read += await lookAt(sources, one, look);
      progress.step(0);
    }
  } finally {
    progress.end();
  }
  return read;
}

/** Of each burst the frames that the weights do not tell apart, at most so many as the settings say. */
function* wantedSteps(
  { columns, embeddings, weights: asked }: Seen,
  settings: Settings,
): Steps<number[]> {
  const most = settings['bursts.focusFrames'];
  const bursts = yield* groupSteps(columns, settings, embeddings);
  const normalised = yield* normaliseSteps(columns, settings);
  const weights = usableWeights(columns, asked);
  const scores = scorePhotos(normalised, weights, columns.count);
  const order = rankPhotos(scores, columns);
  yield;
  const groups = undecidedFrames(bursts, order, columns, weights, scores);
  return groups.flatMap((group) => group.slice(0, most));
}

type Wanted = { readonly file: FileRow; readonly content: Buffer };

/** 1 where its file was read: what shows neither face nor body is not. */
async function lookAt(
  { files, analyses, settings }: Sources,
  { file, content }: Wanted,
  { stage, version }: StageVersion<CloserLook>,
): Promise<0 | 1> {
  const earlier = <Result>(before: Earlier<Result>) => analyses.recall(content, before);
  const boxes = stage.regions({ settings, earlier });
  const there = boxes.filter((box) => box !== null);
  if (there.length === 0) {
    const result = stage.measure(boxes.map(() => null));
    analyses.saveMore(file, content, [{ stage, version, result }]);
    return 0;
  }
  if (!files.claim(file.id)) return 0;
  try {
    await readPhoto({ files, analyses }, file, async (bytes, identity) => {
      if (!identity.sha256.equals(content)) return; // changed since: the next scan finds it
      const regions = (await decodeRegions(bytes, basename(file.path), settings, there)).values();
      const result = stage.measure(boxes.map((box) => box && (regions.next().value ?? null)));
      analyses.saveMore(file, content, [{ stage, version, result }]);
    });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  } finally {
    files.release(file.id);
  }
  return 1;
}
