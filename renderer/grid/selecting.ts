// Selecting several photos of the grid: what one then decides is decided about all of them.

import { want } from '../../shared/shoot/acts/finding.ts';
import {
  everything,
  only,
  ranged,
  shownSelected,
  toggled,
  type Selectable,
} from '../../shared/shoot/selection.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import { opened, shoot } from '../page/store.ts';

function selectable({ known, order }: Shoot): Selectable {
  return { shown: order.shown, ids: known.photos.columns.ids };
}

/** What a click on a photo does: alone it selects that photo only. */
export function clickPhoto(id: number, keys: { range: boolean; toggle: boolean }): void {
  const { known, wanted, order } = shoot();
  if (keys.range) {
    const index = known.photos.indexOf.get(id) ?? -1;
    want(opened(), ranged(wanted, selectable(shoot()), order.shown.indexOf(index)));
  } else want(opened(), keys.toggle ? toggled(wanted, id) : only(id));
}

/** Selects everything between where the range began and a place; the nearest when there is none. */
export function extendTo(place: number): void {
  const { wanted, order } = shoot();
  const nearest = Math.min(order.shown.length - 1, Math.max(0, place));
  want(opened(), ranged(wanted, selectable(shoot()), nearest));
}

export function selectAll(): void {
  want(opened(), everything(shoot().wanted, selectable(shoot())));
}

/** Back to the one photo that was touched last. */
export function selectOnly(): void {
  want(opened(), only(shoot().wanted.selected));
}

/** The photos that are selected together and shown; none where fewer than two are. */
export function selectedTogether(state: Shoot): Uint32Array {
  const { selected, selection } = state.wanted;
  if (selected === null || !selection.has(selected)) return new Uint32Array();
  const several = shownSelected(state.wanted, selectable(state));
  return several.length > 1 ? several : new Uint32Array();
}
