// What insights are worked out from.

import type { DecisionColumns, PersonGroups, SubjectPlaces } from '../contract-outputs.ts';
import type { LeftOut } from '../left-out.ts';
import type { PhotoColumns } from '../photo.ts';

/** Of the open folders, everything in the order of the columns' photos. */
export type InsightsOf = {
  readonly columns: PhotoColumns;
  /** NaN for photos that nobody has looked at. */
  readonly scores: Float64Array;
  readonly bursts: Uint32Array;
  readonly decisions: DecisionColumns;
  /** Null while the faces are not grouped. */
  readonly groups: PersonGroups | null;
  /** Null where they are not of these photos. */
  readonly subjects: SubjectPlaces | null;
  readonly leftOut: LeftOut;
  /** Files that could not be read. */
  readonly unreadable: number;
};
