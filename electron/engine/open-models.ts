// The model folder as the handlers use it: looked at once, and again after a change.

import { openModelFolder, type ModelFolder } from '../../models/folder.ts';
import { changesFound } from '../../models/still-whole.ts';
import { createModelsInUse, type ModelsInUse } from './running/models-in-use.ts';
import { openedOnce } from './running/opened-once.ts';

export type OpenModels = {
  /** As it was when last looked at. */
  folder(): Promise<ModelFolder>;
  /** Looks at it again: after a change, or to see another process's. */
  refresh(): Promise<ModelFolder>;
  /** Runs `work`, which takes models away; whoever asks for the folder meanwhile waits. Rejects as `work` does. */
  whileGoing<R>(work: () => Promise<R>): Promise<R>;
  /** What of the models some call works with. */
  readonly inUse: ModelsInUse;
};

export function openModels(dir: string): OpenModels {
  let folder = openedOnce(() => openModelFolder(dir));
  let changesKnown = changesFound();
  let refreshed: Promise<unknown> = Promise.resolve();
  const look = async (): Promise<ModelFolder> => {
    const fresh = openedOnce(() => openModelFolder(dir));
    const changes = changesFound();
    const opened = await fresh.get();
    changesKnown = changes;
    folder = fresh;
    return opened;
  };
  let next: Promise<ModelFolder> | null = null;
  // One after the other, so that the last look is the one that stays; all who wait share the next one.
  const refresh = () => {
    next ??= refreshed.then(() => {
      next = null;
      const looking = look();
      refreshed = looking.catch(() => undefined);
      return looking;
    });
    return next;
  };
  let going: Promise<unknown> = Promise.resolve();
  return {
    async folder() {
      await going;
      return changesKnown === changesFound() ? folder.get() : refresh();
    },
    refresh,
    whileGoing(work) {
      const gone = going.then(work);
      going = gone.catch(() => undefined);
      return gone;
    },
    inUse: createModelsInUse(),
  };
}
