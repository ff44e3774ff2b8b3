// What the page knows of models, and of what is on its way.

import type { DownloadProgress, ModelStatus } from '../../shared/models.ts';

/** A download that runs, or one that ended with a problem. */
export type Download = {
  readonly progress: DownloadProgress | null;
  readonly problem: string | null;
  /** Null once it has ended. */
  readonly stop: AbortController | null;
};

export type ModelsState = {
  readonly list: readonly ModelStatus[] | null;
  /** Why there is no list. */
  readonly problem: string | null;
  /** By the model's id. */
  readonly downloads: Readonly<Partial<Record<string, Download>>>;
  readonly verifying: boolean;
  /** What the last check, import or removal said. */
  readonly said: string | null;
};
