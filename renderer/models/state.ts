// What the page knows of models: the list and the downloads. Apart from store.ts because it outlives the open folders.

import { create } from 'zustand';
import type { DownloadProgress, ModelStatus } from '../../shared/models.ts';

/** A download that runs, or one that ended with a problem. */
export type Download = {
  readonly progress: DownloadProgress | null;
  readonly problem: string | null;
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

const empty: ModelsState = {
  list: null,
  problem: null,
  downloads: {},
  verifying: false,
  said: null,
};

export const useModels = create<ModelsState>()(() => empty);
