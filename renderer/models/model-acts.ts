// Models come, go and are chosen; what is open is analysed again with what is there then.

import type { ModelStatus } from '../../shared/models.ts';
import { isCancelled, sentenceOf } from '../../shared/calls/rpc.ts';
import { analyseAgain } from '../../shared/shoot/acts/analysing.ts';
import { call } from '../page/engine.ts';
import type { Download, ModelsState } from './models-state.ts';
import { openedNow, page, setPage, setScreen } from '../page/store.ts';
import { modelStrings } from '../strings/models.ts';

function setModels(change: Partial<ModelsState>): void {
  setPage({ models: { ...page().models, ...change } });
}

export function openModels(): void {
  setScreen({ dialog: 'models' });
  setModels({ said: null });
  void loadModels();
}

export async function loadModels(): Promise<void> {
  try {
    show(await call('models.list', {}));
  } catch (error) {
    setModels({ problem: sentenceOf(error) });
  }
}

function show(list: readonly ModelStatus[]): void {
  setModels({ list, problem: null });
}

function setDownload(id: string, download: Download | undefined): void {
  setModels({ downloads: { ...page().models.downloads, [id]: download } });
}

/** The user pressed the button that names size and licence. */
export async function download({ id, title }: ModelStatus): Promise<void> {
  if (page().models.downloads[id]?.stop) return;
  const stop = new AbortController();
  setDownload(id, { progress: null, problem: null, stop });
  try {
    const list = await call(
      'models.install',
      { ids: [id] },
      {
        signal: stop.signal,
        onProgress: (progress) => setDownload(id, { progress, problem: null, stop }),
      },
    );
    setDownload(id, undefined);
    showChanged(list, modelStrings.done(title));
  } catch (error) {
    const problem = { progress: null, problem: sentenceOf(error), stop: null };
    setDownload(id, isCancelled(error) ? undefined : problem);
    await loadModels();
  }
}

/** One after the other: several at once would only share the line. */
export async function downloadAll(models: readonly ModelStatus[]): Promise<void> {
  for (const model of models) {
    await download(model);
    if (page().models.downloads[model.id]?.problem !== undefined) return;
    const now = page().models.list?.find(({ id }) => id === model.id);
    if (now?.installed !== true) return; // stopped by the user
  }
}

export function stopDownload(id: string): void {
  page().models.downloads[id]?.stop?.abort();
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
    showChanged(await act(), said);
  } catch (error) {
    setModels({ said: sentenceOf(error) });
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
  showChanged(await call('models.list', {}), said);
}

export async function verifyModels(): Promise<void> {
  setModels({ verifying: true, said: null });
  try {
    const checks = await call('models.verify', {});
    const broken = checks.filter(({ problem }) => problem !== null).length;
    const said = broken > 0 ? modelStrings.broken(broken) : modelStrings.whole(checks.length);
    setModels({ said });
    await loadModels();
  } catch (error) {
    setModels({ said: sentenceOf(error) });
  } finally {
    setModels({ verifying: false });
  }
}

/** What is open is analysed again, once what runs now has ended with the models it began with. */
export function showChanged(list: readonly ModelStatus[], said: string): void {
  show(list);
  setModels({ said });
  const open = openedNow();
  if (open) analyseAgain(open);
}
