// Long work in steps: pure functions that a caller may pause, so that a window goes on answering.

/** Work that yields often and returns its result at the end. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all steps at once. */
export function inOneGo<T>(work: Steps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
