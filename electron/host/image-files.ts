// Which cached file answers an image request; used by both hosts.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const sizes: ReadonlySet<string> = new Set(['thumbnail', 'preview', 'full', 'quick']);
const contentName = /^[0-9a-f]{64}$/;

/**
 * Path of a cached JPEG in the image cache, or undefined when the request names none. The path is made of a known word and
 * hex digits only, so that no request can name any other file.
 */
export function imageFile(
  imagesFolder: string,
  size: string,
  contentHex: string,
): string | undefined {
  if (!sizes.has(size) || !contentName.test(contentHex)) return undefined;
  return join(imagesFolder, size, contentHex.slice(0, 2), `${contentHex}.jpg`);
}

/** What such a request is answered with: undefined where there is no such image. */
export async function readImage(
  imagesFolder: string,
  size: string,
  contentHex: string,
): Promise<Buffer<ArrayBuffer> | undefined> {
  const file = imageFile(imagesFolder, size, contentHex);
  return file === undefined ? undefined : readFile(file).catch(() => undefined);
}

/** Nothing of a photo stays with the browser when it is closed; while a page is open, it keeps what it shows in memory. */
export const imageHeaders = {
  'content-type': 'image/jpeg',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;
