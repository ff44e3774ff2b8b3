// Saying what happened, and taking it back.

import { sentenceOf } from '../engine.ts';
import { get, set, type UndoStep } from '../store.ts';
import { strings } from '../strings.ts';

/** How many steps can be taken back. */
const undoDepth = 200;

let lastToast = 0;

export function say(text: string, undoable = false): void {
  set({ toast: { id: (lastToast += 1), text, kind: 'done', undoable } });
}

export function sayProblem(error: unknown): void {
  set({
    toast: { id: (lastToast += 1), text: sentenceOf(error), kind: 'problem', undoable: false },
  });
}

export function dismissToast(id: number): void {
  if (get().toast?.id === id) set({ toast: null });
}

/** Notes how to take an act back and says what it did. */
export function didUndoable(step: UndoStep): void {
  set({ undo: [...get().undo.slice(1 - undoDepth), step] });
  say(step.text, true);
}

export async function undoLast(): Promise<void> {
  const step = get().undo.at(-1);
  if (!step) {
    say(strings.undo.nothing);
    return;
  }
  set({ undo: get().undo.slice(0, -1) });
  try {
    await step.undo();
    say(strings.undo.done(step.text));
  } catch (error) {
    sayProblem(error);
  }
}
