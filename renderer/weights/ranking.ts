// Weights, filters and new columns to what the grid shows.

import { decisionsInOrder } from '../../shared/decisions.ts';
import { signals, type SignalName } from '../../shared/signals.ts';
import { isPresetName, presetWeights } from '../../shared/presets.ts';
import { filterOrder, noFilters, type Filters, type Range } from '../filters/filters.ts';
import { get, set, type Ranking, type State } from '../page/store.ts';
import { aspectsOf, rankingOf } from '../page/derive.ts';
import { quickAspects } from '../grid/quick-thumbnails.ts';
import { strings } from '../strings.ts';
import { maySettle } from '../page/settle.ts';
import { changing, didUndoable } from '../page/toast.ts';

type Change = Partial<State>;

function shownOf(state: State): Uint32Array {
  const { photos, ranking, decisions, filters, folders } = state;
  if (!photos) return new Uint32Array();
  return filterOrder(ranking.order, { ...photos, folders, decisions }, filters);
}

function freshRanking(state: State): Ranking {
  const { photos, weights, settings, person, search, ranking } = state;
  return photos ? rankingOf(photos, weights, settings, person, search) : ranking;
}

/** The state with a change, its decisions and shapes in the order of its photos. */
function inOrder(change: Change): State {
  const before = get();
  const next = { ...before, ...change };
  const columns = next.photos?.columns;
  const ids = columns?.ids ?? new Float64Array();
  const decisions = decisionsInOrder(next.decisions, ids);
  if (!columns || columns.widthPx === before.photos?.columns.widthPx) return { ...next, decisions };
  return { ...next, decisions, aspects: aspectsOf(columns, quickAspects) };
}

/** The user changed something: the new order is on the screen in the next frame. */
export function rerank(change: Change): void {
  set(reranked(change));
}

/** A change and the order that follows from it. */
export function reranked(change: Change): Change {
  const next = inOrder(change);
  const ranking = freshRanking(next);
  return {
    ...change,
    decisions: next.decisions,
    aspects: next.aspects,
    ranking,
    pending: null,
    orderBy: 'user',
    shown: shownOf({ ...next, ranking }),
  };
}

/** Only what is shown of the order changes. */
export function refilter(change: Change): void {
  set({ ...change, orderBy: 'user', shown: shownOf({ ...get(), ...change }) });
}

/** Results arrived by themselves: the order waits until the user is not looking for something in it. */
export function results(change: Change): void {
  const before = get();
  const next = inOrder(change);
  const ranking = freshRanking(next);
  const other = before.photos?.columns.count !== next.photos?.columns.count;
  const settled = { ...change, decisions: next.decisions, aspects: next.aspects };
  if (other || sameOrder(ranking.order, before.ranking.order)) rerankedTo(settled, ranking);
  else set({ ...settled, pending: ranking });
}

function rerankedTo(change: Change, ranking: Ranking): void {
  const next = { ...get(), ...change, ranking };
  set({ ...change, ranking, pending: null, orderBy: 'results', shown: shownOf(next) });
}

function sameOrder(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((photo, place) => photo === b[place]);
}

/** Puts the waiting order on the screen. */
export function settle(): void {
  const { pending } = get();
  if (pending) rerankedTo({}, pending);
}

/** Once a second is calm enough for the eye and soon enough for the impatient. */
export function startSettling(): () => void {
  const timer = setInterval(() => {
    if (get().pending && get().view === 'grid' && maySettle()) settle();
  }, 1000);
  return () => clearInterval(timer);
}

/** What a slider or a preset changes, as it is now. */
function weighing(): Weighing {
  const { weights, presetName, aestheticBy, person } = get();
  return { weights, presetName, aestheticBy, by: person?.by ?? null };
}

type Weighing = Pick<State, 'weights' | 'presetName' | 'aestheticBy'> & {
  readonly by: NonNullable<State['person']>['by'] | null;
};

function weigh({ by, ...change }: Weighing): void {
  const { person } = get();
  rerank({ ...change, person: person && { ...person, by: by ?? person.by } });
}

export function setWeight(signal: SignalName, weight: number): void {
  const { label } = signals[signal];
  changing(strings.undo.weight(label), weighing, weigh, `weight ${signal}`);
  // Whoever moves a slider wants to see what it does: the person's photos are now ranked by the sliders.
  const { weights, aestheticBy } = get();
  weigh({
    weights: { ...weights, [signal]: weight },
    ...{ presetName: null, aestheticBy, by: 'weights' },
  });
}

export function usePreset(name: string): void {
  const { settings, presets } = get();
  const own = presets.find((preset) => preset.name === name)?.weights;
  const weights = own ?? (isPresetName(name) ? presetWeights(settings, name) : null);
  if (!weights) return;
  const shown = isPresetName(name) ? strings.ranking.presets[name] : name;
  changing(strings.undo.preset(shown), weighing, weigh);
  weigh({ weights, presetName: name, aestheticBy: name, by: null });
}

/** Changes filters; with a `kind` all changes of one drag, or of one word typed, are one step back. */
export function setFilters(change: Partial<Filters>, kind?: string): void {
  changing(strings.undo.filters, () => get().filters, filter, kind);
  filter({ ...get().filters, ...change });
}

function filter(filters: Filters): void {
  refilter({ filters });
}

export function setRange(signal: SignalName, range: Range | null): void {
  const others = Object.entries(get().filters.ranges).filter(([name]) => name !== signal);
  const ranges: Filters['ranges'] = Object.fromEntries(others);
  const change = { ranges: range ? { ...ranges, [signal]: range } : ranges };
  setFilters(change, `range ${signal}`);
}

export function clearFilters(): void {
  const before = get().filters;
  filter({ ...noFilters, stacked: before.stacked });
  const after = get().filters;
  didUndoable({
    text: strings.undo.cleared,
    undo: () => filter(before),
    redo: () => filter(after),
  });
}
