// The command `taste` and its options.

import type { Command } from 'commander';
import { filled } from '../../terminal/option-values.ts';
import type { PodiumOptions, Run } from '../podium.ts';
import { taste, type TasteOptions } from './taste.ts';

export function addTaste(podium: Command, run: Run, withData: (command: Command) => Command): void {
  withData(podium.command('taste'))
    .description('what your choices between two photos have taught Podium, and how surely')
    .argument('[folder...]', 'folders with photos that were chosen between')
    .option(
      '--add <file>',
      'take choices: lines of JSON with left, right, verdict; rater, sport, at',
      filled,
    )
    .option('--choices <file>', 'write every choice as lines of JSON', filled)
    .option('--next', 'print the two photos whose comparison would teach most')
    .option('--export <file>', 'write what was learned, to be used elsewhere', filled)
    .option('--import <file>', 'keep a taste that was exported elsewhere; needs --name', filled)
    .option('--name <name>', 'the name of an imported taste', filled)
    .option('--compare <name>', 'how alike your taste and an imported one are', filled)
    .option(
      '--delete',
      'delete your choices and what was learned, or with --name an imported taste',
    )
    .option(
      '--gold <rater>',
      'whose choices are settled (a name, or "you"): how far others can be relied on',
      filled,
    )
    .option('--rater <name>', 'whose choices (default: your own)', filled)
    .option('--sport <name>', 'choices for one sport (default: all)', filled)
    .option('--no-recursive', 'leave subfolders out')
    .option('--json', 'print everything as JSON')
    .addHelpText(
      'after',
      '\nA line of --add: {"left": "IMG_1.jpg", "right": "IMG_2.jpg", "verdict": "left"}; verdict is left, right, close or skip.\nPhotos are named by a file of the folders, or by the SHA-256 of their picture, as --choices writes it.',
    )
    .action((folders: string[], options: TasteOptions & PodiumOptions) =>
      run(options, (call, signal) => taste(call, folders, options, signal)),
    );
}
