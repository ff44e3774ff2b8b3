// A folder as a destination: of this machine, of another disk or of the network.

import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Destination } from '../../../shared/delivery/deliveries.ts';
import { errorCode } from '../../disk/file-errors.ts';
import { hashFile } from '../../disk/read-file.ts';
import { syncFolder } from '../../disk/write-file.ts';
import { isOnCamera } from '../album/camera-card.ts';
import { takeName } from '../album/place-file.ts';
import { DeliveryError, full } from './problems.ts';
import type { Remote } from './remote.ts';

type Folder = Extract<Destination, { kind: 'folder' }>;

/** It is never made: where a disk was pulled out, one of its name would fill the disk below. */
export async function openFolder({ folder }: Folder): Promise<Remote> {
  if (await isOnCamera(folder))
    throw new DeliveryError(
      'refused',
      `${folder} is on a camera card, where Podium writes nothing: choose a folder on a disk.`,
    );
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() !== true)
    throw new DeliveryError('again', `The folder ${folder} is not there now.`);
  const life = new AbortController();
  const said = <T>(work: Promise<T>) => work.catch((error: unknown) => rethrow(error, folder));
  return {
    sizeOf: (path) => said(sizeOf(join(folder, path))),
    hashOf: (path) => said(hashFile(join(folder, path), life.signal)),
    put: (source, path) => said(put(source, join(folder, path), life.signal)),
    rename: (from, to, replaces) => said(give(join(folder, from), join(folder, to), replaces)),
    remove: (path) => said(rm(join(folder, path), { force: true })),
    close: () => {
      life.abort();
    },
  };
}

async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  return found === null ? null : found.size;
}

async function put(source: Readable, path: string, signal: AbortSignal): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await pipeline(source, createWriteStream(path), { signal });
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function give(from: string, to: string, replaces: boolean): Promise<void> {
  if (replaces) await rename(from, to);
  else if (!(await takeName(from, to)))
    throw new DeliveryError('again', `${to} was made by somebody else meanwhile.`);
  await syncFolder(dirname(to));
}

function rethrow(error: unknown, folder: string): never {
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const { sentence } = full(folder);
    throw new DeliveryError('again', sentence, error);
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    throw new DeliveryError('refused', `Nothing may be written in ${folder}.`, error);
  throw error;
}
