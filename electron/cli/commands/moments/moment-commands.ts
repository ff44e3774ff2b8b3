// The words of `podium bursts` and `podium clocks` on the command line: arguments, options, help.

import type { Command } from 'commander';
import { filled } from '../../terminal/option-values.ts';
import type { PodiumOptions, Run } from '../podium.ts';
import { bursts, type BurstsOptions } from './bursts.ts';
import { clocks, type ClocksOptions } from './clocks.ts';

export function addMoments(
  podium: Command,
  run: Run,
  withData: (command: Command) => Command,
): void {
  withData(podium.command('bursts'))
    .description('list the bursts of a folder, or join photos into one, split one, take photos out')
    .argument('<folder>')
    .argument('[photo...]', 'photos of that folder, for the options below')
    .option('--join', 'make these photos one burst')
    .option('--split', 'make the burst of this photo two, the second from it on')
    .option('--take-out', 'take each of these photos out of its burst')
    .option('--as-found', 'take back what was done by hand to the bursts of these photos')
    .option('--json', 'print JSON')
    .option('--no-recursive', 'leave subfolders out')
    .action((folder: string, photos: string[], options: BurstsOptions & PodiumOptions) =>
      run(options, (call, signal) => bursts(call, folder, photos, options, signal)),
    );
  withData(podium.command('clocks'))
    .description('list the cameras of folders, and move the clock of one that was wrong')
    .argument('<folder...>')
    .option('--camera <name>', 'move this camera: a part of its name', filled)
    .option(
      '--by <time>',
      'by how much: +1:00:00, or seconds; --by=-2.5 for back, 0 for not',
      filled,
    )
    .option('--right <photo>', 'a photo whose time is right', filled)
    .option('--wrong <photo>', 'one of the same moment by another camera, which is moved', filled)
    .option('--json', 'print JSON')
    .option('--no-recursive', 'leave subfolders out')
    .action((folders: string[], options: ClocksOptions & PodiumOptions) =>
      run(options, (call, signal) => clocks(call, folders, options, signal)),
    );
}
