// Models from disk: a file of the list, told by its hash, or a classifier of the user's own. The folder has to be opened again to see it.

import { copyFile, open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { hashFile } from '../electron/disk/read-file.ts';
import { draftIn, giveName } from '../electron/disk/write-file.ts';
import { EngineError, throwIfCancelled } from '../shared/calls/rpc.ts';
import { ownModels } from './catalogue.ts';
import { dropPart } from './download/part-file.ts';
import { isPointer } from './file-check.ts';
import type { ModelFolder } from './folder.ts';
import { changing } from './lock.ts';
import { manifest, type ModelEntry } from './manifest.ts';
import { hasCode } from './small-files.ts';

/**
 * Copies a file that some model of the list consists of into the folder; which one, its hash says. Resolves with the
 * model's id. Throws a sentence when no model has such a file.
 */
export async function importModel(
  folder: ModelFolder,
  file: string,
  signal: AbortSignal,
): Promise<string> {
  const path = resolve(file);
  const sha256 = await hashOfImport(path, signal);
  for (const { id, files, source } of folder.entries) {
    const match = files.find((one) => one.sha256 === sha256);
    if (!match || source.kind === 'package') continue;
    const to = join(folder.dir, match.file);
    const copy = async () => {
      await copyChecked(path, to, sha256, signal);
      await dropPart(to); // what an unfinished download of it left
    };
    await changing(folder.dir, copy, { signal });
    return id;
  }
  throw new EngineError('bad-input', await whyUnknown(folder, path));
}

async function hashOfImport(path: string, signal: AbortSignal): Promise<string> {
  try {
    if ((await stat(path)).isFile()) return await hashFile(path, signal);
  } catch (error) {
    throwIfCancelled(signal);
    if (!hasCode(error, 'ENOENT', 'ENOTDIR'))
      throw new EngineError('unreadable', `${path} cannot be read.`, { cause: error });
    throw new EngineError('not-found', `There is no file at ${path}.`);
  }
  throw new EngineError('bad-input', `${path} is not a file.`);
}

async function whyUnknown(folder: ModelFolder, path: string): Promise<string> {
  if (await isPointer(path))
    return `${path} is only a pointer to a model, not the model itself. Download the file that it points to.`;
  const name = basename(path);
  const entry = folder.entries.find(({ files }) => files.some(({ file }) => file === name));
  if (entry)
    return `${path} is not the published file of ${entry.title}: its content is another one. It may be incomplete, or another version.`;
  return `${path} is none of the models Podium knows. To use it as a sport classifier, give the file of its class names as well.`;
}

/** The copy has its name only when it is whole. Throws a sentence when the file changes meanwhile or cannot be copied. */
async function copyChecked(
  from: string,
  to: string,
  sha256: string,
  signal: AbortSignal,
): Promise<void> {
  const draft = draftIn(dirname(to));
  try {
    await copyFile(from, draft);
    if ((await hashFile(draft, signal)) !== sha256)
      throw new EngineError('unreadable', `${from} changed while it was copied. Import it again.`);
    const copy = await open(draft, 'r+');
    await copy.sync().finally(() => copy.close());
    await giveName(draft, to);
  } catch (error) {
    throwIfCancelled(signal);
    if (error instanceof EngineError) throw error;
    const full = hasCode(error, 'ENOSPC', 'EDQUOT');
    const why = full ? 'the disk is full' : 'the folder cannot be written';
    throw new EngineError('unreadable', `${from} could not be copied to ${to}: ${why}.`, {
      cause: error,
    });
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * A network of the user's own, whose class names are known and which has been tried: as the list has it, with how it wants its pixels
 * or whose features it wants.
 */
export type OwnClassifier = Pick<
  ModelEntry,
  'network' | 'preprocessing' | 'embedding' | 'input' | 'output' | 'byItself'
> & {
  /** What it is called in the list. */
  readonly name: string;
  readonly adds?: string;
};

/**
 * Copies a classifier and its class names, one a line, into the folder and lists it as the user's own.
 * Resolves with its id. The caller has checked that the network and the names fit.
 */
export async function importClassifier(
  folder: ModelFolder,
  path: string,
  labelsPath: string,
  classifier: OwnClassifier,
  signal: AbortSignal,
): Promise<string> {
  const sources: Source[] = [];
  for (const one of [path, labelsPath].map((name) => resolve(name)))
    sources.push({
      path: one,
      sha256: await hashOfImport(one, signal),
      bytes: (await stat(one)).size,
    });
  const copyAndList = async () => {
    const { own, check, write } = await ownModels(folder.dir, manifest);
    const entry = classifierEntry(classifier, sources, own, folder.entries);
    const models = [...own.filter(({ id }) => id !== entry.id), entry];
    check(models); // before anything is copied
    const copied: string[] = [];
    try {
      for (const [i, { file }] of entry.files.entries()) {
        const { path: from = '', sha256 = '' } = sources[i] ?? {};
        await copyChecked(from, join(folder.dir, file), sha256, signal);
        copied.push(join(folder.dir, file));
      }
      await write(models);
    } catch (error) {
      // Files that no list names would stay for ever; those of a model that is listed already are its own.
      const isListed = own.some(({ id }) => id === entry.id);
      for (const one of isListed ? [] : copied) await rm(one, { force: true });
      throw error;
    }
    return entry.id;
  };
  return changing(folder.dir, copyAndList, { signal });
}

type Source = { readonly path: string; readonly sha256: string; readonly bytes: number };

/** The same files are the same model, whatever it is called now. */
function classifierEntry(
  { name, adds = 'Names the sport of a photo, with classes of your own.', ...own }: OwnClassifier,
  sources: readonly Source[],
  before: readonly ModelEntry[],
  listed: readonly ModelEntry[],
): ModelEntry {
  const hashes = sources.map(({ sha256 }) => sha256);
  const same = before.find(
    ({ role, files }) =>
      role === 'classifier' &&
      isDeepStrictEqual(
        files.map(({ sha256 }) => sha256),
        hashes,
      ),
  );
  const id = same?.id ?? freeId(name, hashes, [...before, ...listed, ...manifest]);
  const files = sources.map(({ sha256, bytes }, i) => ({
    ...{ file: `${id}${endings[i] ?? ''}`, sha256, bytes },
    mirrors: [],
  }));
  return {
    ...{ id, role: 'classifier', ready: true, tier: 'best', ...own },
    ...{ title: name, adds },
    ...{ licence: 'your own', licenceUrl: null, commercialUse: null },
    source: { kind: 'import' },
    files,
  };
}

/** Of the network and of its class names. */
const endings = ['.onnx', '.txt'];

/** Words that are taken where the id of a classifier is asked for: what CLIP tells, and the best one installed. */
const reserved: ReadonlySet<string> = new Set(['clip', 'best']);

/** Out of the name, and of the content where the name, or that of one of its files, is taken. */
function freeId(name: string, hashes: readonly string[], taken: readonly ModelEntry[]): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const id = plain === '' ? 'classifier' : plain;
  const names = new Set([...reserved, ...taken.map((entry) => entry.id)]);
  const files = new Set(
    taken.flatMap((entry) => entry.files.map(({ file }) => file.toLowerCase())),
  );
  const isTaken = names.has(id) || endings.some((ending) => files.has(id + ending));
  return isTaken ? `${id}-${hashes.map((sha256) => sha256.slice(0, 6)).join('-')}` : id;
}
