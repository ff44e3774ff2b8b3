// Several photos on one screen: which they are, which is looked at, and taking one out without deciding about it.

import { burstMates } from '../../shared/shoot/burst-covers.ts';
import { noteAndSay } from '../../shared/shoot/acts/undo.ts';
import type { Step } from '../../shared/shoot/undo-line.ts';
import { byPlace } from '../compare/order.ts';
import { selectedTogether } from '../grid/selecting.ts';
import type { ActionId } from '../keys/key-table.ts';
import { fileName } from '../page/file-name.ts';
import { actOn, enter, forgetTakenOut, selectShown } from '../page/moving.ts';
import { opened, page, screen, selectedIndex, setScreen, shoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { drawnOf, placeAcross } from './layout.ts';

/** Surveys the selected photos, else the burst of the one that is selected. */
export function openSurvey(): void {
  if (screen().view === 'survey') return;
  selectShown();
  const { selected } = shoot().wanted;
  if (selected === null) return;
  const surveyed = photosToSurvey();
  const drawn = drawnOf(surveyed);
  forgetTakenOut();
  setScreen({ surveyed });
  enter('survey');
  actOn(drawn.includes(selected) ? selected : drawn[0]);
}

/** Ids, best first. */
function photosToSurvey(): readonly number[] {
  const { known, order } = shoot();
  const { columns, bursts } = known.photos;
  const index = selectedIndex(shoot());
  if (index < 0) return [];
  const several = selectedTogether(shoot());
  const mates = () => byPlace(Uint32Array.from(burstMates(bursts, index)), order.ranking.places);
  return Array.from(several.length > 0 ? several : mates(), (photo) => columns.ids[photo] ?? 0);
}

export function moveInSurvey(action: ActionId): void {
  const { surveyed } = screen();
  const place = surveyed.indexOf(shoot().wanted.selected ?? NaN);
  actOn(surveyed[placeAfter(action, place)]);
}

function placeAfter(action: ActionId, place: number): number {
  const boxes = page().onScreen.survey;
  if (action === 'first' || place < 0) return 0;
  if (action === 'last') return boxes.length - 1;
  if (action === 'up' || action === 'down')
    return placeAcross(boxes, place, action === 'up' ? -1 : 1);
  return Math.min(boxes.length - 1, Math.max(0, place + (action === 'left' ? -1 : 1)));
}

/** Takes the photo that is looked at out of the survey: nothing is decided about it. */
export function takeOut(): void {
  const { surveyed, takenOut } = screen();
  const { known, wanted } = shoot();
  const place = surveyed.indexOf(wanted.selected ?? NaN);
  const id = surveyed[place];
  if (id === undefined || surveyed.length < 2) return;
  const remove = () => {
    const left = screen().surveyed.filter((other) => other !== id);
    change(left, left[Math.min(place, left.length - 1)]);
  };
  const putBack = () => {
    const now = screen().surveyed;
    if (!now.includes(id)) change(now.toSpliced(place, 0, id), id);
  };
  const path = known.photos.columns.paths[known.photos.indexOf.get(id) ?? -1] ?? '';
  const text = strings.survey.takenOut(fileName(path));
  const step: Step = { text, undo: putBack, redo: remove };
  remove();
  setScreen({ takenOut: [...takenOut, step] });
  noteAndSay(opened(), 'looked', step);
}

/** A photo of the survey that one looks at more closely stays on the screen, whatever is put back behind it. */
function change(surveyed: readonly number[], selected: number | undefined): void {
  setScreen({ surveyed });
  if (screen().view === 'survey') actOn(selected);
}
