// `podium licences`: the third-party notices of what is installed here.

import { projectFolder } from '../../build/build.ts';
import { thirdPartyNotices } from '../../build/licences/notices.ts';
import { print } from '../terminal/terminal.ts';

export async function printLicences(): Promise<void> {
  print((await thirdPartyNotices(projectFolder)).trimEnd());
}
