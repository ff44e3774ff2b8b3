// The words of `podium export` and `podium album-presets` on the command line: arguments, options, help.

import type { Command } from 'commander';
import type { PodiumContract } from '../../../../shared/contract.ts';
import type { Call } from '../../../../shared/calls/rpc.ts';
import { filled, positive } from '../../terminal/option-values.ts';
import type { PodiumOptions, Run } from '../podium.ts';
import { listAlbumPresets, removeAlbumPreset, saveAlbumPreset } from './album-presets.ts';
import { withCopies, type CopyOptions } from './copy-options.ts';
import { exportBest, type ExportOptions } from './export.ts';

type With = (command: Command) => Command;

export function addAlbumCommands(
  podium: Command,
  run: Run,
  withData: With,
  withRanking: With,
): void {
  const command = withRanking(podium.command('export'))
    .description(
      'copy the best photos that are not rejected into an album folder; originals stay as they are',
    )
    .argument('<folder...>')
    .requiredOption('--top <k>', 'how many', positive)
    .option('--to <dir>', 'album folder', filled)
    .option('--gallery <dir>', 'make a page of them that works offline, in a new folder', filled)
    .option('--sheet <file>', 'draw them as a contact sheet, a PNG', filled)
    .option('--csv <file>', 'write their table, with every signal', filled);
  withCopies(command)
    .option('--include-copies', 'take the copies of chosen photos along; else they stay behind')
    .option('--with-maybe', 'with --ref: take photos that only may show the person, too')
    .option('--move', 'remove each original after its copy is verified')
    .option(
      '--send <destination>',
      'send the album on when it is made: podium destinations',
      filled,
    )
    .option('--dry-run', 'only print what would be done')
    .action((folders: string[], options: ExportOptions & PodiumOptions) =>
      run(options, (call, signal) => exportBest(call, folders, options, signal)),
    );
  addPresets(podium, run, withData);
}

function addPresets(podium: Command, run: Run, withData: With): void {
  const presets = podium
    .command('album-presets')
    .description('how copies of an album are made and named, by name');
  const done =
    (use: (call: Call<PodiumContract>) => Promise<void>) => async (call: Call<PodiumContract>) => {
      await use(call);
      return undefined;
    };
  withData(presets.command('list', { isDefault: true }))
    .description('list all')
    .option('--json', 'print them as JSON')
    .action((options: PodiumOptions & { readonly json?: boolean }) =>
      run(
        options,
        done((call) => listAlbumPresets(call, options)),
      ),
    );
  withCopies(withData(presets.command('save').argument('<name>')))
    .description('save one; --as begins with another')
    .action((name: string, options: CopyOptions & PodiumOptions) =>
      run(
        options,
        done((call) => saveAlbumPreset(call, name, options)),
      ),
    );
  withData(presets.command('remove').argument('<name>'))
    .description('remove one of your own')
    .action((name: string, options: PodiumOptions) =>
      run(
        options,
        done((call) => removeAlbumPreset(call, name)),
      ),
    );
}
