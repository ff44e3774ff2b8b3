// The one shelf of models: the folder they lie in, what is open of them, and which some call uses at this moment.

import { openModelFolder, type InstalledModel, type ModelFolder } from '../../../models/folder.ts';
import type { Settings } from '../../../shared/settings.ts';

type Releasable = { release(): Promise<void> };

export type Lazy<T> = {
  /** Rejects as `open` does. */
  get(): Promise<T>;
  /** Releases what was opened; the next `get` opens again. */
  release(): Promise<void>;
};

/** Opened when first asked for, once for all who ask; a failure is not kept, so that the next call tries again. */
export function lazily<T extends Releasable>(open: () => Promise<T>): Lazy<T> {
  let opened: Promise<T> | undefined;
  return {
    get() {
      if (opened) return opened;
      const opening = open().catch((error: unknown) => {
        if (opened === opening) opened = undefined;
        throw error;
      });
      opened = opening;
      return opening;
    },
    async release() {
      const taken = opened;
      opened = undefined;
      await (await taken?.catch(() => undefined))?.release();
    },
  };
}

/** What is to be open in a place: by these models and settings. `open` does the same in every call that has the same. */
export type Wanted<T> = {
  readonly models: readonly InstalledModel[];
  readonly settings: Settings;
  open(): Promise<T>;
};

/** Where on the shelf one thing is kept open for the next call that wants it by the same models and settings. */
export type Place<T> = {
  /**
   * Runs `work` with what is wanted; it stays open, and its models in use, until `work` has ended, whatever is wanted
   * meanwhile. What it replaces is released as soon as nobody uses it. Rejects as `open` or `work` does.
   */
  use<R>(wanted: Wanted<T>, work: (opened: T) => Promise<R>): Promise<R>;
};

export type Shelf = {
  /** The model folder as it was when last looked at, or as it is where a file of it was found changed since. */
  folder(): Promise<ModelFolder>;
  /** Looks at the model folder again: after a change, or to see another process's. */
  refresh(): Promise<ModelFolder>;
  /** Runs `work`, which takes models away; who asks for the model folder meanwhile waits. Rejects as `work` does. */
  takeAway<R>(work: (folder: ModelFolder) => Promise<R>): Promise<R>;
  place<T extends Releasable>(): Place<T>;
  /** Runs `work`, during which these models are in use, opened or not. Rejects as `work` does. */
  hold<R>(models: readonly (InstalledModel | null)[], work: () => Promise<R>): Promise<R>;
  /** Also where another one is chosen by now: what runs goes on with the models it began with. */
  isHeld(model: InstalledModel): boolean;
  /** Resolves when all is released: waits for those who still use it. Rejects where something could not be. */
  clear(): Promise<void>;
};

export function createShelf(dir: string): Shelf {
  const { hold, isHeld } = createUsers();
  const places: Dropping[] = [];
  const { folder, refresh, takeAway } = createLooks(dir, (found) => {
    for (const place of places) place.keepOnly(found);
  });
  return {
    folder,
    refresh,
    takeAway,
    hold,
    isHeld,
    place<T extends Releasable>() {
      const place = createPlace<T>(hold);
      places.push(place);
      return place;
    },
    async clear() {
      await Promise.all(places.map((place) => place.clear()));
    },
  };
}

function createLooks(
  dir: string,
  onLook: (folder: ModelFolder) => void,
): Pick<Shelf, 'folder' | 'refresh' | 'takeAway'> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<ModelFolder> | null = null;
  let current: ModelFolder | null = null;
  let changes = 0;
  let changesSeen = 0; // by `current`
  const inTurn = <R>(run: () => Promise<R>): Promise<R> => {
    const result = last.then(run);
    last = result.catch(() => undefined);
    return result;
  };
  const changed = () => {
    changes += 1;
  };
  const open = () => openModelFolder(dir, undefined, changed);
  // One after the other, so that the last look is the one that stays; all who wait share the next one.
  const refresh = () => {
    next ??= inTurn(async () => {
      next = null;
      const seen = changes;
      current = await open();
      changesSeen = seen;
      onLook(current);
      return current;
    });
    return next;
  };
  return {
    refresh,
    folder: async () => (current && changesSeen === changes ? current : refresh()),
    takeAway(work) {
      changed();
      next = null; // who looks from now on looks after it
      return inTurn(async () => {
        changed();
        return work(await open()).finally(changed);
      });
    },
  };
}

function createUsers(): Pick<Shelf, 'hold' | 'isHeld'> {
  const users = new Map<string, number>();
  const count = (models: readonly (InstalledModel | null)[], by: 1 | -1) => {
    for (const { path } of models.flatMap((model) => model?.files ?? [])) {
      const now = (users.get(path) ?? 0) + by;
      if (now === 0) users.delete(path);
      else users.set(path, now);
    }
  };
  return {
    async hold(models, work) {
      count(models, 1);
      try {
        return await work();
      } finally {
        count(models, -1);
      }
    },
    isHeld: ({ files }) => files.some(({ path }) => users.has(path)),
  };
}

type Dropping = {
  /** Drops what is open by models that are no longer in the folder. */
  keepOnly(folder: ModelFolder): void;
  clear(): Promise<void>;
};

function createPlace<T extends Releasable>(hold: Shelf['hold']): Place<T> & Dropping {
  let current: Opened<T> | null = null;
  let dropped: Promise<unknown> = Promise.resolve();
  const drop = () => {
    if (!current) return;
    const { opened, used } = current;
    current = null;
    dropped = Promise.all([dropped, used.then(() => opened.release())]);
    dropped.catch(() => undefined); // `clear` says what could not be released
  };
  return {
    use(wanted, work) {
      const key = keyOf(wanted);
      if (current?.key !== key) drop();
      const { models } = wanted;
      const opened = current?.opened ?? lazily(() => wanted.open());
      const using = hold(models, async () => work(await opened.get()));
      current = { key, models, opened, used: Promise.allSettled([current?.used, using]) };
      return using;
    },
    keepOnly(folder) {
      const isThere = ({ id, files }: InstalledModel) =>
        folder.installed(id)?.files.every(({ sha256 }, i) => sha256 === files[i]?.sha256);
      if (!current?.models.every(isThere)) drop();
    },
    async clear() {
      drop();
      await dropped;
    },
  };
}

type Opened<T> = {
  readonly key: string;
  readonly models: readonly InstalledModel[];
  readonly opened: Lazy<T>;
  /** Settles when the last use has ended. */
  readonly used: Promise<unknown>;
};

/** What decides whether two calls want the same: the files, how they are used, and what runs them. */
function keyOf({ models, settings }: Wanted<unknown>): string {
  const files = models.map(({ files, preprocessing, embedding }) => [
    files.map(({ sha256 }) => sha256),
    preprocessing,
    embedding,
  ]);
  return JSON.stringify([settings['engine.threads'], settings['engine.provider'], files]);
}
