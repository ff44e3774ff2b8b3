// `podium licences`: the third-party notices of what is installed here.

import type { Command } from 'commander';
import { projectFolder } from '../../build/build.ts';
import { thirdPartyNotices } from '../../build/licences/notices.ts';
import { print } from '../terminal/terminal.ts';

export function addLicences(podium: Command): void {
  podium
    .command('licences')
    .description(
      'the licences of all that Podium carries, and how to replace what is under the LGPL',
    )
    .action(async () => {
      print((await thirdPartyNotices(projectFolder)).trimEnd());
    });
}
