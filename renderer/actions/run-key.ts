// From a key press to what it does, in whatever view the page shows.

import { keysOf } from '../key-sets.ts';
import { meaningOf, type ActionId, type KeyView } from '../keys.ts';
import { get, selectedIndex, set } from '../store.ts';
import { strings } from '../strings.ts';
import { openChooser } from './choose.ts';
import { decideSelected, pickBest } from './decide.ts';
import { moveInGrid } from '../grid/moves.ts';
import { openGrid, openLoupe, selectedPlace, selectNext, selectPlace } from './move.ts';
import { setFilters, settle } from './rank.ts';
import { selectAll, selectOnly } from './select.ts';
import { touched } from './settle.ts';
import { redoLast, undoLast } from './toast.ts';

export function listenToKeys(): void {
  window.addEventListener('keydown', onKey);
  for (const kind of ['wheel', 'pointermove'] as const)
    window.addEventListener(kind, touched, { passive: true });
}

function onKey(event: KeyboardEvent): void {
  touched();
  const { view, dialog } = get();
  if (event.defaultPrevented || dialog !== null) return;
  const meaning = meaningOf(event, view === 'loupe' ? 'loupe' : 'grid', keysOf(get().keys));
  if (!meaning || belongsToControl(event, meaning.action)) return;
  if (view === 'start' && !atStart.has(meaning.action)) return;
  event.preventDefault();
  const capsLock = event.getModifierState('CapsLock') && !isMove(meaning.action);
  run(meaning.action, view === 'loupe' ? 'loupe' : 'grid', meaning.shifted || capsLock);
}

const atStart: ReadonlySet<ActionId> = new Set(['open', 'help']);

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
    const place = selectedPlace();
    const id = get().selected;
    void decideSelected(decided, strings.actions[action]);
    if (shifted && get().selected === id && get().selection.size < 2) selectPlace(place + 1);
    return;
  }
  if (isMove(action)) {
    move(action, view, shifted);
    return;
  }
  others[action]?.();
}

function move(action: ActionId, view: KeyView, shifted: boolean): void {
  if (view === 'grid') moveInGrid(action, shifted);
  else if (action === 'left' || action === 'up') selectNext(-1);
  else if (action === 'right' || action === 'down') selectNext(1);
  else selectPlace(action === 'first' ? 0 : get().shown.length - 1);
}

const others: Readonly<Partial<Record<ActionId, () => void>>> = {
  pickBest: () => void pickBest(),
  selectAll,
  undo: () => void undoLast(),
  redo: () => void redoLast(),
  grid: openGrid,
  loupe: openLoupe,
  zoom: () => {
    if (get().view === 'loupe') set({ zoomed: !get().zoomed });
    else openLoupe();
  },
  back: () => {
    if (get().zoomed) set({ zoomed: false });
    else if (get().view === 'loupe') openGrid();
    else if (get().selection.size > 1) selectOnly();
  },
  search: () => document.getElementById('search')?.focus(),
  album: () => set({ dialog: 'album' }),
  help: () => set({ dialog: 'help' }),
  open: openChooser,
  people: () => set({ peopleOpen: !get().peopleOpen }),
  ranking: () => set({ rankingOpen: !get().rankingOpen }),
  stack: () => setFilters({ stacked: !get().filters.stacked }),
  settle,
};
