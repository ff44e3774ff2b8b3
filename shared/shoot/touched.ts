// Which photos an act touches: one decision about several photos, or about a whole burst.

import type { DecisionChange } from '../contract-inputs.ts';
import { bracketMates } from '../bursts/brackets.ts';
import { burstMates } from './burst-covers.ts';

export type Pointed = {
  /** Indices of the photos on the screen, in its order. */
  readonly shown: Uint32Array;
  readonly ids: Float64Array;
  /** Id of the photo that was touched last. */
  readonly selected: number | null;
  /** Ids of several photos selected together; what was selected before `selected` moved on does not count. */
  readonly selection: ReadonlySet<number>;
  /**
   * Whether the act is done in the grid: there it is about all that are selected together, and a selection that is
   * hidden is no selection. Elsewhere it is about the one photo that is looked at.
   */
  readonly inGrid: boolean;
};

/** Indices of the photos that a decision is about, in the order of the screen; none where nothing is pointed at. */
export function touchedPhotos(pointed: Pointed): Uint32Array {
  const { shown, ids, selected, selection, inGrid } = pointed;
  if (selected === null) return new Uint32Array();
  if (inGrid && selection.size > 1 && selection.has(selected)) {
    const several = shown.filter((photo) => selection.has(ids[photo] ?? NaN));
    if (several.length > 0) return several;
  }
  const active = ids.indexOf(selected);
  return active < 0 || (inGrid && !shown.includes(active))
    ? new Uint32Array()
    : Uint32Array.of(active);
}

/**
 * "Keep these of the burst": picks `kept` and rejects the rest of the burst that holds `photo`. An exposure bracket is kept or
 * rejected as a whole.
 */
export function keptOfBurst(
  { bursts, brackets }: { readonly bursts: Uint32Array; readonly brackets: Int32Array },
  ids: Float64Array,
  photo: number,
  kept: Uint32Array,
): DecisionChange[] {
  const whole = new Set(bracketMates(brackets, [...kept]));
  return burstMates(bursts, photo).map((mate) => ({
    id: ids[mate] ?? NaN,
    pick: whole.has(mate) ? 1 : -1,
  }));
}
