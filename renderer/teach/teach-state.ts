// What is to be taught, and how far that is, whether its window is there or not.

import type { TaughtModel, TeachProgress } from '../../shared/teach/taught-model.ts';

export type TeachForm = {
  readonly folder: string | null;
  /** Path of a table that names the sports, as it was typed; empty takes the subfolders. */
  readonly labels: string;
  readonly name: string;
  /** Whether a layer stands between the features and the sports. */
  readonly twoLayers: boolean;
};

export type TeachRun =
  | { readonly state: 'none'; readonly problem: string | null }
  | {
      readonly state: 'running';
      readonly progress: TeachProgress | null;
      readonly stop: AbortController;
    }
  | {
      readonly state: 'done';
      readonly taught: TaughtModel;
      /** Whether it tells the sports now. */
      readonly used: boolean;
      readonly problem: string | null;
    };

export type TeachState = { readonly form: TeachForm; readonly run: TeachRun };

export const firstTeach: TeachState = {
  form: { folder: null, labels: '', name: '', twoLayers: false },
  run: { state: 'none', problem: null },
};
