// Several photos on one screen: which they are, which is looked at, and taking one out without deciding about it.

import type { ActionId } from '../keys/key-table.ts';
import { shownSelected } from '../grid/selection.ts';
import { get, selectedIndex, set, useStore, type State, type UndoStep } from '../page/store.ts';
import { strings } from '../strings.ts';
import { drawnOf, placeAcross, type SurveyBox } from './layout.ts';
import { fileName } from '../page/deciding.ts';
import { enter, selectShown } from '../page/moving.ts';
import { didUndoable, wasNotDone } from '../page/toast.ts';

/** Surveys the selected photos, else the burst of the one that is selected. */
export function openSurvey(): void {
  if (get().view === 'survey') return;
  selectShown();
  const state = get();
  if (state.selected === null) return;
  const surveyed = surveyedFrom(state);
  const drawn = drawnOf(surveyed);
  const selected = drawn.includes(state.selected) ? state.selected : (drawn[0] ?? state.selected);
  forgetTakenOut();
  set({ surveyed, selected });
  enter('survey');
}

/** Ids, best first. */
function surveyedFrom(state: State): readonly number[] {
  const { photos, shown, selection, selected, ranking } = state;
  const index = selectedIndex(state);
  if (!photos || index < 0) return [];
  const { ids } = photos.columns;
  const idsOf = (found: ArrayLike<number>) => Array.from(found, (photo) => ids[photo] ?? 0);
  if (selected !== null && selection.has(selected)) {
    const several = shownSelected(state, { shown, ids });
    if (several.length > 1) return idsOf(several);
  }
  const burst = photos.bursts[index];
  const place = (photo: number) => ranking.places[photo] ?? Infinity;
  const mates = Array.from(photos.bursts.keys()).filter((photo) => photos.bursts[photo] === burst);
  return idsOf(mates.sort((a, b) => place(a) - place(b) || a - b));
}

let layout: readonly SurveyBox[] = [];

/** What the survey has on the screen now, in the order of the surveyed photos. */
export function noteSurvey(boxes: readonly SurveyBox[]): void {
  layout = boxes;
}

export function moveInSurvey(action: ActionId): void {
  const { surveyed, selected } = get();
  const place = surveyed.indexOf(selected ?? NaN);
  const id = surveyed[placeAfter(action, place, layout.length)];
  if (id !== undefined) set({ selected: id });
}

function placeAfter(action: ActionId, place: number, count: number): number {
  if (action === 'first' || place < 0) return 0;
  if (action === 'last') return count - 1;
  if (action === 'up' || action === 'down')
    return placeAcross(layout, place, action === 'up' ? -1 : 1);
  return Math.min(count - 1, Math.max(0, place + (action === 'left' ? -1 : 1)));
}

/** Takes the photo that is looked at out of the survey: nothing is decided about it. */
export function takeOut(): void {
  const { surveyed, selected, photos } = get();
  const place = surveyed.indexOf(selected ?? NaN);
  const id = surveyed[place];
  if (id === undefined || !photos || surveyed.length < 2) return;
  const remove = () => {
    const left = get().surveyed.filter((other) => other !== id);
    change(left, left[Math.min(place, left.length - 1)]);
  };
  const path = photos.columns.paths[photos.indexOf.get(id) ?? -1] ?? '';
  const putBack = () => {
    const now = get().surveyed;
    if (!now.includes(id)) change(now.toSpliced(place, 0, id), id);
  };
  const text = strings.survey.takenOut(fileName(path));
  const step: UndoStep = { text, undo: putBack, redo: remove };
  remove();
  takenOut = [...takenOut, step];
  didUndoable(step);
}

/** A photo of the survey that one looks at more closely stays on the screen, whatever is put back behind it. */
function change(surveyed: readonly number[], selected: number | undefined): void {
  set({ surveyed, ...(get().view === 'survey' && selected !== undefined && { selected }) });
}

/** The steps back of the survey that is open: in another they would put photos where they do not belong. */
let takenOut: readonly UndoStep[] = [];

function forgetTakenOut(): void {
  const steps = takenOut;
  takenOut = [];
  steps.forEach(wasNotDone);
}

useStore.subscribe(({ view, trail }) => {
  const left = view !== 'survey' && !trail.includes('survey');
  if (left && takenOut.length > 0) forgetTakenOut();
});
