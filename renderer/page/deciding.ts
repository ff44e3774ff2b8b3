// Picks, rejects, stars and labels: on the screen at once, in the decisions file right after, each one undoable.

import type { DecisionChange, DecisionColumns } from '../../shared/contract.ts';
import { call } from './engine.ts';
import { get, selectedIndex, type UndoStep } from './store.ts';
import { strings } from '../strings.ts';
import { selectedPlace, selectPlace } from './moving.ts';
import { refilter } from '../weights/ranking.ts';
import { decidedAbout } from '../grid/selecting.ts';
import { didUndoable, sayProblem, wasNotDone } from './toast.ts';
import { whileOpen } from './while-open.ts';
import { writesInOrder } from './writes.ts';

const fields = ['pick', 'stars', 'label'] as const;
type Field = (typeof fields)[number];
type Decision = Readonly<Partial<Record<Field, number>>>;

/** Writes go one after the other, so that undo meets what it undoes. */
const writes = writesInOrder();

function write(changes: readonly DecisionChange[]): Promise<unknown> {
  return writes.add(() => call('decision.write', { changes: [...changes] }));
}

/** The decisions as stored, with everything that was decided before they arrive. */
export async function readDecisions(folders: readonly string[]): Promise<DecisionColumns> {
  for (;;) {
    const seen = writes.last();
    await seen;
    const decisions = await call('decision.read', { folders: [...folders] });
    if (seen === writes.last()) return decisions;
  }
}

/** Puts changes on the screen and gives back what was there. */
function apply(changes: readonly DecisionChange[]): readonly DecisionChange[] {
  const { photos, decisions } = get();
  const next: DecisionColumns = {
    ids: decisions.ids,
    pick: decisions.pick.slice(),
    stars: decisions.stars.slice(),
    label: decisions.label.slice(),
  };
  const before = changes.map((change) => {
    const index = photos?.indexOf.get(change.id) ?? -1;
    const old: { id: number } & Partial<Record<Field, number>> = { id: change.id };
    for (const field of fields) {
      const value = change[field];
      if (value === undefined) continue;
      old[field] = next[field][index] ?? 0;
      if (index >= 0) next[field][index] = value;
    }
    return old;
  });
  const place = selectedPlace() < 0 ? -1 : get().shown.indexOf(decidedAbout()[0] ?? -1);
  refilter({ decisions: next });
  const stays = get().view === 'compare' || get().view === 'survey';
  if (!stays && place >= 0 && selectedPlace() < 0) selectPlace(place); // a filter has just hidden it: go on with the next
  return before;
}

function fieldsOf(change: DecisionChange): Field[] {
  return fields.filter((field) => change[field] !== undefined);
}

/** What of `before` is to come back when `changes` could not be written: not where it was decided anew since. */
function unwritten(
  changes: readonly DecisionChange[],
  before: readonly DecisionChange[],
): readonly DecisionChange[] {
  const { photos, decisions } = get();
  return before.map((old, place) => {
    const index = photos?.indexOf.get(old.id) ?? -1;
    const isShown = (field: Field) => decisions[field][index] === changes[place]?.[field];
    const back = fieldsOf(old).filter(isShown);
    return { id: old.id, ...Object.fromEntries(back.map((field) => [field, old[field]])) };
  });
}

/** Decides about photos; `text` says it in the toast. */
async function decide(changes: readonly DecisionChange[], text: string): Promise<void> {
  const before = apply(changes);
  let stored = before;
  /** What cannot be written is shown as it is stored. */
  const keep = async (shown: readonly DecisionChange[]) => {
    try {
      await write(shown);
      stored = shown;
    } catch (error) {
      apply(unwritten(shown, stored));
      throw error;
    }
  };
  const step: UndoStep = {
    text,
    undo: () => {
      apply(before);
      return keep(before);
    },
    redo: () => {
      apply(changes);
      return keep(changes);
    },
  };
  const still = whileOpen();
  didUndoable(step); // at once: whoever undoes it before it is written means this decision, not the one before
  try {
    await keep(changes);
  } catch (error) {
    if (!still()) return;
    wasNotDone(step);
    sayProblem(error);
  }
}

/** Decides about the selected photos: one act, one undo. The same label twice takes it away, as everywhere. */
export async function decideSelected(decision: Decision, text: string): Promise<void> {
  const { photos, decisions } = get();
  const chosen = decidedAbout();
  const [first] = chosen;
  if (!photos || first === undefined) return;
  const { label } = decision;
  const again = label !== undefined && chosen.every((photo) => decisions.label[photo] === label);
  const said = again ? strings.actions.label0 : text;
  const named =
    chosen.length > 1
      ? strings.decidedMany(said, chosen.length)
      : strings.decided(said, fileName(photos.columns.paths[first] ?? ''));
  const decided = { ...decision, ...(again && { label: 0 }) };
  const ids = Array.from(chosen, (photo) => photos.columns.ids[photo] ?? 0);
  await decide(
    ids.map((id) => ({ id, ...decided })),
    named,
  );
}

/** Picks what is selected of the active photo's burst and rejects the rest of it: one step, one undo. */
export async function pickBest(): Promise<void> {
  const { photos } = get();
  const index = selectedIndex(get());
  const kept = new Set(decidedAbout());
  if (!photos || !kept.has(index)) return; // the grid does not show it
  const burst = photos.bursts[index];
  const mates = Array.from(photos.bursts.keys()).filter((photo) => photos.bursts[photo] === burst);
  const changes = mates.map((photo) => ({
    id: photos.columns.ids[photo] ?? 0,
    pick: kept.has(photo) ? 1 : -1,
  }));
  const picked = changes.filter(({ pick }) => pick === 1).length;
  await decide(changes, strings.pickedBest(picked, changes.length - picked));
}

export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
