// A photo that a call names, wherever it is: known to Podium, somewhere on disk, or handed over as bytes.

import { webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { PhotoSource } from '../../shared/contract.ts';
import { EngineError } from '../../shared/rpc.ts';
import { errorCode, reasonOf } from './file-errors.ts';
import { photoFile } from './handlers/photo.ts';
import type { OpenCache } from './open-cache.ts';
import { unreadable } from './unreadable.ts';

export type FoundPhoto = {
  /** For sentences, and to tell RAW formats apart. */
  readonly name: string;
  readonly sha256: Buffer;
  /** The file's bytes, read when first asked for. */
  bytes(): Promise<Buffer>;
};

/** Rejects with EngineError `not-found` where there is no such photo, `unreadable` where its file cannot be read. */
export async function findPhoto(open: OpenCache, source: PhotoSource): Promise<FoundPhoto> {
  if ('bytes' in source) {
    const bytes = Buffer.from(source.bytes);
    return { name: source.name, sha256: await digest(bytes), bytes: () => Promise.resolve(bytes) };
  }
  const path = 'id' in source ? photoFile(open, source.id).path : resolve(source.path);
  const name = basename(path);
  const known = 'id' in source ? open.analyses.sha256Of(path) : undefined;
  if (known) return { name, sha256: known, bytes: () => readWhole(path) };
  const bytes = await readWhole(path);
  return { name, sha256: await digest(bytes), bytes: () => Promise.resolve(bytes) };
}

async function readWhole(path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw unreadable(basename(path), reasonOf(error), error);
    throw new EngineError('not-found', `There is no photo at ${path}.`, { cause: error });
  });
}

async function digest(bytes: Buffer): Promise<Buffer> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
}
