// The two lines of an open shoot: what was decided and what was looked at, each taken back by itself.

import { isCancelled } from '../../calls/rpc.ts';
import { attempt, type OpenShoot } from './open.ts';
import {
  afterRedo,
  afterUndo,
  noted,
  redoFailed,
  undoFailed,
  without,
  type Step,
  type UndoLine,
} from '../undo-line.ts';

export type LineName = 'decided' | 'looked';

/** `done` resolves when the engine has written it too, or what went wrong has been said. */
export type Taken = { readonly step: Step; readonly done: Promise<void> };

function putLine(open: OpenShoot, name: LineName, line: UndoLine): void {
  open.put({ ...open.get(), [name]: line });
}

export function note(open: OpenShoot, name: LineName, step: Step): void {
  putLine(open, name, noted(open.get()[name], step));
}

/** An act that was noted could not be done after all. */
export function forget(open: OpenShoot, name: LineName, step: Step): void {
  putLine(open, name, without(open.get()[name], step));
}

/** Notes how to take an act back and says what it did. */
export function noteAndSay(open: OpenShoot, name: LineName, step: Step): void {
  note(open, name, step);
  open.host.say(step.text, step);
}

/**
 * Takes the last act of a line back; null where there is none. What it changes on the screen changes at once: an act that
 * comes right after it, while the engine is still writing, is another step and is never swept away by this one. What could
 * not be taken back can be tried again.
 */
export function takeBack(open: OpenShoot, name: LineName): Taken | null {
  const before = open.get()[name];
  const step = before.done.at(-1);
  if (!step) return null;
  putLine(open, name, afterUndo(before, step));
  const done = tryStep(open, step.undo, () => {
    putLine(open, name, undoFailed(open.get()[name], before, step));
  });
  return { step, done };
}

/** Does again what was taken back last; at once, as `takeBack`. */
export function doAgain(open: OpenShoot, name: LineName): Taken | null {
  const before = open.get()[name];
  const step = before.undone.at(-1);
  if (!step?.redo) return null;
  putLine(open, name, afterRedo(before, step));
  const done = tryStep(open, step.redo, () => {
    putLine(open, name, redoFailed(open.get()[name], before, step));
  });
  return { step, done };
}

function tryStep(open: OpenShoot, act: Step['undo'], failed: () => void): Promise<void> {
  return attempt(open, async () => {
    try {
      await act();
    } catch (error) {
      if (!isCancelled(error)) failed();
      throw error;
    }
  });
}
