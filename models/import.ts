// Models from disk: a file of the list, told by its hash, or a classifier of the user's own. The folder has to be opened again to see it.

import { randomUUID } from 'node:crypto';
import { copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { EngineError, throwIfCancelled } from '../shared/rpc.ts';
import { readCatalogue, writeCatalogue } from './catalogue.ts';
import { hashFile, isPointer } from './file-check.ts';
import type { ModelFolder } from './folder.ts';
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
    await copyChecked(path, join(folder.dir, match.file), sha256, signal);
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
  const draft = `${to}.${randomUUID()}.part`;
  try {
    await copyFile(from, draft);
    if ((await hashFile(draft, signal)) !== sha256)
      throw new EngineError('unreadable', `${from} changed while it was copied. Import it again.`);
    const copy = await open(draft, 'r+');
    await copy.sync().finally(() => copy.close());
    await rename(draft, to);
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

/** A network of the user's own, whose class names are known and which has been tried. */
export type OwnClassifier = {
  /** What it is called in the list. */
  readonly name: string;
  /** How the network wants its pixels. */
  readonly preprocessing: NonNullable<ModelEntry['preprocessing']>;
  /** Shape and meaning of what goes in and out, for the list. */
  readonly input: string;
  readonly output: string;
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
  const sources = [resolve(path), resolve(labelsPath)];
  const hashes: string[] = [];
  for (const source of sources) hashes.push(await hashOfImport(source, signal));
  const own = await readCatalogue(folder.dir, manifest);
  const same = own.find(({ files }) => files.every(({ sha256 }, i) => sha256 === hashes[i]));
  const id = same?.id ?? freeId(classifier.name, hashes, [...own, ...folder.entries]);
  const files = ['onnx', 'txt'].map((ending, i) => ({
    file: `${id}.${ending}`,
    sha256: hashes[i] ?? '',
  }));
  const listed: ModelEntry['files'] = [];
  for (const [i, { file, sha256 }] of files.entries()) {
    const to = join(folder.dir, file);
    await copyChecked(sources[i] ?? '', to, sha256, signal);
    listed.push({ file, sha256, bytes: (await stat(to)).size, mirrors: [] });
  }
  const entry: ModelEntry = {
    ...{ id, role: 'classifier', network: 'classifier', ready: true, tier: 'best' },
    title: classifier.name,
    adds: 'Names the sport of a photo, with classes of your own.',
    ...{ licence: 'your own', licenceUrl: null, commercialUse: null },
    source: { kind: 'import' },
    files: listed,
    preprocessing: classifier.preprocessing,
    ...{ input: classifier.input, output: classifier.output },
  };
  await writeCatalogue(folder.dir, [...own.filter((one) => one.id !== id), entry]);
  return id;
}

/** Out of the name, and of the content where the name is taken. */
function freeId(name: string, hashes: readonly string[], taken: readonly ModelEntry[]): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const id = plain === '' ? 'classifier' : plain;
  const isTaken = taken.some((entry) => entry.id === id);
  return isTaken ? `${id}-${hashes.map((sha256) => sha256.slice(0, 6)).join('-')}` : id;
}
