// Two photos side by side: which they are, and how one of them gives way to the next.

import { byPlace, neighbour } from './order.ts';
import { shownSelected } from '../grid/selection.ts';
import { get, selectedIndex, set, type State } from '../page/store.ts';
import { enter, selectShown } from '../page/moving.ts';

type Ids = readonly number[];

/** Compares the selected photos, what is being surveyed, or the selected photo with the next that is shown. */
export function openCompare(): void {
  if (get().view === 'compare') return;
  selectShown();
  const state = get();
  const { selected, photos, ranking } = state;
  if (selected === null || !photos) return;
  const among = amongOf(state);
  const order = orderOf(state, among);
  const index = selectedIndex(state);
  const several = state.view !== 'survey' && among !== null;
  const select = several ? (order[0] ?? index) : index;
  const beside = (step: -1 | 1) => neighbour(order, ranking.places, select, step, [select]);
  const candidate = photos.columns.ids[beside(1) ?? beside(-1) ?? -1] ?? null;
  const compared = { select: photos.columns.ids[select] ?? selected, candidate, among };
  set({ compared, selected: candidate ?? compared.select });
  enter('compare');
}

/** The ids that the candidate is taken from; null for all that are shown. */
function amongOf(state: State): Ids | null {
  const { view, surveyed, selection, selected, shown, photos } = state;
  if (view === 'survey' && surveyed.length > 1) return surveyed;
  if (!photos || selected === null || !selection.has(selected)) return null;
  const { ids } = photos.columns;
  const several = shownSelected(state, { shown, ids });
  return several.length > 1 ? Array.from(several, (photo) => ids[photo] ?? 0) : null;
}

/** Indices of the photos that the candidate is taken from, best first. */
function orderOf({ photos, shown, ranking }: State, among: Ids | null): Uint32Array {
  if (!among || !photos) return shown;
  const known = among.map((id) => photos.indexOf.get(id) ?? -1).filter((photo) => photo >= 0);
  return byPlace(Uint32Array.from(known), ranking.places);
}

type Pair = {
  readonly order: Uint32Array;
  readonly places: Uint32Array;
  readonly select: number;
  readonly candidate: number;
};

/** The two by their index, and what could take the candidate's side; null when there are not two. */
function comparedPair(): Pair | null {
  const state = get();
  const { photos, ranking } = state;
  const { select, candidate = null, among = null } = state.compared ?? {};
  if (!photos || select === undefined || candidate === null) return null;
  return {
    order: orderOf(state, among),
    places: ranking.places,
    select: photos.indexOf.get(select) ?? -1,
    candidate: photos.indexOf.get(candidate) ?? -1,
  };
}

function setPair(select: number, candidate: number): void {
  const { photos, compared } = get();
  const [first, second] = [select, candidate].map((photo) => photos?.columns.ids[photo]);
  if (!compared || first === undefined || second === undefined) return;
  set({ compared: { ...compared, select: first, candidate: second }, selected: second });
}

/** Another photo takes the candidate's side, and keys act on it. */
export function moveCandidate(to: -1 | 1 | 'first' | 'last'): void {
  const pair = comparedPair();
  if (!pair) return;
  const { order, places, select, candidate } = pair;
  const others = order.filter((photo) => photo !== select);
  const next =
    typeof to === 'number'
      ? neighbour(order, places, candidate, to, [select])
      : others.at(to === 'first' ? 0 : -1);
  if (next !== undefined) setPair(select, next);
}

/** The candidate is the better one: it becomes the select, and the next photo is compared with it. */
export function promoteCandidate(): void {
  const pair = comparedPair();
  if (!pair) return;
  const { order, places, select, candidate } = pair;
  setPair(candidate, neighbour(order, places, candidate, 1, [select]) ?? select);
}

/** The two change sides; keys go on acting on the same photo. */
export function swapSides(): void {
  const { compared } = get();
  const { select, candidate = null } = compared ?? {};
  if (!compared || select === undefined || candidate === null) return;
  set({ compared: { ...compared, select: candidate, candidate: select } });
}

/** Keys act on the other one from now on. */
export function otherSide(): void {
  const { compared, selected } = get();
  if (!compared) return;
  actOn(selected === compared.candidate ? compared.select : compared.candidate);
}

/** Keys act on this one of the two. */
export function actOn(id: number | null): void {
  if (id !== null && id !== get().selected) set({ selected: id });
}
