// The pair of photos that is asked about, as the page remembers it.

import type { Choice } from '../../shared/taste/choice.ts';
import type { TastePair } from '../../shared/contract.ts';

/** What the taste view knows; null before it was opened. */
export type TasteAsked = {
  /** Null while two photos are looked for. */
  readonly asked: TastePair | null;
  /** An answer is on its way: another would be about photos that are no longer shown. */
  readonly busy: boolean;
  /** Choices that were taken back and can be made again, the last one last. */
  readonly takenBack: readonly Choice[];
};
