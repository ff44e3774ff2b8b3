// The analysis of what is open: results come in while it runs, and it goes on where it was paused.

import type { AnalysisProgress } from '../../contract.ts';
import { isCancelled, sentenceOf, throwIfCancelled } from '../../calls/rpc.ts';
import { foldersOf, loadGroups } from './answers.ts';
import { attempt, type OpenShoot } from './open.ts';
import { catchUp, takeNewColumns } from './results.ts';
import type { Analysis } from '../shoot.ts';

/** New results are fetched this often while photos are analysed, or more seldom when fetching takes long; milliseconds. */
const refreshMs = 1000;

function putAnalysis(open: OpenShoot, change: Partial<Analysis>): void {
  const shoot = open.get();
  const analysis = { ...shoot.known.analysis, ...change };
  open.put({ ...shoot, known: { ...shoot.known, analysis } }); // no order follows from it
}

/**
 * Analyses what is stale; results come in while it runs. Called again it goes on where it was paused.
 * @param firstLook where the folders have just been opened: analysis waits for the first pictures, and what CLIP saw is
 * known if nothing is stale
 */
export function analyse(open: OpenShoot, firstLook?: Promise<void>): Promise<void> {
  return attempt(open, async () => {
    const signal = open.renew('analysis');
    putAnalysis(open, { state: 'running', progress: null, problem: null, again: false });
    const runs = new AbortController();
    try {
      await firstLook;
      throwIfCancelled(signal);
      void attempt(open, () => takeResultsWhile(open, runs.signal));
      const onProgress = (progress: AnalysisProgress) => {
        putAnalysis(open, { progress });
      };
      const { aestheticBy: preset } = open.get().wanted;
      const input = { ...foldersOf(open), ...(preset !== null && { preset }) };
      const { analysed } = await open.ask('folder.analyse', input, { signal, onProgress });
      runs.abort();
      await takeNewColumns(open, firstLook === undefined || analysed > 0);
      await loadGroups(open);
      putAnalysis(open, { state: 'idle', progress: null });
    } catch (error) {
      throwIfCancelled(open.signal);
      if (isCancelled(error)) await paused(open);
      else putAnalysis(open, { state: 'stopped', problem: sentenceOf(error) });
    } finally {
      runs.abort();
    }
    if (open.get().known.analysis.again) void analyse(open);
    else await catchUp(open);
  });
}

/** What was found since the last time is shown. */
async function paused(open: OpenShoot): Promise<void> {
  putAnalysis(open, { state: 'paused', again: false });
  await attempt(open, () => takeNewColumns(open, true));
}

export function pause(open: OpenShoot): void {
  open.stop('analysis');
}

/** Models came or went: what is open is analysed again, once what runs now has ended with the models it began with. */
export function analyseAgain(open: OpenShoot): void {
  const { state } = open.get().known.analysis;
  if (state === 'running') putAnalysis(open, { again: true });
  else if (state !== 'paused') void analyse(open);
}

/** Fetches results again and again, resting at least nine times as long as a fetch takes. */
async function takeResultsWhile(open: OpenShoot, signal: AbortSignal): Promise<void> {
  let doneBefore = 0;
  for (let restMs = refreshMs / 2; ;) {
    await open.rest(restMs);
    if (signal.aborted) return;
    const done = open.get().known.analysis.progress?.done ?? 0;
    const startMs = open.host.nowMs();
    if (done !== doneBefore) await takeNewColumns(open).catch(() => undefined); // the run itself says what is wrong
    doneBefore = done;
    restMs = Math.max(refreshMs, 9 * (open.host.nowMs() - startMs));
  }
}
