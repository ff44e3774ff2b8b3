// Selecting several photos of the grid: what one then decides is decided about all of them.

import { everything, only, ranged, shownSelected, toggled } from './selection.ts';
import { get, selectedIndex, set, type State } from '../page/store.ts';

const noIds = new Float64Array();

function selectable({ shown, photos }: State) {
  return { shown, ids: photos?.columns.ids ?? noIds };
}

/** What a click on a photo does: alone it selects that photo only. */
export function clickPhoto(id: number, keys: { range: boolean; toggle: boolean }): void {
  const state = get();
  if (keys.range) {
    const index = state.photos?.indexOf.get(id) ?? -1;
    set(ranged(state, selectable(state), state.shown.indexOf(index)));
  } else set(keys.toggle ? toggled(state, id) : only(id));
}

/** Selects everything between where the range began and a place; the nearest when there is none. */
export function extendTo(place: number): void {
  const state = get();
  const nearest = Math.min(state.shown.length - 1, Math.max(0, place));
  set(ranged(state, selectable(state), nearest));
}

export function selectAll(): void {
  const state = get();
  set(everything(state, selectable(state)));
}

/** Back to the one photo that was touched last. */
export function selectOnly(): void {
  set(only(get().selected));
}

/**
 * The photos that a decision is about: in the grid all that are selected and shown, in the other views the one that
 * one is looking at. Indices in the columns, in the order of the screen.
 */
export function decidedAbout(): Uint32Array {
  const state = get();
  const active = selectedIndex(state);
  const several = state.view === 'grid' && state.selection.size > 1;
  const chosen = several ? shownSelected(state, selectable(state)) : [];
  if (chosen.length > 0) return Uint32Array.from(chosen);
  const hidden = state.view === 'grid' && !state.shown.includes(active);
  return active < 0 || hidden ? new Uint32Array() : Uint32Array.of(active);
}

/** How many photos are selected and shown; counted anew only when it can be another number. */
export function selectedCount(state: State): number {
  if (state.selection.size < 2) return state.selected === null ? 0 : 1;
  const { shown, selection, selected, photos } = state;
  const from = [shown, selection, selected, photos?.columns.ids] as const;
  if (!from.every((part, place) => part === counted.from[place]))
    counted = { from, count: shownSelected(state, selectable(state)).length };
  return counted.count;
}

let counted: { readonly from: readonly unknown[]; readonly count: number } = { from: [], count: 0 };
