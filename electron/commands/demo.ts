// `podium demo`: makes a folder of photos with known answers and shows on it everything Podium does.

import type { PodiumContract } from '../../shared/contract.ts';
import type { Call } from '../../shared/rpc.ts';
import { progressLine, say } from './terminal.ts';

export async function demo(
  call: Call<PodiumContract>,
  folder: string,
  signal: AbortSignal,
): Promise<number> {
  const progress = progressLine();
  const made = await call(
    'demo.make',
    { to: folder },
    { signal, onProgress: progress.show },
  ).finally(progress.end);
  say(`${made.frames.length}`);
  return 0;
}
