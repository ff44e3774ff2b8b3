// The words of `podium deliver` and `podium destinations` on the command line: arguments, options, help.

import type { Command } from 'commander';
import { anyNumber, filled } from '../../terminal/option-values.ts';
import type { PodiumOptions, Run } from '../podium.ts';
import { deliver, usualWaitS, type DeliverOptions } from './deliver.ts';
import {
  addDestination,
  listDestinations,
  removeDestination,
  testDestination,
  type AddOptions,
  type TestOptions,
} from './destinations.ts';

type With = (command: Command) => Command;

export function addDelivery(podium: Command, run: Run, withData: With): void {
  withData(podium.command('deliver'))
    .description(
      'send albums or files to a destination, and go on with what has not arrived; only what is missing or differs is sent',
    )
    .argument('[path...]', 'folders and files; none goes on with what waits')
    .option('--to <destination>', 'where to: podium destinations', filled)
    .option('--wait <seconds>', 'how long nothing may arrive before it ends', anyNumber, usualWaitS)
    .option('--cancel <number>', 'cancel one of the list', anyNumber)
    .option('--list', 'only print what is on its way or was sent')
    .option('--json', 'print it as JSON')
    .action((paths: string[], options: DeliverOptions & PodiumOptions) =>
      run(options, (call, signal) => deliver(call, paths, options, signal)),
    );
  addDestinations(podium, run, withData);
}

function addDestinations(podium: Command, run: Run, withData: With): void {
  const destinations = podium
    .command('destinations')
    .description('where albums are sent: FTP, SFTP or a folder, by name')
    .addHelpText(
      'after',
      '\nPasswords are asked for, or taken from PODIUM_PASSWORD_NAME, and never kept.',
    );
  withData(destinations.command('list', { isDefault: true }))
    .description('list all')
    .option('--json', 'print them as JSON')
    .action((options: PodiumOptions & { readonly json?: boolean }) =>
      run(options, (call) => listDestinations(call, options)),
    );
  withData(destinations.command('add').argument('<name>').argument('<address>'))
    .description(
      'keep one: sftp://USER@HOST/FOLDER, ftps://… (FTP with TLS), ftp://… or the path of a folder',
    )
    .option('--key <file>', 'with sftp: a private key in the place of a password', filled)
    .action((name: string, address: string, options: AddOptions & PodiumOptions) =>
      run(options, (call) => addDestination(call, name, address, options)),
    );
  withData(destinations.command('remove').argument('<name>'))
    .description('forget one, and cancel what is on its way there')
    .action((name: string, options: PodiumOptions) =>
      run(options, (call) => removeDestination(call, name)),
    );
  withData(destinations.command('test').argument('<name>'))
    .description('put a small file there and remove it again')
    .option('--trust <key>', 'take the server that shows this key for the right one', filled)
    .action((name: string, options: TestOptions & PodiumOptions) =>
      run(options, (call, signal) => testDestination(call, name, options, signal)),
    );
}
