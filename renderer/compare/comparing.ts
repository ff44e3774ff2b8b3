// Two photos side by side: which they are, and how one of them gives way to the next.

import { byPlace, neighbour } from './order.ts';
import { burstMates } from '../../shared/shoot/burst-covers.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import { selectedTogether } from '../grid/selecting.ts';
import { actOn, enter, selectShown } from '../page/moving.ts';
import { screen, selectedIndex, setScreen, shoot } from '../page/store.ts';

type Ids = readonly number[];

/** Compares the selected photos, what is being surveyed, the frames of a stack, or the selected photo with the next that is shown. */
export function openCompare(): void {
  const { view } = screen();
  if (view === 'compare') return;
  selectShown();
  const { known, wanted, order: ranked } = shoot();
  const { selected } = wanted;
  if (selected === null) return;
  const among = amongOf();
  const order = orderOf(shoot(), among);
  const index = selectedIndex(shoot());
  const several = view !== 'survey' && selectedTogether(shoot()).length > 0;
  const select = several ? (order[0] ?? index) : index;
  const { places } = ranked.ranking;
  const beside = (step: -1 | 1) => neighbour(order, places, select, step, [select]);
  const { ids } = known.photos.columns;
  const candidate = ids[beside(1) ?? beside(-1) ?? -1] ?? null;
  const compared = { select: ids[select] ?? selected, candidate, among };
  setScreen({ compared });
  actOn(candidate ?? compared.select);
  enter('compare');
}

/** The ids that the candidate is taken from; null for all that are shown. */
function amongOf(): Ids | null {
  const { view, surveyed } = screen();
  if (view === 'survey' && surveyed.length > 1) return surveyed;
  const { ids } = shoot().known.photos.columns;
  const several = selectedTogether(shoot());
  const together = several.length > 0 ? several : framesBeside(shoot());
  return together.length > 1 ? Array.from(together, (photo) => ids[photo] ?? 0) : null;
}

/** Whoever compares the cover of a stack means the other frames of that moment; none where bursts are not stacked. */
function framesBeside({ known, wanted }: Shoot): readonly number[] {
  const index = selectedIndex({ known, wanted });
  return wanted.filters.stacked && index >= 0 ? burstMates(known.photos.bursts, index) : [];
}

/** Indices of the photos that the candidate is taken from, best first. */
function orderOf({ known, order }: Shoot, among: Ids | null): Uint32Array {
  if (!among) return order.shown;
  const { indexOf } = known.photos;
  const photos = among.map((id) => indexOf.get(id) ?? -1).filter((photo) => photo >= 0);
  return byPlace(Uint32Array.from(photos), order.ranking.places);
}

type Pair = {
  readonly order: Uint32Array;
  readonly places: Uint32Array;
  readonly select: number;
  readonly candidate: number;
};

/** The two by their index, and what could take the candidate's side; null when there are not two. */
function comparedPair(): Pair | null {
  const { select, candidate = null, among = null } = screen().compared ?? {};
  if (select === undefined || candidate === null) return null;
  const { known, order } = shoot();
  return {
    order: orderOf(shoot(), among),
    places: order.ranking.places,
    select: known.photos.indexOf.get(select) ?? -1,
    candidate: known.photos.indexOf.get(candidate) ?? -1,
  };
}

function setPair(select: number, candidate: number): void {
  const { compared } = screen();
  const { ids } = shoot().known.photos.columns;
  const [first, second] = [ids[select], ids[candidate]];
  if (!compared || first === undefined || second === undefined) return;
  setScreen({ compared: { ...compared, select: first, candidate: second } });
  actOn(second);
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
  const { compared } = screen();
  const { select, candidate = null } = compared ?? {};
  if (!compared || select === undefined || candidate === null) return;
  setScreen({ compared: { ...compared, select: candidate, candidate: select } });
}

/** Keys act on the other one from now on. */
export function otherSide(): void {
  const { compared } = screen();
  if (!compared) return;
  const isCandidate = shoot().wanted.selected === compared.candidate;
  actOn(isCandidate ? compared.select : compared.candidate);
}
