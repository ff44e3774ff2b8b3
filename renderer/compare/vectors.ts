// What the page knows of master vectors: the list, the one in use, and what it says about two photos.

import { create } from 'zustand';
import type { NamedVector, PhotoSource } from '../../shared/contract.ts';

/** A photo handed over by dropping it, in place of the candidate. */
export type DroppedPhoto = { readonly source: PhotoSource; readonly name: string };

export type Answer = {
  /** What was asked: the answer to another question is not shown. */
  readonly asked: string;
  readonly first: number;
  readonly second: number;
};

export type VectorsState = {
  readonly list: readonly NamedVector[];
  readonly chosen: string;
  readonly answer: Answer | null;
  readonly problem: string | null;
  readonly dropped: DroppedPhoto | null;
  readonly adding: boolean;
};

export const useVectors = create<VectorsState>()(() => ({
  list: [],
  chosen: 'sports',
  answer: null,
  problem: null,
  dropped: null,
  adding: false,
}));
