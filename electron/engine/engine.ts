// The engine: answers every method of the contract, on one cache, with one set of models.

import { dirname, join } from 'node:path';
import { contract, type PodiumContract } from '../../shared/contract.ts';
import { serve, type Call, type Handlers } from '../../shared/calls/rpc.ts';
import { albumHandlers, reportHandlers } from './handlers/album.ts';
import { burstHandlers } from './handlers/burst.ts';
import { captionHandlers } from './handlers/caption.ts';
import { clockHandlers } from './handlers/clock.ts';
import { writingHandlers } from './handlers/writing.ts';
import { deliveryHandlers, destinationHandlers } from './handlers/delivery.ts';
import { decisionHandlers, presetHandlers } from './handlers/decision.ts';
import { folderHandlers } from './handlers/folder.ts';
import { forgetHandlers, keptContract, keptHandlers, lostHandlers } from './handlers/kept.ts';
import { ingestHandlers } from './handlers/ingest.ts';
import { libraryHandlers, pageHandlers } from './handlers/library.ts';
import { modelHandlers } from './handlers/models.ts';
import { personHandlers } from './handlers/person.ts';
import { photoHandlers } from './handlers/photo.ts';
import { demoHandlers, settingHandlers } from './handlers/settings.ts';
import { rejectsHandlers } from './handlers/rejects.ts';
import { sidecarHandlers } from './handlers/sidecar.ts';
import { stillsHandlers } from './handlers/stills.ts';
import { sportHandlers } from './handlers/sport.ts';
import { tasteHandlers } from './handlers/taste.ts';
import { teachHandlers } from './handlers/teach.ts';
import { searchHandlers, vectorHandlers } from './handlers/vector.ts';
import { openParts, type EngineOptions, type EngineParts } from './context.ts';
import { told } from './files/defect-log.ts';
import { makeOwnFolder, makePrivateOwnFolder, markFolder } from './files/own-folder.ts';
import { LostDecisions } from './kept/lost.ts';

export { told } from './files/defect-log.ts';
export { makeOwnFolder, makePrivateOwnFolder } from './files/own-folder.ts';
export { copyToLookAt } from './kept/look.ts';
export { providersHere } from './running/inference.ts';
export { templateProblem } from './album/names.ts';
export { errorCode, reasonOf } from '../disk/file-errors.ts';
export { hasPhotoExtension, isPhoto } from './files/file-kind.ts';
export type { EngineOptions } from './context.ts';
export type { TrialProcess } from './trial/trial.ts';

export type Engine = {
  readonly call: Call<PodiumContract>;
  close(): Promise<void>;
};

/**
 * Opens the cache and answers calls. Throws EngineError when the cache cannot be opened. While decisions are lost that
 * were there before, every call rejects with what is to be done, except those that do it.
 */
export function createEngine(options: EngineOptions): Engine {
  markDataFolders(options);
  let opened = openEngine(options);
  const call: Engine['call'] = (name, input, callOptions) => {
    if (opened.isLost) opened = openEngine(options); // the file may be back
    return opened.call(name, input, callOptions);
  };
  return { call, close: () => opened.close() };
}

type Opened = Engine & { readonly isLost: boolean };

function openEngine(options: EngineOptions): Opened {
  const log = join(dirname(options.settingsFile), 'podium.log');
  try {
    return wholeEngine(openParts(options), log);
  } catch (error) {
    if (error instanceof LostDecisions) return lostEngine(options, error);
    throw told(log, 'opening', error);
  }
}

function wholeEngine(parts: EngineParts, log: string): Opened {
  const answer = serve(contract, createHandlers(parts));
  const call: Engine['call'] = async (name, input, callOptions) => {
    parts.checkInPlace();
    try {
      const answered = await answer(name, input, callOptions);
      await parts.flushed();
      return answered;
    } catch (error) {
      throw told(log, name, parts.explain(error));
    } finally {
      parts.known.look();
      parts.changes.look(); // whoever listens hears at once of what the call has written
    }
  };
  return { call, close: () => parts.close(), isLost: false };
}

function lostEngine(options: EngineOptions, reason: LostDecisions): Opened {
  const answer = serve(keptContract, lostHandlers(options));
  const call = async (name: string, input: never, callOptions: object | undefined) => {
    if (name !== 'kept.check' && name !== 'kept.restore') throw reason;
    return answer(name, input, callOptions);
  };
  return { call: call as Engine['call'], close: () => Promise.resolve(), isLost: true };
}

/** The cached images in particular are no photos, wherever the data folder lies. */
function markDataFolders({ cacheFolder, decisionsFile }: EngineOptions): void {
  const images = join(cacheFolder, 'images');
  try {
    makeOwnFolder(images);
    markFolder(images);
    for (const folder of [cacheFolder, dirname(decisionsFile), images])
      makePrivateOwnFolder(folder);
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
    ...burstHandlers(parts),
    ...clockHandlers(parts),
    ...captionHandlers(parts),
    ...writingHandlers(parts),
    ...sidecarHandlers(parts),
    ...presetHandlers(parts),
    ...libraryHandlers(parts),
    ...pageHandlers(parts),
    ...albumHandlers(parts),
    ...ingestHandlers(),
    ...stillsHandlers(parts),
    ...rejectsHandlers(parts),
    ...destinationHandlers(parts),
    ...deliveryHandlers(parts),
    ...reportHandlers(parts),
    ...settingHandlers(parts),
    ...keptHandlers(parts),
    ...forgetHandlers(parts),
    ...demoHandlers(parts),
    ...modelHandlers(parts),
    ...searchHandlers(parts),
    ...vectorHandlers(parts),
    ...tasteHandlers(parts),
    ...teachHandlers(parts),
  };
}
