// What a fuzzed part of Podium has to be: seeds to begin with, and something that takes an input.

import type { Seed } from './mutations/mutate.ts';

/**
 * Takes one input. Resolves where it answers; rejects with a sentence where it refuses. Anything else that it throws is a
 * defect, and so is an error that it answers where a sentence was due: `Wrong`.
 */
export type Take = (bytes: Buffer, name: string) => Promise<unknown>;

export type OpenParser = { readonly take: Take; readonly close?: () => Promise<void> };

export type Parser = {
  readonly name: string;
  /** Its share of the inputs of the long form: what takes long gets less. */
  readonly weight: number;
  readonly seeds: () => Promise<readonly Seed[]>;
  /** @param folder empty, for files that it has to be given */
  readonly open: (folder: string) => Promise<OpenParser>;
};

/** An answer that breaks a promise of Podium's, whatever the input. */
export class Wrong extends Error {}
