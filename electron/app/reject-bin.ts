// Puts rejected photos into the system's bin: which ones they are is the engine's word, never the page's.

import { basename } from 'node:path';
import type { Binned } from '../../shared/calls/host.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import { sentenceOf, type Call } from '../../shared/calls/rpc.ts';
import { reasonOf } from '../engine/engine.ts';

/**
 * A photo's picture goes last: where Podium is killed before that, the photo is still there with its decisions, and the
 * next time the rest of it goes.
 * @param trash puts one file into the bin
 */
export async function binRejects(
  call: Call<PodiumContract>,
  folders: unknown,
  trash: (path: string) => Promise<void>,
): Promise<Binned> {
  const asked = Array.isArray(folders) ? folders.map(String) : [];
  let done = 0;
  try {
    const { photos } = await call('rejects.files', { folders: asked });
    for (const files of photos) {
      for (const path of files) {
        const why = await trash(path).then(() => null, reasonOf);
        if (why === null) continue;
        const problem = `${basename(path)} could not be put into the bin, because ${why}; ${done} of ${photos.length} photos were.`;
        return { photos: done, problem };
      }
      done += 1;
    }
    return { photos: done, problem: null };
  } catch (error) {
    return { photos: done, problem: sentenceOf(error) };
  }
}
