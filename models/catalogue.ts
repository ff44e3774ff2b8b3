// catalogue.json in the model folder: models of the user's own, beside those of the manifest.

import { join } from 'node:path';
import { z } from 'zod';
import { readManifest, type ModelEntry } from './manifest.ts';
import { readJson, unusable, writeJson } from './small-files.ts';

/** The user's own models. Throws `bad-input` when the file breaks the rules of a list, or names a model that is listed already. */
export async function readCatalogue(
  dir: string,
  listed: readonly ModelEntry[],
): Promise<readonly ModelEntry[]> {
  const path = catalogueIn(dir);
  const json = await readJson(path);
  return json === undefined ? [] : checked(path, json, listed);
}

type OwnModels = {
  readonly own: readonly ModelEntry[];
  /** Throws `bad-input` when the next start could not use the list. */
  readonly check: (own: readonly ModelEntry[]) => void;
  /** Replaces the list by one that can be used. */
  readonly write: (own: readonly ModelEntry[]) => Promise<void>;
};

/** For whoever is `changing` the folder. Rejects as `readCatalogue` does. */
export async function ownModels(dir: string, listed: readonly ModelEntry[]): Promise<OwnModels> {
  const path = catalogueIn(dir);
  const check = (own: readonly ModelEntry[]) => checked(path, { models: own }, listed);
  const write = (own: readonly ModelEntry[]) => writeJson(path, { models: check(own) });
  return { own: await readCatalogue(dir, listed), check, write };
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
