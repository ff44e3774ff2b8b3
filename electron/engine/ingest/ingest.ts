// Copies a card to one or two places: every shot whole and verified at each, nothing twice, and the card only read.

import { stat, statfs } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { IngestProgress, IngestSummary } from '../../../shared/contract.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { megabytes } from '../../../shared/units.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';
import { isOnCamera } from '../album/camera-card.ts';
import { placeOf } from '../files/away.ts';
import { bytesOf, readCard, shotName, type Shot } from './card.ts';
import { ingestTemplateProblem, targetOf } from './ingest-names.ts';
import { openPlace, type Arrived, type Place } from './place.ts';
import { planOf, refuseMissing } from './plan.ts';

export type IngestOptions = {
  readonly from: string;
  /** One place or two, the first the one that is looked at. */
  readonly to: readonly string[];
  /** As `{date}/{name}`. */
  readonly template: string;
  readonly dryRun: boolean;
};

type Call = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IngestProgress) => void;
};

/** A place that is copied to, or was until it failed. */
type Goal = {
  readonly folder: string;
  place: Place | null;
  copied: number;
  copiedBytes: number;
  already: number;
  problem: string | null;
};

/**
 * Run again after a kill or a pulled card it finishes what is missing. Rejects with EngineError, in a sentence, where nothing
 * can be copied at all, where the card goes away, and where it is cancelled; what has been copied stays.
 */
export async function ingest(options: IngestOptions, call: Call): Promise<IngestSummary> {
  const from = resolve(options.from);
  const problem = ingestTemplateProblem(options.template);
  if (problem !== null) throw new EngineError('bad-input', problem);
  const folders = [...new Set(options.to.map((folder) => resolve(folder)))];
  for (const folder of folders) await refuseFolder(folder, from);
  const { shots, others } = await readCard(from, call.signal);
  if (options.dryRun) return planOf({ shots, others }, folders, options.template, call.signal);
  const goals = await openGoals(folders, options.template);
  try {
    const problems = await copyAll(shots, goals, { ...call, from, template: options.template });
    return summaryOf(shots, others, goals, problems);
  } finally {
    for (const { place } of goals) await place?.close();
  }
}

async function refuseFolder(folder: string, from: string): Promise<void> {
  const isWithin = (inner: string, outer: string) => `${inner}${sep}`.startsWith(`${outer}${sep}`);
  if (isWithin(folder, from) || isWithin(from, folder))
    throw new EngineError(
      'bad-input',
      `${from} cannot be copied to ${folder}: one lies in the other. Choose another folder.`,
    );
  if (await isOnCamera(folder))
    throw new EngineError(
      'bad-input',
      `${folder} is on a camera card, where Podium writes nothing: choose a folder on a disk.`,
    );
}

/** Throws where no place can be used; a second one that cannot is said in the end. */
async function openGoals(folders: readonly string[], template: string): Promise<Goal[]> {
  const goals: Goal[] = [];
  for (const folder of folders) {
    const goal: Goal = {
      folder,
      place: null,
      copied: 0,
      copiedBytes: 0,
      already: 0,
      problem: null,
    };
    goals.push(goal);
    try {
      await refuseMissing(folder);
      goal.place = await openPlace(folder, template);
    } catch (error) {
      goal.problem = `Nothing could be copied to ${folder}: ${reasonOf(error)}.`;
    }
  }
  return refuseNone(goals);
}

function refuseNone(goals: Goal[]): Goal[] {
  if (goals.some(({ place }) => place)) return goals;
  const said = goals.flatMap(({ problem }) => problem ?? []);
  throw new EngineError('bad-input', said.join(' '));
}

type Run = Call & { readonly from: string; readonly template: string };

async function copyAll(
  shots: readonly Shot[],
  goals: Goal[],
  run: Run,
): Promise<IngestSummary['problems']> {
  const missing = await missingAt(shots, goals, run.signal);
  await checkSpace(shots, goals, missing);
  const left = shots.filter((shot) => goals.some((goal) => missing.get(goal)?.has(shot)));
  const meter = startMeter(left, run.onProgress);
  const problems: { path: string; message: string }[] = [];
  for (const shot of left) {
    stopIfCancelled(run.signal, goals, shots.length);
    try {
      await copyShot(shot, goals, missing, run);
    } catch (error) {
      if ((await placeOf(run.from)) === null) throw cardGone(run.from, goals, shots.length);
      const message = `${shotName(shot)} could not be copied: ${reasonOf(error)}.`;
      problems.push({ path: shot.path, message });
    }
    refuseNone(goals);
    meter(shot);
  }
  return problems;
}

