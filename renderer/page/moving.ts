// Moving the selection through the order that is shown, and from one view to another.

import { want } from '../../shared/shoot/acts/finding.ts';
import { only } from '../../shared/shoot/selection.ts';
import { forget } from '../../shared/shoot/acts/undo.ts';
import { drawnOf } from '../survey/layout.ts';
import type { View } from './page.ts';
import { opened, screen, selectedIndex, setScreen, shoot } from './store.ts';

/** Where the selected photo stands in what is shown; -1 when it is not shown. */
export function selectedPlace(): number {
  const index = selectedIndex(shoot());
  return index < 0 ? -1 : shoot().order.shown.indexOf(index);
}

/** Keys act on another photo of those on the screen; what is selected together stays. */
export function actOn(id: number | undefined | null): void {
  if (id !== undefined && id !== null) want(opened(), { selected: id });
}

/** Selects the photo at a place of the shown order, the nearest when there is none. */
export function selectPlace(place: number): void {
  const { known, order } = shoot();
  const index = order.shown[Math.min(order.shown.length - 1, Math.max(0, place))];
  const id = known.photos.columns.ids[index ?? -1];
  if (id !== undefined) want(opened(), only(id));
}

/** Where one stands in what is shown: the selected photo, or the top of the stack that it is in; -1 when neither is. */
function placeHere(): number {
  const { known, order } = shoot();
  const index = selectedIndex(shoot());
  if (index < 0) return -1;
  const { bursts } = known.photos;
  const place = order.shown.indexOf(index);
  return place >= 0 ? place : order.shown.findIndex((photo) => bursts[photo] === bursts[index]);
}

/** What one goes through photo by photo: in what was opened from a survey its photos, else null for all that are shown. */
function photosToPass(): readonly number[] | null {
  const { trail, surveyed } = screen();
  return trail.includes('survey') ? drawnOf(surveyed) : null;
}

/** The place of the nearest photo of another moment: frames of a burst that is open have keys of their own. */
function momentBeside(place: number, step: -1 | 1): number {
  const { known, wanted, order } = shoot();
  const { bursts } = known.photos;
  const burstAt = (at: number) => bursts[order.shown[at] ?? -1];
  let beside = place + step;
  if (!wanted.filters.stacked) return beside;
  while (burstAt(beside) !== undefined && burstAt(beside) === burstAt(place)) beside += step;
  return burstAt(beside) === undefined ? place : beside;
}

/** One photo on or back, where one photo is looked at. */
export function selectNext(step: -1 | 1): void {
  const ids = photosToPass();
  const place = ids ? ids.indexOf(shoot().wanted.selected ?? NaN) : placeHere();
  const next =
    place < 0 ? 0 : ids || screen().view === 'grid' ? place + step : momentBeside(place, step);
  if (ids) actOn(ids[Math.min(ids.length - 1, Math.max(0, next))]);
  else selectPlace(next);
}

/** The first or the last photo of those that one goes through. */
export function selectEnd(end: 'first' | 'last'): void {
  const ids = photosToPass();
  if (ids) actOn(ids.at(end === 'first' ? 0 : -1));
  else selectPlace(end === 'first' ? 0 : shoot().order.shown.length - 1);
}

/** Another view. What was taken out of a survey is put back only while that survey is there to go back to. */
function show(view: View, trail: readonly View[]): void {
  if (view !== 'survey' && !trail.includes('survey')) forgetTakenOut();
  setScreen({ view, trail, zoomed: false });
}

export function forgetTakenOut(): void {
  for (const step of screen().takenOut) forget(opened(), 'looked', step);
  setScreen({ takenOut: [] });
}

/** Looks in another way; Escape comes back to this one. */
export function enter(view: View): void {
  const { view: here, trail } = screen();
  const before = trail.indexOf(view);
  const through = here === view ? trail : [...trail, here];
  show(view, before >= 0 ? trail.slice(0, before) : through);
}

/** Back to where one came from, at last to the grid. */
export function goBack(): void {
  const { trail } = screen();
  const view = trail.at(-1) ?? 'grid';
  if (view === 'grid') {
    openGrid();
    return;
  }
  show(view, trail.slice(0, -1));
  const onScreen = photosOf(view);
  if (!onScreen.includes(shoot().wanted.selected ?? NaN)) actOn(onScreen[0]);
}

/** The ids that a view of several photos has on the screen, the one first that keys act on when it opens. */
function photosOf(view: View): readonly number[] {
  const { surveyed, compared } = screen();
  if (view === 'survey') return drawnOf(surveyed);
  if (view !== 'compare' || !compared) return [];
  return [compared.candidate, compared.select].filter((id) => id !== null);
}

/** Before another view opens: the first photo, when none is selected or the grid does not show the selected one. */
export function selectShown(): void {
  const isHidden = screen().view === 'grid' && selectedPlace() < 0;
  if (shoot().wanted.selected === null || isHidden) selectPlace(0);
}

export function openLoupe(): void {
  selectShown();
  if (selectedIndex(shoot()) >= 0) enter('loupe');
}

export function openFaces(): void {
  selectShown();
  if (selectedIndex(shoot()) >= 0) enter('faces');
}

/** Where the selected photo is in a stack, the one on top is selected instead. */
export function selectTop(): void {
  const place = placeHere();
  if (place >= 0 && selectedPlace() < 0) selectPlace(place);
}

/** A photo that the grid keeps in a stack is found there by the one on top. */
export function openGrid(): void {
  show('grid', []);
  selectTop();
}
