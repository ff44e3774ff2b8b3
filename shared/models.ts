// What the rest of the system may know of a model: its role and whether it is there.

export type ModelRole =
  | 'face-detector'
  | 'landmarks'
  | 'face-embedder'
  | 'expression'
  | 'head-pose'
  | 'eyes-open'
  | 'clip-image'
  | 'clip-text'
  | 'clip-tokenizer';

export type ModelStatus = {
  readonly id: string;
  readonly role: ModelRole;
  readonly title: string;
  /** `embedded`: built from an installed package; `compact` and `best`: by download. */
  readonly tier: 'embedded' | 'compact' | 'best';
  readonly installed: boolean;
  /** Whether the pipeline uses it, being the best one installed for its role. */
  readonly chosen: boolean;
  readonly bytes: number;
  readonly licence: string;
  readonly commercialUse: boolean;
  /** What having it adds, as one sentence. */
  readonly adds: string;
};