async function missingAt(
  shots: readonly Shot[],
  goals: readonly Goal[],
  signal: AbortSignal,
): Promise<ReadonlyMap<Goal, ReadonlySet<Shot>>> {
  const missing = new Map<Goal, Set<Shot>>();
  for (const goal of goals) {
    const of = new Set<Shot>();
    missing.set(goal, of);
    for (const shot of goal.place ? shots : []) {
      throwIfCancelled(signal);
      if (await goal.place?.has(shot)) goal.already += 1;
      else of.add(shot);
    }
  }
  return missing;
}

/** A place without room for all that is missing there is left out, with a sentence; throws where that leaves none. */
async function checkSpace(
  shots: readonly Shot[],
  goals: Goal[],
  missing: ReadonlyMap<Goal, ReadonlySet<Shot>>,
): Promise<void> {
  const needed = new Map<number, number>();
  for (const goal of goals) {
    if (!goal.place) continue;
    const bytes = shots.reduce(
      (sum, shot) => sum + (missing.get(goal)?.has(shot) ? bytesOf(shot) : 0),
      0,
    );
    const { dev } = await stat(goal.folder);
    const disk = await statfs(goal.folder);
    const free = disk.bavail * disk.bsize - (needed.get(dev) ?? 0);
    if (disk.blocks === 0 || bytes <= free) needed.set(dev, (needed.get(dev) ?? 0) + bytes);
    else {
      const text = `The photos need ${megabytes(bytes)}, but only ${megabytes(Math.max(0, free))} are free in ${goal.folder}: nothing was copied there.`;
      await drop(goal, text);
    }
  }
  refuseNone(goals);
}

async function drop(goal: Goal, problem: string): Promise<void> {
  goal.problem = problem;
  await goal.place?.close();
  goal.place = null;
}

/** Copies a shot to every place that lacks it. Rejects where the shot itself cannot be read. */
async function copyShot(
  shot: Shot,
  goals: readonly Goal[],
  missing: ReadonlyMap<Goal, ReadonlySet<Shot>>,
  { template }: Run,
): Promise<void> {
  const target = targetOf(template, shot);
  let near: readonly Arrived[] = [];
  for (const goal of goals) {
    if (!goal.place || missing.get(goal)?.has(shot) !== true) continue;
    // The same picture may have been on the card twice.
    if (await goal.place.has(shot)) {
      goal.already += 1;
      continue;
    }
    try {
      near = await goal.place.take(shot, target, near);
      goal.copied += 1;
      goal.copiedBytes += bytesOf(shot);
    } catch (error) {
      if (!isOfPlace(error, goal.folder)) throw error;
      const text = `${shotName(shot)} could not be copied to ${goal.folder}, because ${reasonOf(error)}: ${goal.copied} were copied there.`;
      await drop(goal, text);
    }
  }
}

/** Whether the disk that is written to is the reason, and not the card. */
function isOfPlace(error: unknown, folder: string): boolean {
  if (['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'].includes(errorCode(error))) return true;
  const paths = error instanceof Error ? [path(error, 'path'), path(error, 'dest')] : [];
  return paths.some((one) => one.startsWith(folder));
}

function path(error: Error, key: 'path' | 'dest'): string {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : '';
}

function startMeter(
  left: readonly Shot[],
  onProgress: (progress: IngestProgress) => void,
): (shot: Shot) => void {
  const startMs = performance.now();
  const totalBytes = left.reduce((sum, shot) => sum + bytesOf(shot), 0);
  let [done, doneBytes] = [0, 0];
  const tell = () => {
    const seconds = (performance.now() - startMs) / 1000;
    const bytesPerSecond = seconds > 0 ? doneBytes / seconds : 0;
    const secondsLeft = bytesPerSecond > 0 ? (totalBytes - doneBytes) / bytesPerSecond : null;
    onProgress({ done, total: left.length, doneBytes, totalBytes, bytesPerSecond, secondsLeft });
  };
  tell();
  return (shot) => {
    done += 1;
    doneBytes += bytesOf(shot);
    tell();
  };
}

const copiedSoFar = (goals: readonly Goal[], total: number) =>
  `${Math.max(...goals.map(({ copied, already }) => copied + already))} of ${total} shots are there`;

function stopIfCancelled(signal: AbortSignal, goals: readonly Goal[], total: number): void {
  if (!signal.aborted) return;
  const message = `Stopped: ${copiedSoFar(goals, total)}. Copy again to go on.`;
  throw new EngineError('cancelled', message);
}

function cardGone(from: string, goals: readonly Goal[], total: number): EngineError {
  const message = `${from} is gone: ${copiedSoFar(goals, total)}. Put it back and copy again: nothing is copied twice.`;
  return new EngineError('not-found', message);
}

function summaryOf(
  shots: readonly Shot[],
  others: number,
  goals: readonly Goal[],
  problems: IngestSummary['problems'],
): IngestSummary {
  const places = goals.map(({ folder, copied, copiedBytes, already, problem }) => {
    return { folder, copied, copiedBytes, already, problem };
  });
  return { shots: shots.length, others, places, problems, plan: [] };
}
