// Moving the selection through the order that is shown.

import { only } from '../grid/selection.ts';
import { get, selectedIndex, set } from '../store.ts';

/** Where the selected photo stands in what is shown; -1 when it is not shown. */
export function selectedPlace(): number {
  const index = selectedIndex(get());
  return index < 0 ? -1 : get().shown.indexOf(index);
}

/** Selects the photo at a place of the shown order, the nearest when there is none. */
export function selectPlace(place: number): void {
  const { shown, photos } = get();
  const index = shown[Math.min(shown.length - 1, Math.max(0, place))];
  const id = index === undefined ? undefined : photos?.columns.ids[index];
  if (id !== undefined) set(only(id));
}

export function selectNext(step: number): void {
  const place = selectedPlace();
  selectPlace(place < 0 ? 0 : place + step);
}

export function openLoupe(): void {
  if (selectedPlace() < 0) selectPlace(0);
  if (selectedPlace() >= 0) set({ view: 'loupe', zoomed: false });
}

export function openGrid(): void {
  set({ view: 'grid', zoomed: false });
}
