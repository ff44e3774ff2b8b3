// A photo however it is named: by id, by path or as bytes; its bytes, and the SHA-256 that names its content.

import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { PhotoSource } from '../../shared/contract.ts';
import { EngineError, throwIfCancelled } from '../../shared/calls/rpc.ts';
import { hashBytes, readHead } from '../disk/read-file.ts';
import type { Analyses } from './cache/analyses.ts';
import type { FileRow } from './cache/file-row.ts';
import type { Files } from './cache/files.ts';
import { errorCode, reasonOf } from '../disk/file-errors.ts';
import { fileTooLarge } from './formats/limits.ts';
import { isPhoto } from './files/file-kind.ts';
import { notByName } from './files/left-out.ts';
import { withFile } from './files/read-photo.ts';
import { unreadable } from './files/unreadable.ts';
import { identifyAgain, type Identity } from './formats/picture/picture-hash.ts';

/** What is known of files and of what they hold. */
export type KnownFiles = { readonly files: Files; readonly analyses: Analyses };

export type SourcePhoto = {
  /** For its kind and for sentences. */
  readonly name: string;
  /** SHA-256 of its file: what the cache knows of the same content is true of this photo. */
  readonly sha256: Buffer;
  /** Works with the file's bytes, which are in memory meanwhile only. Rejects with EngineError, or as `work` does. */
  read<T>(work: (bytes: Buffer) => Promise<T>): Promise<T>;
};

/** Rejects with EngineError `not-found` or `unreadable`; a photo of the cache is not read before its bytes are asked for. */
export async function findPhoto(
  known: KnownFiles,
  source: PhotoSource,
  signal: AbortSignal,
): Promise<SourcePhoto> {
  if ('bytes' in source) {
    const bytes = Buffer.from(source.bytes);
    return { name: source.name, sha256: await hashBytes(bytes), read: (work) => work(bytes) };
  }
  if ('path' in source) {
    const path = resolve(source.path);
    const read: SourcePhoto['read'] = (work) => readAnywhere(path, signal, work);
    return { name: basename(path), sha256: await readAnywhere(path, signal, hashBytes), read };
  }
  const file = photoFile(known, source.id);
  const read: SourcePhoto['read'] = (work) => readPhoto(known, file, work);
  return { name: basename(file.path), sha256: await contentOf(known, file), read };
}

/**
 * A file that no scan has looked at yet: it may be anything, so its kind and size are looked at before it is read.
 * Opening a pipe or a device could wait for ever.
 */
async function readAnywhere<T>(
  path: string,
  signal: AbortSignal,
  work: (bytes: Buffer<ArrayBuffer>) => Promise<T>,
): Promise<T> {
  const name = basename(path);
  const reason = notByName(name);
  if (reason !== null) throw new EngineError('unreadable', reason);
  try {
    const { size } = await statFile(path);
    const problem = fileTooLarge(size);
    if (problem) throw unreadable(name, problem);
    const head = await readHead(path, 64);
    if (size > 0 && !isPhoto(head, name)) throw unreadable(name, 'it is not a photo');
    return await withFile(path, work, signal);
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

/** SHA-256 of a file of the cache, read where it is not known yet. */
function contentOf(known: KnownFiles, file: FileRow): Promise<Buffer> {
  const sha256 = known.analyses.sha256Of(file.path);
  if (sha256) return Promise.resolve(sha256);
  return readPhoto(known, file, (_bytes, identity) => Promise.resolve(identity.sha256));
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
  const picture = known.analyses.pictureOf(file.path);
  return picture ?? readPhoto(known, file, (_bytes, identity) => Promise.resolve(identity.picture));
}

/** Whether photos still have these pictures: no scan has found one changed since they were asked for. */
export function haveStill(
  { files, analyses }: KnownFiles,
  pictures: ReadonlyMap<number, Buffer>,
): boolean {
  return [...pictures].every(([id, picture]) => {
    const path = files.byId(id)?.path;
    return path !== undefined && analyses.pictureOf(path)?.equals(picture) === true;
  });
}

/** Works with a photo of the cache, read now; what it holds is remembered. Rejects with EngineError, or as `work` does. */
export async function readPhoto<T>(
  known: KnownFiles,
  file: FileRow,
  work: (bytes: Buffer, identity: Identity) => Promise<T>,
): Promise<T> {
  try {
    return await withFile(file.path, async (bytes) => {
      const earlier = known.analyses.earlier(file.id);
      const identity = await identifyAgain(bytes, basename(file.path), earlier);
      if (known.analyses.pictureOf(file.path) === undefined) known.analyses.link(file, identity);
      return work(bytes, identity);
    });
  } catch (error) {
    // What fails there is Podium's own data, not the photo: that is said for the whole call.
    if (error instanceof EngineError || errorCode(error).startsWith('SQLITE_')) throw error;
    if (errorCode(error) !== 'ENOENT')
      throw unreadable(basename(file.path), reasonOf(error), error);
    throw new EngineError('not-found', `There is no photo at ${file.path} any more.`);
  }
}
