// What of the insights is looked at in the grid, to go back to.

import type { Wanted } from '../../shared/shoot/shoot.ts';

/** A mark of a chart whose photos are looked at. */
export type InsightOpened = {
  /** Id of its element, which has the focus again when one comes back. */
  readonly from: string;
  /** How one looked at the photos before. */
  readonly before: Pick<Wanted, 'filters' | 'person' | 'search'>;
};
