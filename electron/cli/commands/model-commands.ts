// The words of `podium models` on the command line: arguments, options, help.

import { Option, type Command } from 'commander';
import type { PodiumContract } from '../../../shared/contract.ts';
import type { Call } from '../../../shared/calls/rpc.ts';
import {
  importModelFile,
  installModelsNow,
  listModels,
  removeModelFiles,
  useModel,
  verifyModels,
  type ImportOptions,
  type InstallOptions,
} from './models.ts';
import type { PodiumOptions, Run } from './podium.ts';

type WithData = (command: Command) => Command;

export function addModelCommands(podium: Command, run: Run, withData: WithData): void {
  const models = podium
    .command('models')
    .description('the models: which are there, what each adds, download, import, choose');
  const quiet =
    (use: (call: Call<PodiumContract>, signal: AbortSignal) => Promise<void>) =>
    async (call: Call<PodiumContract>, signal: AbortSignal) => {
      await use(call, signal);
      return undefined;
    };
  withData(models.command('list', { isDefault: true }))
    .description('list them')
    .action((options: PodiumOptions) => run(options, quiet(listModels)));
  withData(models.command('install'))
    .description('download models, after a yes; stopped or broken off, the next try goes on')
    .argument('[id...]', 'as listed')
    .option('--all', 'the marked one of every role that has none but the built-in')
    .option('--yes', 'agree to the download and the licences without being asked')
    .action((ids: string[], options: InstallOptions & PodiumOptions) =>
      run(options, (call, signal) => installModelsNow(call, ids, options, signal)),
    );
  withData(models.command('verify'))
    .description('check every installed file against its hash')
    .action((options: PodiumOptions) => run(options, verifyModels));
  withData(models.command('import'))
    .description('take a model file from disk: one of the list, or your own sport classifier')
    .argument('<file>', 'told by its content, whatever its name')
    .option('--labels <file>', 'class names of a classifier (ONNX), in the order of its scores')
    .option('--name <text>', 'what the classifier is called')
    .addOption(
      new Option('--fit <how>', 'how a photo becomes the square of a classifier').choices([
        'stretch',
        'centre-square',
      ]),
    )
    .action((file: string, options: ImportOptions & PodiumOptions) => {
      const { labels, name, fit } = options;
      const given = {
        ...(labels !== undefined && { labels }),
        ...(name !== undefined && { name }),
        ...(fit !== undefined && { fit }),
      };
      return run(
        options,
        quiet((call, signal) => importModelFile(call, file, given, signal)),
      );
    });
  withData(models.command('remove'))
    .description('remove a downloaded or imported model')
    .argument('<id>')
    .action((id: string, options: PodiumOptions) =>
      run(
        options,
        quiet((call) => removeModelFiles(call, id)),
      ),
    );
  withData(models.command('use'))
    .description('which model fills a role; "best" takes the best one installed')
    .argument('<role>')
    .argument('<id>')
    .action((role: string, id: string, options: PodiumOptions) =>
      run(
        options,
        quiet((call) => useModel(call, role, id)),
      ),
    );
}
