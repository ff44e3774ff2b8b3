// Saying what has just happened, in one line that goes away by itself.

import { sentenceOf } from '../../shared/calls/rpc.ts';
import type { Step } from '../../shared/shoot/undo-line.ts';
import type { Toast } from './page.ts';
import { screen, setScreen } from './store.ts';

function show(toast: Omit<Toast, 'id'>): void {
  setScreen({ toast: { ...toast, id: (screen().toast?.id ?? 0) + 1 } });
}

/** `step`: what its button takes back. */
export function say(text: string, step: Step | null = null): void {
  show({ text, kind: 'done', step });
}

export function sayProblem(error: unknown): void {
  show({ text: sentenceOf(error), kind: 'problem', step: null });
}

export function dismissToast(): void {
  setScreen({ toast: null });
}
