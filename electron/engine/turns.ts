// Whose turn it is to analyse: runs go one after the other, two at once would only fight for the same cores.

export type Turns = {
  /** Runs `work` after all that waited before it. Rejects as it does. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Whether one is running or waits for its turn. */
  isAnalysing(): boolean;
  /** Resolves when all that have been asked for are over. */
  over(): Promise<void>;
};

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    inTurn(work) {
      waiting += 1;
      const result = last.then(work).finally(() => {
        waiting -= 1;
      });
      last = result.catch(() => undefined);
      return result;
    },
    isAnalysing: () => waiting > 0,
    async over() {
      await last;
    },
  };
}
