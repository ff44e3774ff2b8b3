// What teaching gave, as it is shown: the model that was made, and how right it is on photos held out.

import type { ModelStatus } from '../models.ts';
import type { TaughtFigures } from './taught.ts';

/** Photos of the folder that were not learned from. */
export type LeftOut = {
  /** Of no class. */
  readonly unlabelled: number;
  /** The same picture lies in two classes. */
  readonly contradicting: number;
  /** They could not be read. */
  readonly unread: number;
};

/** What was learned from: what the network that finds players sees, or CLIP. */
export type TaughtOn = 'bodies' | 'clip';

export type TaughtModel = {
  /** Listed and installed; used once the user chooses it. */
  readonly model: ModelStatus;
  readonly features: TaughtOn;
  /** Units between features and classes; 0 for one layer. */
  readonly hidden: number;
  readonly figures: TaughtFigures;
  readonly leftOut: LeftOut;
  /** The largest difference between a probability as it was taught and as Podium's run of the file gives it. */
  readonly parity: number;
  /** Of the learning alone, held-out heads included. */
  readonly seconds: number;
};

export type TeachProgress = {
  /** Photos are looked at first, then learned from. */
  readonly step: 'looking' | 'learning';
  readonly done: number;
  readonly total: number;
  /** Null while it cannot be told. */
  readonly secondsLeft: number | null;
};
