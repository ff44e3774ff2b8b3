// Which photos are selected together, and what a click, a range and a toggle make of it.

/** Ids of photos. `selected` is the one that was touched last; `anchor` is where a range begins. */
export type Selection = {
  readonly selected: number | null;
  readonly anchor: number | null;
  /** Two or more, `selected` among them; else only `selected` is selected. */
  readonly selection: ReadonlySet<number>;
};

/** The photos that can be selected, in the order of the screen, and the ids of all. */
export type Selectable = { readonly shown: Uint32Array; readonly ids: Float64Array };

const nothing: ReadonlySet<number> = new Set();

export function only(id: number | null): Selection {
  return { selected: id, anchor: id, selection: nothing };
}

/** The selected ids, one or many; what was selected before `selected` moved on does not count. */
export function together({ selected, selection }: Omit<Selection, 'anchor'>): ReadonlySet<number> {
  if (selected === null) return nothing;
  return selection.has(selected) ? selection : new Set([selected]);
}

/** Adds a photo, or takes it out again. */
export function toggled(before: Selection, id: number): Selection {
  const ids = new Set(together(before));
  if (!ids.delete(id)) return several(ids.add(id), id, id);
  const left = id === before.selected ? ([...ids].at(-1) ?? null) : before.selected;
  return several(ids, left, left);
}

/** Everything from the anchor to `place`; the anchor stays where it is for the next range. */
export function ranged(before: Selection, { shown, ids }: Selectable, place: number): Selection {
  const placeOf = (id: number | null) => shown.findIndex((photo) => ids[photo] === id);
  const here = ids[shown[place] ?? -1];
  if (here === undefined) return before;
  const anchored = placeOf(before.anchor);
  const from = anchored >= 0 ? anchored : placeOf(before.selected);
  const start = from >= 0 ? from : place;
  const range = shown.subarray(Math.min(start, place), Math.max(start, place) + 1);
  const anchor = ids[shown[start] ?? -1] ?? here;
  return several(new Set(idsOf(range, ids)), here, anchor);
}

/** Everything that is shown; the active photo stays, or is the first. */
export function everything(before: Selection, { shown, ids }: Selectable): Selection {
  const all = new Set(idsOf(shown, ids));
  const kept = before.selected !== null && all.has(before.selected) ? before.selected : null;
  const active = kept ?? ids[shown[0] ?? -1] ?? null;
  return several(all, active, active);
}

/** The selected photos that are shown, by their index, in the order of the screen. */
export function shownSelected(
  state: Omit<Selection, 'anchor'>,
  { shown, ids }: Selectable,
): Uint32Array {
  const chosen = together(state);
  return shown.filter((photo) => chosen.has(ids[photo] ?? NaN));
}

function several(
  ids: ReadonlySet<number>,
  selected: number | null,
  anchor: number | null,
): Selection {
  return { selected, anchor, selection: ids.size > 1 ? ids : nothing };
}

function idsOf(photos: Uint32Array, ids: Float64Array): number[] {
  return Array.from(photos, (photo) => ids[photo] ?? NaN);
}
