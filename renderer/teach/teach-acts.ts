// Teaching sports in the page: begun, stopped, its result used or thrown away.

import { isCancelled, sentenceOf } from '../../shared/calls/rpc.ts';
import type { ModelStatus } from '../../shared/models.ts';
import { chooseTaught } from '../../shared/teach/choose-taught.ts';
import { openModels, showChanged } from '../models/model-acts.ts';
import { call } from '../page/engine.ts';
import { page, screen, setPage, setScreen } from '../page/store.ts';
import { say, sayProblem } from '../page/toast.ts';
import { teachStrings as text } from '../strings/teach.ts';
import type { TeachForm, TeachRun } from './teach-state.ts';

/** Units of the layer between: as many as 22 sports of ten photos each were tried with. */
const UNITS = 64;

export function openTeach(): void {
  setScreen({ dialog: 'teach' });
}

/** Back to the models, from where it was opened; what runs goes on. */
export function closeTeach(): void {
  openModels();
}

export function setTeach(change: Partial<TeachForm>): void {
  const { form, run } = page().teach;
  setPage({ teach: { form: { ...form, ...change }, run } });
}

function become(run: TeachRun): void {
  setPage({ teach: { ...page().teach, run } });
}

/** How it ended is said on the page when the window has been closed meanwhile. */
export async function startTeaching(folder: string): Promise<void> {
  const { form, run } = page().teach;
  if (run.state === 'running') return;
  const stop = new AbortController();
  become({ state: 'running', progress: null, stop });
  const [labels, name] = [form.labels.trim(), form.name.trim()];
  const input = {
    ...{ folder, hidden: form.twoLayers ? UNITS : 0 },
    ...(labels !== '' && { labels }),
    ...(name !== '' && { name }),
  };
  try {
    const taught = await call('teach.sport', input, {
      signal: stop.signal,
      onProgress: (progress) => become({ state: 'running', progress, stop }),
    });
    become({ state: 'done', taught, used: taught.model.chosen, problem: null });
    if (screen().dialog !== 'teach') say(text.ended(taught.model.title));
  } catch (error) {
    become({ state: 'none', problem: isCancelled(error) ? null : sentenceOf(error) });
    if (screen().dialog !== 'teach' && !isCancelled(error)) sayProblem(error);
  }
}

export function stopTeaching(): void {
  const { run } = page().teach;
  if (run.state === 'running') run.stop.abort();
}

/** Back to the form, with what was typed there. */
export function teachAgain(): void {
  become({ state: 'none', problem: null });
}

/** It tells the sports from now on, also of what is open. */
export async function takeIt(): Promise<void> {
  await withTaught(async (model) => {
    showChanged(await chooseTaught(call, model), text.inUse(model.title));
    become(doneNow(true));
  });
}

/** Takes it off the list again. */
export async function discardIt(): Promise<void> {
  await withTaught(async ({ id, title }) => {
    showChanged(await call('models.remove', { id }), text.discarded(title));
    teachAgain();
  });
}

async function withTaught(act: (model: ModelStatus) => Promise<void>): Promise<void> {
  const { run } = page().teach;
  if (run.state !== 'done') return;
  try {
    await act(run.taught.model);
  } catch (error) {
    become({ ...run, problem: sentenceOf(error) });
  }
}

function doneNow(used: boolean): TeachRun {
  const { run } = page().teach;
  return run.state === 'done' ? { ...run, used, problem: null } : run;
}
