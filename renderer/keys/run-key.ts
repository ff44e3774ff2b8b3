// From a key press to what it does, in whatever view the page shows.

import { flushSync } from 'react-dom';
import type { Verdict } from '../../shared/taste/choice.ts';
import type { Decision } from '../../shared/shoot/acts/deciding.ts';
import { judgePair, openBlind, takeVerdictBack } from '../blind/blind-acts.ts';
import { focusCaptions, takeOffered } from '../captions/caption-acts.ts';
import { openClocks } from '../clocks/clock-acts.ts';
import {
  moveCandidate,
  openCompare,
  otherSide,
  promoteCandidate,
  swapSides,
} from '../compare/comparing.ts';
import { moveInGrid } from '../grid/moves.ts';
import { selectAll, selectOnly } from '../grid/selecting.ts';
import { switchOrder } from '../grid/sorting.ts';
import { openInsights } from '../insights/opening.ts';
import { openIngest } from '../ingest/ingest-run.ts';
import { openModels } from '../models/model-acts.ts';
import { stepFrame, toggleBurst } from '../page/bursts.ts';
import { decideSelected, pickBest } from '../page/deciding.ts';
import { focusView } from '../page/lost-focus.ts';
import { goBack, openFaces, openGrid, openLoupe, selectEnd, selectNext } from '../page/moving.ts';
import {
  openedNow,
  page,
  screen,
  selectedIndex,
  setKept,
  setScreen,
  shoot,
} from '../page/store.ts';
import { freeBurst, joinBurst, splitBurst, takeFromBurst } from '../page/regrouping.ts';
import { togglePanel } from '../page/panels.ts';
import { lookBack, lookForward, redoLast, undoLast } from '../page/undo.ts';
import { choosePerson } from '../people/given-photos.ts';
import { confirmMaybe, refuseFound } from '../people/person-acts.ts';
import { judge, openProof, takeJudgementBack } from '../prove/prove-acts.ts';
import { openRejects } from '../rejects/reject-acts.ts';
import { clearSearch } from '../search/searching.ts';
import { openChooser } from '../start/choosing.ts';
import { strings } from '../strings.ts';
import { moveInSurvey, openSurvey, takeOut } from '../survey/surveying.ts';
import { choose, chooseAgain, openTaste, takeChoiceBack } from '../taste/taste-acts.ts';
import { pan } from '../viewer/pan.ts';
import { toggleZoom } from '../viewer/zoom.ts';
import { setFilters, settle } from '../weights/ranking.ts';
import { keysOf } from './key-sets.ts';
import { decisionOf, meaningOf, type ActionId, type KeyView } from './key-table.ts';

export function listenToKeys(): void {
  window.addEventListener('keydown', onKey);
  window.addEventListener('change', afterChoice);
}

function onKey(event: KeyboardEvent): void {
  const { view, dialog } = screen();
  if (event.defaultPrevented || dialog !== null) return;
  const meaning = meaningOf(event, view, keysOf(page().kept.keys));
  if (!meaning || belongsToControl(event, meaning.action)) return;
  if (!openedNow() && !atStart.has(meaning.action)) return;
  event.preventDefault();
  const capsLock = event.getModifierState('CapsLock') && !isMove(meaning.action);
  run(meaning.action, view, meaning.shifted || capsLock);
}

/**
 * Whoever chose in a dropdown with the pointer is done with it: the next key means the photos again. Whoever came to it
 * by the keyboard stays, goes through it with the arrows and types the names of what it offers.
 */
function afterChoice({ target }: Event): void {
  if (!(target instanceof HTMLSelectElement) || !page().hand.byPointer()) return;
  if (screen().dialog !== null) return;
  focusView();
}

const atStart: ReadonlySet<ActionId> = new Set(['open', 'ingest', 'models', 'help']);

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

function decisionBy(action: ActionId): Decision | undefined {
  if (action !== 'togglePick') return decisionOf[action];
  const isPicked = shoot().known.decisions.pick[selectedIndex(shoot())] === 1;
  return { pick: isPicked ? 0 : 1 };
}

/** What a key or a button of that name does; `shifted`: and go on after deciding, or take along what is passed. */
export function run(action: ActionId, view: KeyView, shifted = false): void {
  const decision = decisionBy(action);
  if (decision) {
    const id = shoot().wanted.selected;
    decideSelected(decision, strings.actions[action]);
    if (shifted && shoot().wanted.selected === id) goOn(view);
    return;
  }
  if (isMove(action)) {
    move(action, view, shifted);
    return;
  }
  acts[action]?.();
}

/** After deciding about one photo: to the next, wherever one is. */
function goOn(view: KeyView): void {
  if (view === 'compare') moveCandidate(1);
  else if (view === 'survey') moveInSurvey('right');
  else if (view !== 'grid' || shoot().wanted.selection.size < 2) selectNext(1);
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

/** Of two photos, wherever one is asked about them. */
function answer(verdict: Verdict): void {
  if (screen().view === 'taste') choose(verdict);
  else judgePair(verdict === 'skip' ? null : verdict);
}

const acts: Readonly<Partial<Record<ActionId, () => void>>> = {
  pickBest,
  confirmMaybe,
  refuseFound,
  selectAll,
  undo: () => {
    if (screen().view === 'taste') takeChoiceBack();
    else if (screen().view === 'prove') takeJudgementBack();
    else if (screen().view === 'blind') takeVerdictBack();
    else undoLast();
  },
  taste: openTaste,
  chooseLeft: () => answer('left'),
  chooseRight: () => answer('right'),
  tooClose: () => answer('close'),
  skipPair: () => answer('skip'),
  prove: openProof,
  judge0: () => judge(0),
  judge1: () => judge(1),
  judge2: () => judge(2),
  judge3: () => judge(3),
  skipFrame: () => judge(null),
  insights: openInsights,
  blind: openBlind,
  redo: () => {
    if (screen().view === 'taste') chooseAgain();
    else redoLast();
  },
  lookBack,
  lookForward,
  grid: openGrid,
  loupe: openLoupe,
  zoom: () => {
    if (screen().view === 'loupe' || screen().view === 'compare') toggleZoom();
    else openLoupe();
  },
  back: () => {
    if (screen().over) setScreen({ over: null });
    else if (screen().zoomed) setScreen({ zoomed: false });
    else if (screen().view !== 'grid') goBack();
    else if (shoot().wanted.selection.size > 1) selectOnly();
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
    if (screen().view !== 'grid') flushSync(openGrid); // the box is there only once the grid is
    document.getElementById('search')?.focus();
  },
  findPerson: choosePerson,
  album: () => setScreen({ dialog: 'album' }),
  models: openModels,
  help: () => setScreen({ dialog: 'help' }),
  open: openChooser,
  ingest: openIngest,
  rejects: openRejects,
  clocks: openClocks,
  people: () => togglePanel('people'),
  ranking: () => togglePanel('ranking'),
  openBurst: toggleBurst,
  frameBack: () => stepFrame(-1),
  frameOn: () => stepFrame(1),
  stack: () => setFilters({ stacked: !shoot().wanted.filters.stacked }),
  sort: switchOrder,
  info: () => togglePanel('info'),
  captions: focusCaptions,
  takePersons: takeOffered,
  marks: () => setKept({ marksOn: !page().kept.marksOn }),
  clipping: () => setKept({ clippingOn: !page().kept.clippingOn }),
  joinBurst,
  splitBurst,
  takeFromBurst,
  freeBurst,
  settle,
};
