// The words of `podium ingest` on the command line: arguments, options, help.

import type { Command } from 'commander';
import { filled } from '../terminal/option-values.ts';
import { ingestCard, type IngestOptions } from './ingest.ts';
import type { PodiumOptions, Run } from './podium.ts';

export function addIngest(
  podium: Command,
  run: Run,
  withData: (command: Command) => Command,
): void {
  withData(podium.command('ingest'))
    .description(
      'copy a camera card or folder to one or two places, verified; the card is only read',
    )
    .argument('[card]', 'a card or any folder (default: the one card that is plugged in)')
    .requiredOption('--to <dir>', 'where to', filled)
    .option('--also <dir>', 'a second place, such as a backup disk', filled)
    .option('--template <text>', 'folders and names (default: {date}/{name})', filled)
    .option('--dry-run', 'only print what would be done')
    .option('--json', 'print what was done as JSON')
    .action((card: string | undefined, options: IngestOptions & PodiumOptions) =>
      run(options, (call, signal) => ingestCard(call, card, options, signal)),
    );
}
