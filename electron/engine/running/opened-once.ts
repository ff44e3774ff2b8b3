// Something opened when first asked for and kept; a failure is not kept, so that the next call tries again.

export type OpenedOnce<T> = {
  /** Rejects as `open` does. */
  get(): Promise<T>;
  /** Takes out what was opened; undefined where nothing was, or it could not be. */
  take(): Promise<T | undefined>;
};

export function openedOnce<T>(open: () => Promise<T>): OpenedOnce<T> {
  let opened: Promise<T> | undefined;
  return {
    get() {
      if (opened) return opened;
      const opening = open().catch((error: unknown) => {
        if (opened === opening) opened = undefined;
        throw error;
      });
      opened = opening;
      return opening;
    },
    async take() {
      const taken = opened;
      opened = undefined;
      return taken?.catch(() => undefined);
    },
  };
}
