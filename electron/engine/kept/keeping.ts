// The copies and the log of an open decisions.db, from its opening to its end.

import { reasonOf } from '../../disk/file-errors.ts';
import { logOf, type Database } from '../cache/database.ts';
import { copyDaily } from './copies.ts';

export type Keeping = {
  /** Resolves when all that was said so far is on the disk. Rejects as the file system does. */
  readonly flushed: () => Promise<void>;
  /** What is in the log is in the file itself then, and in the copy of today. */
  end(): void;
};

/**
 * Makes the copy of today where there is none. A copy is made whenever the log begins anew: both together then have all that
 * was ever said, whatever becomes of the file. `note`: whoever cannot have a copy works on without, and is told.
 */
export function openKeeping(
  kept: Database,
  decisionsFile: string,
  note: (sentence: string) => void,
): Keeping {
  const log = logOf(kept);
  const copy = (isOver: boolean) => {
    try {
      copyDaily(kept, decisionsFile, isOver);
    } catch (error) {
      note(`No copy of ${decisionsFile} could be made today: ${reasonOf(error)}.`);
    }
  };
  const beginAnew = () => {
    copy(true);
    try {
      log?.empty();
    } catch (error) {
      // The next opening reads it.
      note(`The log of your decisions could not be emptied: ${reasonOf(error)}.`);
    }
  };
  copy(false);
  return {
    async flushed() {
      await log?.flushed();
      if (log?.isFull !== true) return;
      // Nobody waits for that.
      setImmediate(() => {
        if (kept.open && log.isFull) beginAnew();
      });
    },
    end: beginAnew,
  };
}
