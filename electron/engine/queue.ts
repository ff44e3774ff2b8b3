// Stale photos through analysis into the cache: bounded look-ahead, cancellable between photos, one bad photo never stops it.

import { basename } from 'node:path';
import type { AnalysisProgress, AnalysisSummary } from '../../shared/contract.ts';
import { EngineError, throwIfCancelled } from '../../shared/calls/rpc.ts';
import type { Settings } from '../../shared/settings.ts';
import { analysePhoto, type RunningStage } from './analyse.ts';
import type { Analyses } from './cache/analyses.ts';
import type { FileRow } from './cache/file-row.ts';
import type { Files } from './cache/files.ts';
import { saveImage } from './cache/images.ts';
import { decodePhoto, type DecodedPhoto } from './formats/decode.ts';
import { identifyAgain, type Reading } from './formats/picture/picture-hash.ts';
import { reasonOf } from '../disk/file-errors.ts';
import { createProgress } from './progress.ts';
import type { Earlier } from './stage.ts';
import { modelRuns } from './running/inference.ts';
import { withFile } from './files/read-photo.ts';
import { shownName, unreadable } from './files/unreadable.ts';

/**
 * A photo in work when the engine died is tried again last, alone; after this many deaths it is recorded as failed,
 * until it changes or the analysis does.
 * The first death may be a neighbour's fault (look-ahead), so two of the three were its own.
 */
const deathsToFail = 3;

export type QueueContext = {
  readonly files: Files;
  readonly analyses: Analyses;
  readonly imagesFolder: string;
  readonly settings: Settings;
  readonly stages: readonly RunningStage[];
  /** By which failures are remembered. */
  readonly version: string;
  /** Whether the folder that a file was found in is not there: nothing is wrong with the file then, and it stays stale. */
  readonly isAway: (path: string) => Promise<boolean>;
};

export type QueueCall = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: AnalysisProgress) => void;
};

type Counts = { analysed: number; failed: number; filesRead: number; decoded: number };

type Prepared = { readonly file: FileRow } & (
  | { readonly kind: 'known'; readonly identity: Reading }
  | { readonly kind: 'decoded'; readonly identity: Reading; readonly photo: DecodedPhoto }
  | { readonly kind: 'failed'; readonly identity: Reading; readonly why: string }
  | { readonly kind: 'unread'; readonly why: string }
  | { readonly kind: 'gone' }
);

/** Analyses `stale` in order, suspects of an earlier death last; resolves with what was counted. */
export async function analyseFiles(
  stale: readonly FileRow[],
  context: QueueContext,
  { signal, onProgress }: QueueCall,
): Promise<AnalysisSummary> {
  const counts: Counts = { analysed: 0, failed: 0, filesRead: 0, decoded: 0 };
  const runsBefore = modelRuns();
  const waiting = stale.toSorted((a, b) => a.deaths - b.deaths);
  const ahead: Promise<Prepared>[] = [];
  const progress = createProgress(waiting.length, onProgress);
  try {
    while (waiting.length > 0 || ahead.length > 0) {
      throwIfCancelled(signal);
      fill(ahead, waiting, context, counts);
      const prepared = await ahead.shift();
      if (!prepared) break;
      await finish(prepared, context, counts);
      progress.step(counts.failed);
    }
  } finally {
    const rest = await Promise.allSettled(ahead);
    for (const one of rest)
      if (one.status === 'fulfilled') context.files.release(one.value.file.id);
    progress.end();
  }
  return { ...counts, inferences: modelRuns() - runsBefore };
}

/** Starts reading the next photos; a suspect is read only when nothing else is in work. */
function fill(
  ahead: Promise<Prepared>[],
  waiting: FileRow[],
  context: QueueContext,
  counts: Counts,
): void {
  for (;;) {
    const [next] = waiting;
    if (!next || ahead.length >= context.settings['engine.lookAhead']) return;
    if (next.deaths > 0 && ahead.length > 0) return;
    waiting.shift();
    const prepared = prepare(next, context, counts);
    prepared.catch(() => undefined); // it is awaited later; until then its failure is nobody's fault
    ahead.push(prepared);
    if (next.deaths > 0) return;
  }
}

