// catalogue.json in the model folder: models of the user's own, beside those of the manifest.

import { join } from 'node:path';
import { z } from 'zod';
import { changing } from './lock.ts';
import { readManifest, type ModelEntry } from './manifest.ts';
import { readJson, unusable } from './small-files.ts';

/** The user's own models. Throws `bad-input` when the file breaks the rules of a list, or names a model that is listed already. */
export async function readCatalogue(
  dir: string,
  listed: readonly ModelEntry[],
): Promise<readonly ModelEntry[]> {
  const path = catalogueIn(dir);
  const json = await readJson(path);
  return json === undefined ? [] : checked(path, json, listed);
}

export type OwnModels = {
  readonly own: readonly ModelEntry[];
  /** Throws `bad-input` when the next start could not use the list. */
  readonly check: (own: readonly ModelEntry[]) => void;
  /** Replaces the list by one that can be used. */
  readonly write: (own: readonly ModelEntry[]) => Promise<void>;
};

/** Runs `work` while nobody else changes the list. Rejects as `work` and `changing` do. */
export async function changeCatalogue<R>(
  dir: string,
  listed: readonly ModelEntry[],
  work: (models: OwnModels) => Promise<R>,
  signal?: AbortSignal,
): Promise<R> {
  const path = catalogueIn(dir);
  const check = (own: readonly ModelEntry[]) => checked(path, { models: own }, listed);
  const run = async (save: (value: unknown) => Promise<void>) => {
    const write = (own: readonly ModelEntry[]) => save({ models: check(own) });
    return work({ own: await readCatalogue(dir, listed), check, write });
  };
  return changing(path, run, signal);
}

function catalogueIn(dir: string): string {
  return join(dir, 'catalogue.json');
}

function checked(
  path: string,
  json: unknown,
  listed: readonly ModelEntry[],
): readonly ModelEntry[] {
  try {
    const own = readManifest(json);
    checkNames([...listed, ...own]);
    const built = own.find(({ source }) => source.kind === 'package');
    if (built) throw new Error(`${built.id}: models are built from Podium's own packages only`);
    return own;
  } catch (error) {
    const cause = error instanceof z.ZodError ? new Error(z.prettifyError(error)) : error;
    throw unusable(path, cause);
  }
}

function checkNames(entries: readonly ModelEntry[]): void {
  const seen = new Set<string>();
  for (const { id, files } of entries) {
    for (const name of [id, ...files.map(({ file }) => `the file ${file}`)]) {
      if (seen.has(name)) throw new Error(`${name} is listed twice`);
      seen.add(name);
    }
  }
}
