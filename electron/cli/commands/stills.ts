// `podium stills`: takes stills of the videos in folders, or of single videos.

import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import type { PodiumContract } from '../../../shared/contract.ts';
import type { StillsTaken } from '../../../shared/contract-stills.ts';
import type { Call } from '../../../shared/calls/rpc.ts';
import { takenSentences } from '../../../shared/stills/words.ts';
import { print, printJson, say, stillsLine, table } from '../terminal/terminal.ts';
import type { PodiumOptions, Run } from './podium.ts';

type StillsOptions = { readonly json?: boolean; readonly recursive: boolean };

export function addStills(
  podium: Command,
  run: Run,
  withData: (command: Command) => Command,
): void {
  withData(podium.command('stills'))
    .description(
      'take a still of each moment of play in videos: photos of the folder from then on; needs ffmpeg',
    )
    .argument('<folder-or-video...>')
    .option('--no-recursive', 'leave subfolders out')
    .option('--json', 'print what was taken as JSON')
    .action((targets: string[], options: StillsOptions & PodiumOptions) =>
      run(options, (call, signal) => stills(call, targets, options, signal)),
    );
}

/** Exit code 0, or 3 where a video gave none, or not all, which is said. */
async function stills(
  call: Call<PodiumContract>,
  targets: readonly string[],
  { recursive, json }: StillsOptions,
  signal: AbortSignal,
): Promise<number> {
  const videos: StillsTaken['videos'][number][] = [];
  for (const target of targets) {
    const { show, end } = stillsLine();
    const asked = inputOf(resolve(target), recursive);
    const taken = await call('stills.take', asked, { signal, onProgress: show }).finally(end);
    await call('folder.sync', asked, { signal }); // where they are found from now on
    videos.push(...taken.videos);
  }
  if (json === true) printJson({ videos });
  else if (videos.length > 0) print(table(videos.map(({ path, stills: n }) => [path, n])));
  for (const sentence of takenSentences({ videos })) say(sentence);
  return videos.some(({ problem }) => problem !== null) ? 3 : 0;
}

function inputOf(target: string, recursive: boolean) {
  const isFile = statSync(target, { throwIfNoEntry: false })?.isFile() === true;
  return isFile
    ? { folders: [dirname(target)], recursive: false, videos: [target] }
    : { folders: [target], recursive };
}
