// Saying what happened, and taking it back.

import { sentenceOf } from './engine.ts';
import { get, set, type UndoStep } from './store.ts';
import { strings } from '../strings.ts';
import { gesture } from './gesture.ts';
import { whileOpen } from './while-open.ts';

/** How many steps can be taken back. */
const undoDepth = 200;

let lastToast = 0;

export function say(text: string, step: UndoStep | null = null): void {
  set({ toast: { id: (lastToast += 1), text, kind: 'done', step } });
}

export function sayProblem(error: unknown): void {
  set({
    toast: { id: (lastToast += 1), text: sentenceOf(error), kind: 'problem', step: null },
  });
}

export function dismissToast(id: number): void {
  if (get().toast?.id === id) set({ toast: null });
}

/** Notes how to take an act back and says what it did. */
export function didUndoable(step: UndoStep): void {
  note(step);
  say(step.text, step);
}

/** An act that was noted could not be done after all: there is nothing to take back, or to do again. */
export function wasNotDone(step: UndoStep): void {
  const others = (steps: readonly UndoStep[]) => steps.filter((other) => other !== step);
  set({ undo: others(get().undo), redo: others(get().redo) });
}

function note(step: UndoStep): void {
  set({ undo: [...get().undo.slice(1 - undoDepth), step], redo: [] });
}

/**
 * Notes, before something in the page changes, how it was: undo writes that back, redo what it then replaced. What
 * changes is in sight, so nothing is said. With a `kind` all changes of one act of the hand are one step: a drag.
 */
export function changing<T>(
  text: string,
  read: () => T,
  write: (value: T) => void | Promise<void>,
  kind?: string,
): void {
  const act = kind === undefined ? undefined : `${kind} ${gesture()}`;
  if (act !== undefined && get().undo.at(-1)?.act === act) return;
  const before = read();
  let after = before;
  note({
    text,
    ...(act !== undefined && { act }),
    undo: async () => {
      after = read();
      await write(before);
    },
    redo: () => write(after),
  });
}

/**
 * Takes the last act back. What it changes on the screen changes at once: an act that comes right after it, while the
 * engine is still writing, is another step and is never swept away by this one. What could not be taken back can be
 * tried again.
 */
export async function undoLast(): Promise<void> {
  const { undo, redo } = get();
  const step = undo.at(-1);
  if (!step) {
    say(strings.undo.nothing);
    return;
  }
  const still = whileOpen();
  set({ undo: undo.slice(0, -1), redo: step.redo ? [...redo, step] : [] });
  try {
    const taken = step.undo();
    say(strings.undo.done(step.text));
    await taken;
  } catch (error) {
    if (!still()) return;
    wasNotDone(step);
    set({ undo: putBack(step, undo, get().undo) });
    sayProblem(error);
  }
}

/** Does again what was taken back last; at once, as `undoLast`. */
export async function redoLast(): Promise<void> {
  const { undo, redo } = get();
  const step = redo.at(-1);
  if (!step?.redo) {
    say(strings.undo.nothingToRedo);
    return;
  }
  const still = whileOpen();
  set({ undo: [...undo, step], redo: redo.slice(0, -1) });
  try {
    const done = step.redo();
    say(strings.undo.redone(step.text), step);
    await done;
  } catch (error) {
    if (!still()) return;
    const other = get().undo.some((noted) => !undo.includes(noted) && !redo.includes(noted));
    wasNotDone(step);
    if (!other) set({ redo: putBack(step, redo, get().redo) }); // after another act nothing is done again
    sayProblem(error);
  }
}

type Steps = readonly UndoStep[];

/** The steps there are now with the one that was last before: after what is left of those, before what came since. */
function putBack(step: UndoStep, before: Steps, now: Steps): Steps {
  const place = now.filter((other) => before.includes(other)).length;
  return [...now.slice(0, place), step, ...now.slice(place)];
}
