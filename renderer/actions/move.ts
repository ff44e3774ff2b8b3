// Moving the selection through the order that is shown.

import { only } from '../grid/selection.ts';
import { get, selectedIndex, set, type View } from '../store.ts';

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

/** Looks in another way; Escape comes back to this one. */
export function enter(view: View): void {
  const { view: here, trail } = get();
  const before = trail.indexOf(view);
  const through = here === view ? trail : [...trail, here];
  set({ view, trail: before >= 0 ? trail.slice(0, before) : through, zoomed: false });
}

/** Back to where one came from, at last to the grid. */
export function goBack(): void {
  const { trail, surveyed, selected } = get();
  const view = trail.at(-1) ?? 'grid';
  if (view === 'grid' || view === 'start') {
    openGrid();
    return;
  }
  set({ view, trail: trail.slice(0, -1), zoomed: false });
  const first = surveyed[0];
  if (view === 'survey' && first !== undefined && !surveyed.includes(selected ?? NaN))
    set({ selected: first });
}

export function openLoupe(): void {
  if (get().selected === null || (get().view === 'grid' && selectedPlace() < 0)) selectPlace(0);
  if (selectedIndex(get()) >= 0) enter('loupe');
}

export function openFaces(): void {
  if (get().selected === null || (get().view === 'grid' && selectedPlace() < 0)) selectPlace(0);
  if (selectedIndex(get()) >= 0) enter('faces');
}

/** A photo that the grid keeps in a stack is found there by the one on top. */
export function openGrid(): void {
  set({ view: 'grid', zoomed: false, trail: [] });
  const { photos, shown } = get();
  const index = selectedIndex(get());
  if (!photos || index < 0 || selectedPlace() >= 0) return;
  const burst = photos.bursts[index];
  const top = shown.findIndex((photo) => photos.bursts[photo] === burst);
  if (top >= 0) selectPlace(top);
}
