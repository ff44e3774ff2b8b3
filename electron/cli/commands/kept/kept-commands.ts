// The words of `podium doctor` and `podium forget` on the command line: arguments, options, help.

import type { Command } from 'commander';
import { doctor } from './doctor.ts';
import { forget, type ForgetOptions } from './forget.ts';
import type { KeptOptions } from './kept.ts';
import type { PodiumOptions, Run } from '../podium.ts';

export function addKeptCommands(
  podium: Command,
  run: Run,
  withData: (command: Command) => Command,
): void {
  withData(podium.command('doctor'))
    .description(
      'what Podium has here, whether your decisions are whole, what is missing, and what it would add',
    )
    .option('--restore', 'bring back the newest copy of lost decisions; what was there is renamed')
    .option('--start-empty', 'begin anew without them; what was there is renamed')
    .action((options: KeptOptions & PodiumOptions) =>
      run(options, (call) => doctor(call, options)),
    );
  withData(podium.command('forget'))
    .description('forget a person, a folder or everything: the photos themselves stay')
    .argument('<what>', 'person, folder or everything')
    .argument('[name]', "the person's name, or the folder, which may be gone")
    .option('--yes', 'do not ask')
    .action((what: string, name: string | undefined, options: ForgetOptions & PodiumOptions) =>
      run(options, async (call, signal) => {
        await forget(call, what, name, options, signal);
        return undefined;
      }),
    );
}