async function prepare(queued: FileRow, context: QueueContext, counts: Counts): Promise<Prepared> {
  const file = context.files.claim(queued.id);
  if (!file) return { kind: 'gone', file: queued };
  try {
    return await withFile(file.path, (bytes) => look(bytes, file, context, counts));
  } catch (error) {
    if (await context.isAway(file.path)) {
      context.files.release(file.id);
      return { kind: 'gone', file };
    }
    const { message } =
      error instanceof EngineError ? error : unreadable(basename(file.path), reasonOf(error));
    return { kind: 'unread', file, why: message };
  }
}

async function look(
  bytes: Buffer<ArrayBuffer>,
  file: FileRow,
  context: QueueContext,
  counts: Counts,
): Promise<Prepared> {
  const name = basename(file.path);
  counts.filesRead += 1;
  const identity = await identifyAgain(bytes, name, context.analyses.earlier(file.id));
  if (context.analyses.stale(identity.sha256, file.kind, context.stages).length === 0)
    return { kind: 'known', file, identity };
  if (file.deaths >= deathsToFail)
    return {
      kind: 'failed',
      file,
      identity,
      why: `${shownName(name)} stopped the engine ${file.deaths} times. It is skipped until the file changes.`,
    };
  counts.decoded += 1;
  try {
    const photo = await decodePhoto(bytes, name, context.settings);
    return { kind: 'decoded', file, identity, photo };
  } catch (error) {
    const why = sentence(name, error);
    return isUnreadable(error)
      ? { kind: 'failed', file, identity, why }
      : { kind: 'unread', file, why };
  }
}

/**
 * Analyses and saves one photo, or records why it failed. Rejects only when the cache cannot be written or a model
 * cannot be opened: neither is the photo's fault.
 */
async function finish(prepared: Prepared, context: QueueContext, counts: Counts): Promise<void> {
  const { file } = prepared;
  switch (prepared.kind) {
    case 'known':
      context.analyses.link(file, prepared.identity);
      return;
    case 'unread':
      if (context.files.refuse(file, prepared.why)) counts.failed += 1;
      return;
    case 'failed':
      fail(file, prepared.identity, prepared.why, context, counts);
      return;
    case 'gone':
      return;
    case 'decoded':
      await analyse(file, prepared.identity, prepared.photo, context, counts);
  }
}

async function analyse(
  file: FileRow,
  identity: Reading,
  photo: DecodedPhoto,
  context: QueueContext,
  counts: Counts,
): Promise<void> {
  const { analyses, settings, stages, imagesFolder } = context;
  const { sha256 } = identity;
  // Asked again: an exact copy may have been finished while this one was being decoded.
  const stale = analyses.stale(sha256, file.kind, stages);
  for (const { models } of stale) await models();
  const recall = <Result>(stage: Earlier<Result>) => analyses.recall(sha256, stage);
  const results = await analysePhoto(photo, stale, settings, recall).catch((error: unknown) =>
    sentence(basename(file.path), error),
  );
  if (typeof results === 'string') {
    if (context.files.refuse(file, results)) counts.failed += 1;
    return;
  }
  // A scan found the file changed since it was read: this result is of a photo that is no longer there.
  if (!analyses.isCurrent(file)) return;
  for (const { stage, result } of results) {
    const { thumbnail, preview } = stage.pictures?.(result) ?? {};
    if (thumbnail) saveImage(imagesFolder, sha256, 'thumbnail', thumbnail);
    if (preview) saveImage(imagesFolder, sha256, 'preview', preview);
  }
  if (analyses.save(file, identity, results)) counts.analysed += 1;
}

function fail(
  file: FileRow,
  identity: Reading,
  why: string,
  { analyses, version }: QueueContext,
  counts: Counts,
): void {
  if (analyses.fail(file, identity, version, why)) counts.failed += 1;
}

function isUnreadable(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'unreadable';
}

function sentence(name: string, error: unknown): string {
  if (error instanceof EngineError) return error.message;
  return `${shownName(name)} could not be analysed: ${reasonOf(error)}. It was skipped.`;
}
