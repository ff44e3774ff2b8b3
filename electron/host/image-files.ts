// Which cached file answers an image request; used by both hosts.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PodiumContract } from '../../shared/contract.ts';
import type { Input } from '../../shared/calls/rpc.ts';
import { unsealed } from '../disk/sealed-file.ts';

const contentName = /^[0-9a-f]{64}$/;

/** Names a picture of the image cache. */
export type CachedImage = Input<PodiumContract, 'photo.image'>;
/** Has the engine make it again; rejects where it cannot. */
export type MakeImage = (image: CachedImage) => Promise<unknown>;

const sizes: ReadonlySet<string> = new Set<CachedImage['size']>([
  ...(['thumbnail', 'preview', 'full', 'quick'] as const),
]);

/** Known words and hex digits only, so that no request can name any other file. */
function isCachedImage(asked: { size: string; contentHex: string }): asked is CachedImage {
  return sizes.has(asked.size) && contentName.test(asked.contentHex);
}

/** Path of a cached JPEG in the image cache, or undefined when the request names none. */
export function imageFile(
  imagesFolder: string,
  size: string,
  contentHex: string,
): string | undefined {
  if (!isCachedImage({ size, contentHex })) return undefined;
  return join(imagesFolder, size, contentHex.slice(0, 2), `${contentHex}.jpg`);
}

/**
 * What such a request is answered with, undefined where there is no such image. One that is lost or damaged is made again by the
 * engine, and never sent as it is.
 */
export async function readImage(
  imagesFolder: string,
  size: string,
  contentHex: string,
  makeAgain?: MakeImage,
): Promise<Buffer<ArrayBuffer> | undefined> {
  const asked = { size, contentHex };
  const file = imageFile(imagesFolder, size, contentHex);
  if (file === undefined || !isCachedImage(asked)) return undefined;
  const found = await readWhole(file);
  if (found || !makeAgain) return found;
  try {
    await makeAgain(asked);
  } catch {
    return undefined; // its photo is gone, or the engine stopped: there is no such image now
  }
  return readWhole(file);
}

async function readWhole(file: string): Promise<Buffer<ArrayBuffer> | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  return (bytes && unsealed(bytes)) ?? undefined;
}

/** Nothing of a photo stays with the browser when it is closed; while a page is open, it keeps what it shows in memory. */
export const imageHeaders = {
  'content-type': 'image/jpeg',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;
