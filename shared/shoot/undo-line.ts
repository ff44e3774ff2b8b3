// A line of steps that can be taken back one after the other, the last one first, and done again. Every function makes a new line.

/** One step back; several calls may belong to one act. */
export type Step = {
  /** What was done, in the page's words. */
  readonly text: string;
  readonly undo: () => void | Promise<void>;
  /** Does it again; a step without it ends what can be done again. */
  readonly redo?: () => void | Promise<void>;
  /** The act of the hand that it belongs to, where the act goes on with every move of a slider. */
  readonly act?: string;
};

export type UndoLine = {
  /** What can be taken back, the last done last. */
  readonly done: readonly Step[];
  /** What was taken back, the last taken back last. */
  readonly undone: readonly Step[];
};

/** How many steps can be taken back. */
const depth = 200;

export const emptyLine: UndoLine = { done: [], undone: [] };

export function noted({ done }: UndoLine, step: Step): UndoLine {
  return { done: [...done.slice(1 - depth), step], undone: [] };
}

/** Without a step that could not be done after all: there is nothing to take back, or to do again. */
export function without({ done, undone }: UndoLine, step: Step): UndoLine {
  const others = (steps: readonly Step[]) => steps.filter((other) => other !== step);
  return { done: others(done), undone: others(undone) };
}

/** After the last step was taken back. */
export function afterUndo({ done, undone }: UndoLine, step: Step): UndoLine {
  return { done: done.slice(0, -1), undone: step.redo ? [...undone, step] : [] };
}

/** After the step that was taken back last was done again. */
export function afterRedo({ done, undone }: UndoLine, step: Step): UndoLine {
  return { done: [...done, step], undone: undone.slice(0, -1) };
}

/** A step could not be taken back: it stands again where it stood in the line `before`, and can be tried again. */
export function undoFailed(now: UndoLine, before: UndoLine, step: Step): UndoLine {
  const left = without(now, step);
  return { ...left, done: putBack(step, before.done, left.done) };
}

/** A step could not be done again; after another act nothing is done again. */
export function redoFailed(now: UndoLine, before: UndoLine, step: Step): UndoLine {
  const { done, undone } = before;
  const other = now.done.some((noted) => !done.includes(noted) && !undone.includes(noted));
  const left = without(now, step);
  return other ? left : { ...left, undone: putBack(step, undone, left.undone) };
}

/** The steps there are now with the one that was last before: after what is left of those, before what came since. */
function putBack(step: Step, before: readonly Step[], now: readonly Step[]): readonly Step[] {
  const place = now.filter((other) => before.includes(other)).length;
  return [...now.slice(0, place), step, ...now.slice(place)];
}
