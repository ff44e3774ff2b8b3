// A file as scans found it, as a row of the cache.

export type FileRow = {
  readonly id: number;
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** As in `ScannedFile`; null where an earlier version saw the file last. */
  readonly changedMs: number | null;
  readonly kind: string | null;
  readonly problem: string | null;
  readonly content: number | null;
  readonly deaths: number;
  /** Why it cannot be analysed; null for a file that can, or was not tried yet. */
  readonly failure: string | null;
} & PairLook;

/** What was seen of a file that may be a RAW or its finished picture by its name; all null of any other. */
export type PairLook = {
  readonly looked: 'time' | 'picture' | null;
  readonly takenMs: number | null;
  /** Perceptual hash, 8 bytes. */
  readonly likeness: Buffer | null;
};
