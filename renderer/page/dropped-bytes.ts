// A photo dropped onto the page, as the engine takes it: what is in it, never where it lies.

import type { PhotoSource } from '../../shared/contract.ts';

/** Rejects where the file cannot be read any more. */
export async function sourceOf(file: File): Promise<PhotoSource> {
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name };
}
