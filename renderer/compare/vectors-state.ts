// What the page knows of master vectors.

import type { NamedVector, PhotoSource } from '../../shared/contract.ts';

/** What is known of master vectors, and what the one in use says about two photos. */
export type VectorsState = {
  readonly list: readonly NamedVector[];
  readonly chosen: string;
  readonly answer: { readonly first: number; readonly second: number } | null;
  readonly problem: string | null;
  /** A photo handed over by dropping it, in place of the candidate. */
  readonly dropped: { readonly source: PhotoSource; readonly name: string } | null;
  readonly adding: boolean;
};
