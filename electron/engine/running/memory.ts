// Memory that work waits for, first come, first served: how much is read and decoded at once has a bound.

export type MemoryShare = {
  /** Runs `work` as soon as so many bytes are free; what wants more than there is runs alone. */
  hold<T>(bytes: number, work: () => Promise<T>): Promise<T>;
};

export function createShare(totalBytes: number): MemoryShare {
  let held = 0;
  const waiting: { readonly bytes: number; readonly start: () => void }[] = [];
  const startNext = () => {
    for (let [next] = waiting; next && held + next.bytes <= totalBytes; [next] = waiting) {
      waiting.shift();
      held += next.bytes;
      next.start();
    }
  };
  return {
    async hold(wanted, work) {
      const bytes = Math.min(wanted, totalBytes);
      await new Promise<void>((start) => {
        waiting.push({ bytes, start });
        startNext();
      });
      try {
        return await work();
      } finally {
        held -= bytes;
        startNext();
      }
    },
  };
}

const megabyte = 2 ** 20;

/** Files larger than this are refused: a TIFF of 80 megapixels at 16 bits has 480 MB, the largest RAW files 250. */
export const largestFileBytes = 512 * megabyte;
/**
 * A photo whose file and pixels need more than this at once is refused: formats that cannot be read row by row reach it at
 * 60 megapixels of 10 bits (HEIC), where cameras end.
 */
export const largestDecodeBytes = 768 * megabyte;

/** Contents of files that are in memory at once, in the whole process; a larger one is there alone. */
export const fileMemory = createShare(384 * megabyte);
/**
 * What decoders hold at once. Who has it never waits for `fileMemory`, which is why those two cannot wait for each other.
 */
export const decodeMemory = createShare(largestDecodeBytes);
