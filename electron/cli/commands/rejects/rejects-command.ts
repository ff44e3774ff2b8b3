// The words of `podium rejects` on the command line: arguments, options, help.

import type { Command } from 'commander';
import { filled } from '../../terminal/option-values.ts';
import type { PodiumOptions, Run } from '../podium.ts';
import { rejects, type RejectsOptions } from './rejects.ts';

export function addRejects(
  podium: Command,
  run: Run,
  withData: (command: Command) => Command,
): void {
  withData(podium.command('rejects'))
    .description(
      'say which photos of folders are rejected, move them to a folder, or bring them back',
    )
    .argument('<folder...>')
    .option('--move', 'move them, with RAW files and sidecars, after a yes')
    .option('--to <dir>', 'where to (default: a folder named Rejected beside them)', filled)
    .option('--restore', 'bring back what was moved before')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .option('--no-recursive', 'leave subfolders out')
    .action((folders: string[], options: RejectsOptions & PodiumOptions) =>
      run(options, async (call, signal) => {
        await rejects(call, folders, options, signal);
        return undefined;
      }),
    );
}
