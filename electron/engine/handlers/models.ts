// Handlers of models: which are there, which one fills each role, and how they come and go.

import { basename, extname, resolve } from 'node:path';
import { chooseModel } from '../../../models/choose.ts';
import type { ListedModel, ModelFolder } from '../../../models/folder.ts';
import { importClassifier, importModel } from '../../../models/import.ts';
import { installModels, removeModel } from '../../../models/install.ts';
import type { ModelStatus } from '../../../shared/models.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Area, EngineParts } from '../context.ts';
import { runsOn, tryProvidersAgain } from '../running/providers.ts';
import { describeClassifier } from '../trial/trial.ts';

type Parts = Pick<EngineParts, 'models' | 'turns' | 'downloads' | 'trials' | 'settings'>;
type Import = Parameters<Area<'models'>['models.import']>[0];

export function modelHandlers(parts: Parts): Area<'models'> {
  const listNow = async () => statuses(await parts.models.refresh(), parts.settings());
  return {
    'models.list': listNow,
    'models.verify': async () => {
      const folder = await parts.models.folder();
      const checks = await folder.verify();
      tryProvidersAgain(folder.dir);
      await parts.models.refresh();
      return checks;
    },
    'models.choose': async ({ role, id }) => {
      chooseModel(await parts.models.refresh(), role, id);
      return listNow();
    },
    'models.install': async ({ ids }, { signal, onProgress }) => {
      const limits = parts.downloads;
      try {
        await installModels(await parts.models.refresh(), ids, { signal, onProgress, limits });
      } finally {
        await parts.models.refresh(); // of several models the first may be there
      }
      return listNow();
    },
    'models.import': async (input, { signal }) => {
      const folder = await parts.models.refresh();
      const id = await importFile(parts, folder, input, signal);
      return statusOf(await parts.models.refresh(), id, parts.settings());
    },
    'models.remove': async ({ id }) => {
      await parts.models.takeAway(async (folder) => {
        // A run that waits for its turn takes what is chosen then.
        const isAwaited = parts.turns.isAnalysing() && isChosen(folder, id);
        if (isAwaited || isInUse(parts, folder, id)) throw inUse(parts, folder, id);
        await removeModel(folder, id);
      });
      return listNow();
    },
  };
}

function isChosen(folder: ModelFolder, id: string): boolean {
  return folder.list().some((model) => model.id === id && model.chosen);
}

/** Also where another one is chosen by now: what runs goes on with the models it began with. */
function isInUse(parts: Parts, folder: ModelFolder, id: string): boolean {
  const model = folder.installed(id);
  return model !== null && parts.models.isHeld(model);
}

/** A run opens its models when the first photo needs them: they have to be there. */
function inUse(parts: Parts, folder: ModelFolder, id: string): EngineError {
  const title = folder.installed(id)?.title ?? id;
  const [what, then] = parts.turns.isAnalysing()
    ? ['photos are being analysed', 'Pause that or let it finish']
    : ['something is asked of it', 'Let that finish'];
  return new EngineError('bad-input', `${title} is in use: ${what}. ${then}, then remove it.`);
}

async function importFile(
  parts: Parts,
  folder: ModelFolder,
  { path, labels, name, fit }: Import,
  signal: AbortSignal,
): Promise<string> {
  if (labels === undefined) return importModel(folder, path, signal);
  const threads = parts.settings()['engine.threads'];
  const files = { path: resolve(path), labels: resolve(labels), fit, threads };
  const described = await describeClassifier(files, parts.trials, signal);
  const own = { name: name ?? basename(path, extname(path)), ...described };
  return importClassifier(folder, path, labels, own, signal);
}

/** One model of the list. */
export async function statusOf(
  folder: ModelFolder,
  id: string,
  settings: Settings,
): Promise<ModelStatus> {
  const status = (await statuses(folder, settings)).find((model) => model.id === id);
  if (status) return status;
  throw new EngineError('internal', `${id} was imported and is not listed.`);
}

/** The list, with what runs each model. */
function statuses(folder: ModelFolder, settings: Settings): Promise<ModelStatus[]> {
  const status = async (listed: ListedModel) => {
    const installed = folder.installed(listed.id);
    return { ...listed, runsOn: installed && (await runsOn(installed, settings)) };
  };
  return Promise.all(folder.list().map(status));
}
