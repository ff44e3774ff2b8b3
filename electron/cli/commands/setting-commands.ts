// The words of `podium settings` on the command line: arguments, options, help.

import type { Command } from 'commander';
import type { PodiumContract } from '../../../shared/contract.ts';
import type { Call } from '../../../shared/calls/rpc.ts';
import { dataFolder } from '../../host/data-folder.ts';
import type { PodiumOptions, Run } from './podium.ts';
import { getSetting, listSettings, resetSetting, setSetting } from './settings.ts';

export function addSettings(
  podium: Command,
  run: Run,
  withData: (command: Command) => Command,
): void {
  const settings = podium
    .command('settings')
    .description('every threshold and weight, and how to change it');
  const action = (
    command: Command,
    use: (call: Call<PodiumContract>, ...names: string[]) => Promise<void>,
  ) =>
    withData(command).action((...parts: unknown[]) => {
      const names = parts.filter((part) => typeof part === 'string');
      const options = command.opts<PodiumOptions>();
      return run(options, async (call) => {
        await use(call, ...names);
        return undefined;
      });
    });
  action(settings.command('list', { isDefault: true }).description('list all'), listSettings);
  action(settings.command('get').argument('<name>').description('print one'), (call, name = '') =>
    getSetting(call, name),
  );
  action(
    settings.command('set').argument('<name>').argument('<value>').description('change one'),
    (call, name = '', value = '') => setSetting(call, name, value),
  );
  action(
    settings.command('reset').argument('[name]').description('back to the default, one or all'),
    resetSetting,
  );
  settings.addHelpText('after', `\nThe changed ones are in ${dataFolder()}/settings.json.`);
}
