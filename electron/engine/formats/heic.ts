// HEIC pixels: sharp's own build decodes AVIF only, so these come from libheif's WebAssembly build.

import { Worker } from 'node:worker_threads';
import type { Raster } from '../../../shared/photo.ts';

/** What the decoding thread sends back. */
export type HeicAnswer =
  | { readonly kind: 'decoded'; readonly raster: Raster & { data: Uint8Array<ArrayBuffer> } }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Decodes the primary picture in full size, upright (HEIC's own rotation applied), in the photo's
 * own colour space. One thread a photo: its memory is freed and a crash of it costs one photo.
 * Rejects with an Error whose message is the decoder's.
 */
export async function decodeHeic(bytes: Buffer): Promise<Raster> {
  const thread = new Worker(new URL('./heic-thread.ts', import.meta.url), { workerData: bytes });
  try {
    const answer = await new Promise<HeicAnswer>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', (code) => {
        reject(new Error(`The HEIC decoder ended with code ${code}.`));
      });
    });
    if (answer.kind === 'failed') throw new Error(answer.reason);
    return answer.raster;
  } finally {
    await thread.terminate();
  }
}
