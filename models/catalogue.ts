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
  const path = join(dir, 'catalogue.json');
  const json = await readJson(path);
  if (json === undefined) return [];
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

/** Replaces the user's own models. */
export async function writeCatalogue(dir: string, own: readonly ModelEntry[]): Promise<void> {
  await writeJson(join(dir, 'catalogue.json'), { models: own });
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
