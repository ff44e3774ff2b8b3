// Taking back by key: decisions in one line, how one looks at photos in another.

import { doAgain, takeBack, type LineName, type Taken } from '../../shared/shoot/acts/undo.ts';
import type { Step } from '../../shared/shoot/undo-line.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import { opened } from './store.ts';
import { strings } from '../strings.ts';
import { say } from './toast.ts';

function said(taken: Taken | null, text: (what: string) => string, nothing: string): void {
  if (taken) say(text(taken.step.text));
  else say(nothing);
}

/** Takes the last decision back. */
export function undoLast(): void {
  said(takeBack(opened(), 'decided'), strings.undo.done, strings.undo.nothing);
}

export function redoLast(): void {
  const taken = doAgain(opened(), 'decided');
  if (taken) say(strings.undo.redone(taken.step.text), taken.step);
  else say(strings.undo.nothingToRedo);
}

/** Looks as before the last weight, filter or search. */
export function lookBack(): void {
  said(takeBack(opened(), 'looked'), strings.undo.back, strings.undo.nothingBack);
}

export function lookForward(): void {
  said(doAgain(opened(), 'looked'), strings.undo.forward, strings.undo.nothingForward);
}

/** The line that a step belongs to. */
export function lineOf({ decided }: Shoot, step: Step): LineName {
  return [...decided.done, ...decided.undone].includes(step) ? 'decided' : 'looked';
}
