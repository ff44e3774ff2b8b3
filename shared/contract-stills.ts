// What goes into taking stills of videos, and what comes out.

import { z } from 'zod';
import { folders } from './contract-inputs.ts';

/** `videos`: paths of videos in these folders, to take stills of them alone; all when left out. */
export const stillsOfFolders = folders.extend({
  videos: z.array(z.string().min(1)).min(1).optional(),
});

/** How many of the videos are done, the one that is looked at in part. */
export type StillsProgress = {
  readonly done: number;
  readonly total: number;
  /** Null until it can be told. */
  readonly secondsLeft: number | null;
};

export type StillsTaken = {
  readonly videos: readonly {
    readonly path: string;
    /** Seconds of the video that were looked at. */
    readonly seconds: number;
    readonly stills: number;
    /** Why there are none, or not all, as a sentence; null where there is nothing to say. */
    readonly problem: string | null;
  }[];
};
