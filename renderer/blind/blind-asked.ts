// Two rankings that are compared blind, as the page remembers it while their folders are open.

import type { BlindVerdict } from '../../shared/blind/blind-result.ts';
import type { BlindPair } from '../../shared/blind/disagreements.ts';

export type BlindAsked = {
  /** Of their presets; empty for the weights in use. */
  readonly names: readonly [first: string, second: string];
  /** By the ids of the photos. */
  readonly pairs: readonly BlindPair[];
  /** Of the pairs in their order, as far as they were shown. */
  readonly said: readonly BlindVerdict[];
};
