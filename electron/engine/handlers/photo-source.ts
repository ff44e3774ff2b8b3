// A photo however it is named: by id, by path or as bytes; what it holds, and its content where that is asked for.

import { webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { PhotoSource } from '../../../shared/contract.ts';
import { EngineError } from '../../../shared/rpc.ts';
import { errorCode, reasonOf } from '../file-errors.ts';
import type { OpenCache } from '../open-cache.ts';
import { unreadable } from '../unreadable.ts';
import { photoFile, readPhoto } from './photo.ts';

export type SourcePhoto = {
  /** For its kind and for sentences. */
  readonly name: string;
  /** SHA-256 of its file: what the cache knows of the same content is true of this photo. */
  readonly sha256: Buffer;
  /** Reads the file where that has not happened yet. Rejects with EngineError. */
  bytes(): Promise<Buffer>;
};

/** Rejects with EngineError `not-found` or `unreadable`; a photo of the cache is not read before its bytes are. */
export async function findPhoto(open: OpenCache, source: PhotoSource): Promise<SourcePhoto> {
  if ('bytes' in source) {
    const { buffer, byteOffset, byteLength } = source.bytes;
    return inMemory(source.name, Buffer.from(buffer, byteOffset, byteLength));
  }
  if ('path' in source) return inMemory(basename(source.path), await readPath(source.path));
  const file = photoFile(open, source.id);
  const name = basename(file.path);
  const sha256 = open.analyses.sha256Of(file.path);
  if (sha256) return { name, sha256, bytes: async () => (await readPhoto(open, file)).bytes };
  const read = await readPhoto(open, file);
  return { name, sha256: read.sha256, bytes: () => Promise.resolve(read.bytes) };
}

async function inMemory(name: string, bytes: Buffer): Promise<SourcePhoto> {
  const sha256 = Buffer.from(await webcrypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return { name, sha256, bytes: () => Promise.resolve(bytes) };
}

async function readPath(path: string): Promise<Buffer> {
  const absolute = resolve(path);
  return readFile(absolute).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT')
      throw new EngineError('not-found', `There is no photo at ${absolute}.`);
    throw unreadable(basename(absolute), reasonOf(error), error);
  });
}
