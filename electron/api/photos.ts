// The photos of a request: sent as bytes, or named by a path on this machine; told by their content, not their names.

import { basename, isAbsolute } from 'node:path';
import { isPhoto } from '../engine/engine.ts';
import { ApiError } from './refusals.ts';

/** As the engine takes a photo that need not be in an open folder. */
export type ApiPhoto =
  { readonly path: string } | { readonly bytes: Uint8Array; readonly name: string };

/** Throws status 415 where the bytes are no photo, whatever their name says. */
export function sentPhoto(bytes: Uint8Array, name: string): ApiPhoto {
  if (isPhoto(bytes, name)) return { bytes, name };
  throw new ApiError(
    415,
    `${name} is not a photo Podium reads. Send JPEG, PNG, WebP, TIFF, AVIF, GIF, HEIC or a RAW file.`,
  );
}

/** Its name without folders: it is only shown, and tells RAW formats apart. Rejects as `sentPhoto` throws. */
export async function sentFile(file: File): Promise<ApiPhoto> {
  return sentPhoto(new Uint8Array(await file.arrayBuffer()), nameOf(file));
}

export function nameOf(file: File): string {
  return basename(file.name.replaceAll('\\', '/')) || 'photo';
}

/** Throws status 400 for a relative path: where Podium was started is nothing another program knows. */
export function absolute(path: string): string {
  if (isAbsolute(path)) return path;
  throw new ApiError(400, `"${path}" is not an absolute path. Give the whole path.`);
}
