// Photos that have come into the open folders since they were opened, as while the demo is being drawn.

import { analyseAgain } from './analysing.ts';
import { foldersOf } from './answers.ts';
import { attempt, type OpenShoot } from './open.ts';
import { takeNewColumns } from './results.ts';

/** Finds what is new in the folders, shows it, and has it analysed. */
export function grow(open: OpenShoot): Promise<void> {
  return attempt(open, async () => {
    await open.ask('folder.sync', foldersOf(open));
    await takeNewColumns(open);
    analyseAgain(open);
  });
}
