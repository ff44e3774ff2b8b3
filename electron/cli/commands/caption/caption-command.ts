// The command `caption` and its options.

import type { Command } from 'commander';
import { variables } from '../../../../shared/captions/template.ts';
import { captionFieldNames } from '../../../../shared/captions/caption.ts';
import type { PodiumOptions, Run } from '../podium.ts';
import { caption, type CaptionOptions } from './caption.ts';

const several = (text: string, before: readonly string[] = []) => [...before, text];

export function addCaption(
  podium: Command,
  run: Run,
  withData: (command: Command) => Command,
): void {
  withData(podium.command('caption'))
    .description('show the captions of photos, or write them by template, with a roster and codes')
    .argument('<folder-or-photo...>')
    .option('--template <name>', 'a saved template, or a text with variables for the description')
    .option('--set <field=text>', 'a field; may be given several times', several)
    .option('--roster <file>', 'who plays: CSV, TSV, semicolons, codes or plain lines', String)
    .option(
      '--codes <file>',
      'code replacements, before those that Podium keeps; may be given several times',
      several,
    )
    .option('--save <name>', 'keep these fields as a template of this name')
    .option('--dry-run', 'only print what would be written')
    .option('--json', 'print everything as JSON')
    .option('--no-recursive', 'leave subfolders out')
    .addHelpText(
      'after',
      `\nFields: ${captionFieldNames.join(', ')}.\nVariables:\n${Object.entries(variables)
        .map(([name, about]) => `  {${name}}  ${about}`)
        .join('\n')}`,
    )
    .action((targets: string[], options: CaptionOptions & PodiumOptions) =>
      run(options, (call, signal) => caption(call, targets, options, signal)),
    );
}
