// Moving the selection through the order that is shown.

import { only } from '../grid/selection.ts';
import { get, selectedIndex, set, type View } from './store.ts';
import { drawnOf } from '../survey/layout.ts';

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

/** Where one stands in what is shown: the selected photo, or the top of the stack that it is in; -1 when neither is. */
function placeHere(): number {
  const { photos, shown } = get();
  const index = selectedIndex(get());
  if (!photos || index < 0) return -1;
  const place = shown.indexOf(index);
  const burst = photos.bursts[index];
  return place >= 0 ? place : shown.findIndex((photo) => photos.bursts[photo] === burst);
}

/** What one goes through photo by photo: in what was opened from a survey its photos, else null for all that are shown. */
function goneThrough(): readonly number[] | null {
  const { trail, surveyed } = get();
  return trail.includes('survey') ? drawnOf(surveyed) : null;
}

/** One photo on or back, where one photo is looked at. */
export function selectNext(step: -1 | 1): void {
  const { selected } = get();
  const ids = goneThrough();
  const place = ids ? ids.indexOf(selected ?? NaN) : placeHere();
  const next = place < 0 ? 0 : place + step;
  if (!ids) selectPlace(next);
  else set({ selected: ids[Math.min(ids.length - 1, Math.max(0, next))] ?? selected });
}

/** The first or the last photo of those that one goes through. */
export function selectEnd(end: 'first' | 'last'): void {
  const ids = goneThrough();
  if (!ids) selectPlace(end === 'first' ? 0 : get().shown.length - 1);
  else set({ selected: ids.at(end === 'first' ? 0 : -1) ?? get().selected });
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
  const { trail, selected } = get();
  const view = trail.at(-1) ?? 'grid';
  if (view === 'grid' || view === 'start') {
    openGrid();
    return;
  }
  set({ view, trail: trail.slice(0, -1), zoomed: false });
  const onScreen = photosOf(view);
  const [first] = onScreen;
  if (first !== undefined && !onScreen.includes(selected ?? NaN)) set({ selected: first });
}

/** The ids that a view of several photos has on the screen, the one first that keys act on when it opens. */
function photosOf(view: View): readonly number[] {
  const { surveyed, compared } = get();
  if (view === 'survey') return drawnOf(surveyed);
  if (view !== 'compare' || !compared) return [];
  return [compared.candidate, compared.select].filter((id) => id !== null);
}

/** Before another view opens: the first photo, when none is selected or the grid does not show the selected one. */
export function selectShown(): void {
  if (get().selected === null || (get().view === 'grid' && selectedPlace() < 0)) selectPlace(0);
}

export function openLoupe(): void {
  selectShown();
  if (selectedIndex(get()) >= 0) enter('loupe');
}

export function openFaces(): void {
  selectShown();
  if (selectedIndex(get()) >= 0) enter('faces');
}

/** A photo that the grid keeps in a stack is found there by the one on top. */
export function openGrid(): void {
  set({ view: 'grid', zoomed: false, trail: [] });
  const place = placeHere();
  if (place >= 0 && selectedPlace() < 0) selectPlace(place);
}
