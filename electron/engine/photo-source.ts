// A photo however it is named: by id, by path or as bytes; its bytes, and the SHA-256 that names its content.

import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { PhotoSource } from '../../shared/contract.ts';
import { EngineError, throwIfCancelled } from '../../shared/calls/rpc.ts';
import { hashBytes, readHead } from '../disk/read-file.ts';
import type { Analyses } from './cache/analyses.ts';
import type { FileRow, Files } from './cache/files.ts';
import { errorCode, reasonOf } from '../disk/file-errors.ts';
import { isPhoto } from './files/file-kind.ts';
import { notByName } from './files/left-out.ts';
import { unreadable } from './files/unreadable.ts';
import { identify, type Identity } from './formats/picture/picture-hash.ts';

/** What is known of files and of what they hold. */
export type KnownFiles = { readonly files: Files; readonly analyses: Analyses };

export type SourcePhoto = {
  /** For its kind and for sentences. */
  readonly name: string;
  /** SHA-256 of its file: what the cache knows of the same content is true of this photo. */
  readonly sha256: Buffer;
  /** Reads the file where that has not happened yet. Rejects with EngineError. */
  bytes(): Promise<Buffer>;
};

/** Rejects with EngineError `not-found` or `unreadable`; a photo of the cache is not read before its bytes are. */
export async function findPhoto(
  known: KnownFiles,
  source: PhotoSource,
  signal: AbortSignal,
): Promise<SourcePhoto> {
  if ('bytes' in source) return inMemory(source.name, Buffer.from(source.bytes));
  if ('path' in source) {
    const path = resolve(source.path);
    return inMemory(basename(path), await readAnywhere(path, signal));
  }
  const file = photoFile(known, source.id);
  const name = basename(file.path);
  const sha256 = known.analyses.sha256Of(file.path);
  if (sha256) return { name, sha256, bytes: async () => (await readPhoto(known, file)).bytes };
  const read = await readPhoto(known, file);
  return { name, sha256: read.sha256, bytes: () => Promise.resolve(read.bytes) };
}

async function inMemory(name: string, bytes: Buffer<ArrayBuffer>): Promise<SourcePhoto> {
  const sha256 = await hashBytes(bytes);
  return { name, sha256, bytes: () => Promise.resolve(bytes) };
}

/** More than the largest photo that cameras make: 150 MP at 16 bits, not compressed, have 900 MB as TIFF. */
const largestBytes = 2 ** 30;

/**
 * A file that no scan has looked at yet: it may be anything, so its kind and size are looked at before it is read.
 * Opening a pipe or a device could wait for ever.
 */
async function readAnywhere(path: string, signal: AbortSignal): Promise<Buffer<ArrayBuffer>> {
  const name = basename(path);
  const reason = notByName(name);
  if (reason !== null) throw new EngineError('unreadable', reason);
  try {
    const { size } = await statFile(path);
    if (size > largestBytes) throw unreadable(name, 'it has more than 1 GB');
    const head = await readHead(path, 64);
    if (size > 0 && !isPhoto(head, name)) throw unreadable(name, 'it is not a photo');
    return await readFile(path, { signal });
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throwIfCancelled(signal);
    if (errorCode(error) === 'ENOENT')
      throw new EngineError('not-found', `There is no photo at ${path}.`);
    throw unreadable(name, reasonOf(error), error);
  }
}

async function statFile(path: string): Promise<{ readonly size: number }> {
  const stats = await stat(path);
  if (stats.isFile()) return stats;
  throw unreadable(basename(path), stats.isDirectory() ? 'it is a folder' : 'it is not a file');
}

/** Throws `not-found` for an id that no file has any more. */
export function photoFile(known: KnownFiles, id: number): FileRow {
  const file = known.files.byId(id);
  if (file) return file;
  throw new EngineError(
    'not-found',
    'That photo is no longer in the folder. Open the folder again to see what is there.',
  );
}

/** What names a photo's picture, read and remembered where it is not known yet. */
export async function pictureOf(known: KnownFiles, id: number): Promise<Buffer> {
  const file = photoFile(known, id);
  return known.analyses.pictureOf(file.path) ?? (await readPhoto(known, file)).picture;
}

/** A photo of the cache, read now; what it holds is remembered. Rejects with EngineError. */
export async function readPhoto(
  known: KnownFiles,
  file: FileRow,
): Promise<Identity & { readonly bytes: Buffer }> {
  const bytes = await readFile(file.path).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT')
      throw unreadable(basename(file.path), reasonOf(error), error);
    throw new EngineError('not-found', `There is no photo at ${file.path} any more.`);
  });
  const identity = await identify(bytes, basename(file.path));
  if (known.analyses.pictureOf(file.path) === undefined) known.analyses.link(file, identity);
  return { bytes, ...identity };
}
