// Picks, rejects, stars and labels: on the screen at once, in the decisions file right after, each one undoable.

import type { DecisionChange, DecisionColumns, DecisionUndo } from '../../contract.ts';
import { isCancelled } from '../../calls/rpc.ts';
import { attempt, type OpenShoot } from './open.ts';
import { only } from '../selection.ts';
import { changed } from '../changes.ts';
import type { Shoot } from '../shoot.ts';
import type { Step } from '../undo-line.ts';
import { sayNote } from './notes.ts';
import { forget, noteAndSay } from './undo.ts';

const decisionFields = ['pick', 'stars', 'label'] as const;
type DecisionField = (typeof decisionFields)[number];
/** What one act decides about each of its photos. */
export type Decision = Readonly<Partial<Record<DecisionField, number>>>;

type Changes = readonly DecisionChange[];

/** Decides about photos; `text` says it. What cannot be written is shown as it is stored, and said. */
export function decide(open: OpenShoot, changes: Changes, text: string): Promise<void> {
  const before = apply(open, changes);
  let stored = before;
  const keep = async (shown: Changes) => {
    try {
      const { note } = await write(open, shown);
      stored = shown;
      return note;
    } catch (error) {
      if (!isCancelled(error)) apply(open, unwritten(open.get(), shown, stored));
      throw error;
    }
  };
  const step: Step = {
    text,
    undo: async () => {
      apply(open, before);
      await keep(before);
    },
    redo: async () => {
      apply(open, changes);
      await keep(changes);
    },
  };
  noteAndSay(open, 'decided', step); // at once: whoever undoes it before it is written means this decision, not the one before
  return attempt(open, async () => {
    try {
      const note = await keep(changes);
      sayNote(
        open,
        step,
        changes.map(({ id }) => id),
        note,
      );
    } catch (error) {
      if (!isCancelled(error)) forget(open, 'decided', step);
      throw error;
    }
  });
}

/** Goes on when the folders are left meanwhile. */
function write(open: OpenShoot, changes: Changes): Promise<DecisionUndo> {
  const { host } = open;
  return open.whileOpen(
    host.writes.add(() => host.call('decision.write', { changes: [...changes] })),
  );
}

/** Puts changes on the screen and gives back what was there. */
function apply(open: OpenShoot, changes: Changes): Changes {
  const shoot = open.get();
  const { decisions, before } = withChanges(shoot, changes);
  const next = changed(shoot, {}, { decisions });
  open.put(open.host.keepsSelection() ? next : goneOn(shoot, next, changes));
  return before;
}

function withChanges({ known }: Shoot, changes: Changes) {
  const { photos, decisions: old } = known;
  const decisions: DecisionColumns = {
    ids: old.ids,
    pick: old.pick.slice(),
    stars: old.stars.slice(),
    label: old.label.slice(),
  };
  const before = changes.map((change) => {
    const index = photos.indexOf.get(change.id) ?? -1;
    const was: { id: number } & Partial<Record<DecisionField, number>> = { id: change.id };
    for (const field of decisionFields) {
      const value = change[field];
      if (value === undefined) continue;
      was[field] = decisions[field][index] ?? 0;
      if (index >= 0) decisions[field][index] = value;
    }
    return was;
  });
  return { decisions, before };
}

/** A filter has just hidden the selected photo: on to what stands in the place of the first that went. */
function goneOn(before: Shoot, now: Shoot, changes: Changes): Shoot {
  const { photos } = now.known;
  const selected = photos.indexOf.get(now.wanted.selected ?? NaN) ?? -1;
  const { shown } = now.order;
  if (!before.order.shown.includes(selected) || shown.includes(selected)) return now;
  const decided = new Set(changes.map(({ id }) => photos.indexOf.get(id) ?? -1));
  const place = before.order.shown.findIndex((photo) => decided.has(photo));
  const next = shown[Math.min(shown.length - 1, Math.max(0, place))];
  const id = photos.columns.ids[next ?? -1];
  return id === undefined ? now : changed(now, only(id));
}

/** What of `stored` is to come back when `shown` could not be written: not where it was decided anew since. */
function unwritten({ known }: Shoot, shown: Changes, stored: Changes): Changes {
  const { photos, decisions } = known;
  return stored.map((old, place) => {
    const index = photos.indexOf.get(old.id) ?? -1;
    const back = decisionFields.filter(
      (field) => old[field] !== undefined && decisions[field][index] === shown[place]?.[field],
    );
    return { id: old.id, ...Object.fromEntries(back.map((field) => [field, old[field]])) };
  });
}
