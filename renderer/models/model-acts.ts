// Models come, go and are chosen; what is open is analysed again with what is there then.

import type { ModelStatus } from '../../shared/models.ts';
import { call, isCancelled, sentenceOf } from '../page/engine.ts';
import { useModels, type Download } from './state.ts';
import { get, set, useStore } from '../page/store.ts';
import { modelStrings } from '../strings/models.ts';
import { analyse } from '../start/opening.ts';

const running = new Map<string, AbortController>();

export function openModels(): void {
  set({ dialog: 'models' });
  useModels.setState({ said: null });
  void loadModels();
}

export async function loadModels(): Promise<void> {
  try {
    show(await call('models.list', {}));
  } catch (error) {
    useModels.setState({ problem: sentenceOf(error) });
  }
}

function show(list: readonly ModelStatus[]): void {
  useModels.setState({ list, problem: null });
}

function setDownload(id: string, download: Download | undefined): void {
  useModels.setState(({ downloads }) => ({ downloads: { ...downloads, [id]: download } }));
}

/** The user pressed the button that names size and licence. */
export async function download({ id, title }: ModelStatus): Promise<void> {
  if (running.has(id)) return;
  const stop = new AbortController();
  running.set(id, stop);
  setDownload(id, { progress: null, problem: null });
  try {
    const list = await call(
      'models.install',
      { ids: [id] },
      {
        signal: stop.signal,
        onProgress: (progress) => setDownload(id, { progress, problem: null }),
      },
    );
    setDownload(id, undefined);
    changed(list, modelStrings.done(title));
  } catch (error) {
    setDownload(
      id,
      isCancelled(error) ? undefined : { progress: null, problem: sentenceOf(error) },
    );
    await loadModels();
  } finally {
    running.delete(id);
  }
}

/** One after the other: several at once would only share the line. */
export async function downloadAll(models: readonly ModelStatus[]): Promise<void> {
  for (const model of models) {
    await download(model);
    if (useModels.getState().downloads[model.id]?.problem !== undefined) return;
    const now = useModels.getState().list?.find(({ id }) => id === model.id);
    if (now?.installed !== true) return; // stopped by the user
  }
}

export function stopDownload(id: string): void {
  running.get(id)?.abort();
}

export async function chooseModel({ id, role, title }: ModelStatus): Promise<void> {
  await change(() => call('models.choose', { role, id }), modelStrings.chosen(title));
}

export async function removeModel({ id, title }: ModelStatus): Promise<void> {
  await change(() => call('models.remove', { id }), modelStrings.removed(title));
  setDownload(id, undefined);
}

async function change(act: () => Promise<readonly ModelStatus[]>, said: string): Promise<void> {
  try {
    changed(await act(), said);
  } catch (error) {
    useModels.setState({ said: sentenceOf(error) });
  }
}

/** Rejects with a sentence for the form to show. */
export async function importModel(input: {
  readonly path: string;
  readonly labels?: string;
  readonly name?: string;
}): Promise<void> {
  const model = await call('models.import', input);
  const said = model.installed
    ? modelStrings.imported(model.title)
    : modelStrings.importedPart(model.title);
  changed(await call('models.list', {}), said);
}

export async function verifyModels(): Promise<void> {
  useModels.setState({ verifying: true, said: null });
  try {
    const checks = await call('models.verify', {});
    const broken = checks.filter(({ problem }) => problem !== null).length;
    const said = broken > 0 ? modelStrings.broken(broken) : modelStrings.whole(checks.length);
    useModels.setState({ said });
    await loadModels();
  } catch (error) {
    useModels.setState({ said: sentenceOf(error) });
  } finally {
    useModels.setState({ verifying: false });
  }
}

let due = false;

/** What is open is analysed again, once what runs now has ended with the models it began with. */
function changed(list: readonly ModelStatus[], said: string): void {
  show(list);
  useModels.setState({ said });
  due = true;
  analyseIfDue();
}

function analyseIfDue(): void {
  const { photos, opening, analysis } = get();
  if (!due || analysis.state === 'running') return;
  due = false;
  if (photos && !opening && analysis.state !== 'paused') void analyse();
}

useStore.subscribe((state, before) => {
  if (state.analysis.state !== before.analysis.state) analyseIfDue();
});
