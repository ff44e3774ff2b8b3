// From a key press to what it does, in whatever view the page shows.

import { flushSync } from 'react-dom';
import { keysOf } from './key-sets.ts';
import { meaningOf, type ActionId, type KeyView } from './key-table.ts';
import { get, selectedIndex, set } from '../page/store.ts';
import { strings } from '../strings.ts';
import { pan } from '../viewer/pan.ts';
import { openChooser } from '../start/choosing.ts';
import {
  moveCandidate,
  openCompare,
  otherSide,
  promoteCandidate,
  swapSides,
} from '../compare/comparing.ts';
import { decideSelected, pickBest } from '../page/deciding.ts';
import { byPointer } from '../page/gesture.ts';
import { moveInGrid } from '../grid/moves.ts';
import { focusView } from '../page/lost-focus.ts';
import { openModels } from '../models/model-acts.ts';
import { goBack, openFaces, openGrid, openLoupe, selectEnd, selectNext } from '../page/moving.ts';
import { setFilters, settle } from '../weights/ranking.ts';
import { clearSearch } from '../search/searching.ts';
import { selectAll, selectOnly } from '../grid/selecting.ts';
import { touched } from '../page/settle.ts';
import { moveInSurvey, openSurvey, takeOut } from '../survey/surveying.ts';
import { redoLast, undoLast } from '../page/toast.ts';
import { toggleZoom } from '../viewer/zoom.ts';

export function listenToKeys(): void {
  window.addEventListener('keydown', onKey);
  window.addEventListener('change', afterChoice);
  for (const kind of ['wheel', 'pointermove'] as const)
    window.addEventListener(kind, touched, { passive: true });
}

function onKey(event: KeyboardEvent): void {
  touched();
  const { view, dialog } = get();
  if (event.defaultPrevented || dialog !== null) return;
  const keyView = view === 'start' ? 'grid' : view;
  const meaning = meaningOf(event, keyView, keysOf(get().keys));
  if (!meaning || belongsToControl(event, meaning.action)) return;
  if (view === 'start' && !atStart.has(meaning.action)) return;
  event.preventDefault();
  const capsLock = event.getModifierState('CapsLock') && !isMove(meaning.action);
  run(meaning.action, keyView, meaning.shifted || capsLock);
}

/**
 * Whoever chose in a dropdown with the pointer is done with it: the next key means the photos again. Whoever came to it
 * by the keyboard stays, goes through it with the arrows and types the names of what it offers.
 */
function afterChoice({ target }: Event): void {
  if (!(target instanceof HTMLSelectElement) || !byPointer() || get().dialog !== null) return;
  focusView();
}

const atStart: ReadonlySet<ActionId> = new Set(['open', 'models', 'help']);

/** Keys that the focused control needs itself: text in fields, arrows on sliders, Enter and Space on buttons. */
function belongsToControl(event: KeyboardEvent, action: ActionId): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) {
    if (target.type === 'range') return isMove(action);
    if (target.type === 'checkbox' || target.type === 'radio')
      return isMove(action) || event.key === ' ';
    return true;
  }
  const pressed = event.key === 'Enter' || event.key === ' ';
  return pressed && target.closest('button, summary, a') !== null;
}

const moves: ReadonlySet<ActionId> = new Set([
  'left',
  'right',
  'up',
  'down',
  'first',
  'last',
  'pageUp',
  'pageDown',
]);

function isMove(action: ActionId): boolean {
  return moves.has(action);
}

function decision(action: ActionId): Parameters<typeof decideSelected>[0] | null {
  const [, kind, value] = /^(stars|label)(\d)$/.exec(action) ?? [];
  if (kind === 'stars') return { stars: Number(value) };
  if (kind === 'label') return { label: Number(value) };
  if (action === 'togglePick') return { pick: isPicked() ? 0 : 1 };
  if (action === 'pick') return { pick: 1 };
  if (action === 'reject') return { pick: -1 };
  return action === 'clear' ? { pick: 0 } : null;
}

function isPicked(): boolean {
  const state = get();
  return state.decisions.pick[selectedIndex(state)] === 1;
}

/** What a key or a button of that name does; `shifted`: and go on after deciding, or take along what is passed. */
export function run(action: ActionId, view: KeyView, shifted = false): void {
  const decided = decision(action);
  if (decided) {
    const id = get().selected;
    void decideSelected(decided, strings.actions[action]);
    if (shifted && get().selected === id) goOn(view);
    return;
  }
  if (isMove(action)) {
    move(action, view, shifted);
    return;
  }
  others[action]?.();
}

/** After deciding about one photo: to the next, wherever one is. */
function goOn(view: KeyView): void {
  if (view === 'compare') moveCandidate(1);
  else if (view === 'survey') moveInSurvey('right');
  else if (view !== 'grid' || get().selection.size < 2) selectNext(1);
}

function move(action: ActionId, view: KeyView, shifted: boolean): void {
  if (shifted && pan(action)) return;
  if (view === 'grid') moveInGrid(action, shifted);
  else if (view === 'survey') moveInSurvey(action);
  else if (view === 'compare') moveInCompare(action);
  else if (action === 'left' || action === 'up') selectNext(-1);
  else if (action === 'right' || action === 'down') selectNext(1);
  else selectEnd(action === 'first' ? 'first' : 'last');
}

function moveInCompare(action: ActionId): void {
  if (action === 'left' || action === 'right') moveCandidate(action === 'left' ? -1 : 1);
  else if (action === 'first' || action === 'last') moveCandidate(action);
}

const others: Readonly<Partial<Record<ActionId, () => void>>> = {
  pickBest: () => void pickBest(),
  selectAll,
  undo: () => void undoLast(),
  redo: () => void redoLast(),
  grid: openGrid,
  loupe: openLoupe,
  zoom: () => {
    if (get().view === 'loupe' || get().view === 'compare') toggleZoom();
    else openLoupe();
  },
  back: () => {
    if (get().zoomed) set({ zoomed: false });
    else if (get().view !== 'grid') goBack();
    else if (get().selection.size > 1) selectOnly();
    else clearSearch();
  },
  compare: openCompare,
  survey: openSurvey,
  faces: openFaces,
  swap: swapSides,
  promote: promoteCandidate,
  otherSide,
  takeOut,
  search: () => {
    if (get().view !== 'grid') flushSync(openGrid); // the box is there only once the grid is
    document.getElementById('search')?.focus();
  },
  album: () => set({ dialog: 'album' }),
  models: openModels,
  help: () => set({ dialog: 'help' }),
  open: openChooser,
  people: () => set({ peopleOpen: !get().peopleOpen }),
  ranking: () => set({ rankingOpen: !get().rankingOpen }),
  stack: () => setFilters({ stacked: !get().filters.stacked }),
  settle,
};
