// The engine: answers every method of the contract, on one cache, with one set of models.

import { dirname, join } from 'node:path';
import { contract, type PodiumContract } from '../../shared/contract.ts';
import { serve, type Call, type Handlers } from '../../shared/calls/rpc.ts';
import { albumHandlers, reportHandlers } from './handlers/album.ts';
import { decisionHandlers, presetHandlers } from './handlers/decision.ts';
import { folderHandlers } from './handlers/folder.ts';
import { libraryHandlers, pageHandlers } from './handlers/library.ts';
import { modelHandlers } from './handlers/models.ts';
import { personHandlers } from './handlers/person.ts';
import { photoHandlers } from './handlers/photo.ts';
import { demoHandlers, settingHandlers } from './handlers/settings.ts';
import { sportHandlers } from './handlers/sport.ts';
import { searchHandlers, vectorHandlers } from './handlers/vector.ts';
import { openParts, type EngineOptions, type EngineParts } from './context.ts';
import { told } from './files/defect-log.ts';
import { makeOwnFolder, markFolder } from './files/own-folder.ts';

export { told } from './files/defect-log.ts';
export { makeOwnFolder } from './files/own-folder.ts';
export { providersHere } from './running/inference.ts';
export { templateProblem } from './album/names.ts';
export { errorCode, reasonOf } from './files/file-errors.ts';
export { hasPhotoExtension, isPhoto } from './files/file-kind.ts';
export type { EngineOptions } from './context.ts';

export type Engine = {
  readonly call: Call<PodiumContract>;
  close(): Promise<void>;
};

/** Opens the cache and answers calls. Throws EngineError when the cache cannot be opened. */
export function createEngine(options: EngineOptions): Engine {
  markDataFolders(options);
  const log = join(dirname(options.settingsFile), 'podium.log');
  const parts = open(options, log);
  const answer = serve(contract, createHandlers(parts));
  const call: Engine['call'] = (name, input, callOptions) =>
    answer(name, input, callOptions)
      .catch((error: unknown) => {
        throw told(log, name, parts.explain(error));
      })
      .finally(() => {
        parts.changes.look(); // whoever listens hears at once of what the call has written
      });
  return { call, close: () => parts.close() };
}

function open(options: EngineOptions, log: string): EngineParts {
  try {
    return openParts(options);
  } catch (error) {
    throw told(log, 'opening', error);
  }
}

/** The cached images in particular are no photos, wherever the data folder lies. */
function markDataFolders({ cacheFolder, decisionsFile }: EngineOptions): void {
  const images = join(cacheFolder, 'images');
  try {
    for (const folder of [cacheFolder, dirname(decisionsFile), images]) makeOwnFolder(folder);
    markFolder(images);
  } catch {
    // A folder that cannot be written is told, in a sentence, by opening the databases in it.
  }
}

function createHandlers(parts: EngineParts): Handlers<PodiumContract> {
  return {
    ...folderHandlers(parts),
    ...photoHandlers(parts),
    ...personHandlers(parts),
    ...sportHandlers(parts),
    ...decisionHandlers(parts),
    ...presetHandlers(parts),
    ...libraryHandlers(parts),
    ...pageHandlers(parts),
    ...albumHandlers(parts),
    ...reportHandlers(parts),
    ...settingHandlers(parts),
    ...demoHandlers(parts),
    ...modelHandlers(parts),
    ...searchHandlers(parts),
    ...vectorHandlers(parts),
  };
}
