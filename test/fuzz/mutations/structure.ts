// What a file is made of, so that a mutation can move whole parts of it and leave the lengths right around them.

/** A part with its own name: a segment, chunk, box, field or word. */
export type Part = { readonly type: string; readonly body: Buffer };

export type Structure = {
  /** Null where the bytes are not of this structure. */
  readonly split: (bytes: Buffer) => readonly Part[] | null;
  /** Writes lengths and checksums that fit. */
  readonly join: (parts: readonly Part[]) => Buffer;
  /** What a part is made of in turn; null for plain bytes. */
  readonly inside?: (part: Part) => Structure | null;
  /** Words that mean something to a reader of this structure. */
  readonly words?: readonly string[];
};

/** Nothing is known of the bytes. */
export const plainBytes: Structure = {
  split: () => null,
  join: (parts) => Buffer.concat(parts.map(({ body }) => body)),
};
