// Models that come and go: downloaded and removed. The folder has to be opened again to see it.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../shared/calls/rpc.ts';
import { ownModels } from './catalogue.ts';
import { unknownModel } from './choose.ts';
import { dropChoice } from './choices.ts';
import { fetchModels, type DownloadCall } from './download/fetch-models.ts';
import { dropPart } from './download/part-file.ts';
import type { ModelFolder } from './folder.ts';
import { changing } from './lock.ts';
import { manifest, type ModelEntry } from './manifest.ts';

/** Downloads the models; those that are there are left alone. Rejects as `fetchModels` does. */
export async function installModels(
  folder: ModelFolder,
  ids: readonly string[],
  call: DownloadCall,
): Promise<void> {
  const entries = [...new Set(ids)].map((id) => known(folder, id));
  const wanted = entries.filter(({ id }) => !folder.installed(id));
  const without = wanted.find(
    ({ source, files }) =>
      source.kind !== 'download' ||
      files.some(({ url, mirrors }) => (url ?? mirrors[0]) === undefined),
  );
  if (without)
    throw new EngineError(
      'bad-input',
      `${without.title} has no address to download it from. Import its file from disk.`,
    );
  await fetchModels(folder.dir, wanted, call);
}

function known(folder: ModelFolder, id: string): ModelEntry {
  const entry = folder.entries.find((model) => model.id === id);
  if (entry) return entry;
  throw unknownModel(id);
}

/**
 * Removes the files of a model that was downloaded or imported, and what an unfinished download left of it. An imported
 * one leaves the list as well. Rejects with a sentence where something is in the way.
 */
export async function removeModel(folder: ModelFolder, id: string): Promise<void> {
  const entry = known(folder, id);
  if (entry.source.kind === 'package')
    throw new EngineError('bad-input', `${entry.title} is a part of Podium and stays.`);
  await changing(folder.dir, () => removeEntry(folder.dir, entry));
}

async function removeEntry(dir: string, entry: ModelEntry): Promise<void> {
  for (const { file } of entry.files) {
    const path = join(dir, file);
    const notRemovable = (cause: unknown) => {
      throw new EngineError(
        'unreadable',
        `${path} cannot be removed: another program may be using it, or its folder cannot be written. Correct that and try again.`,
        { cause },
      );
    };
    if (!(await dropPart(path).catch(notRemovable)))
      throw new EngineError(
        'unreadable',
        `${entry.title} cannot be removed: it is being downloaded. Stop the download first.`,
      );
    await rm(path, { force: true }).catch(notRemovable);
  }
  dropChoice(dir, entry.id);
  if (entry.source.kind !== 'import') return;
  const { own, write } = await ownModels(dir, manifest);
  await write(own.filter(({ id }) => id !== entry.id));
}
