// How it stands with what the user decided, as `podium doctor` says it; a copy comes back, or none, when told to.

import { copySentences, type KeptState } from '../../../../shared/kept.ts';
import type { PodiumContract } from '../../../../shared/contract.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import { print, say } from '../../terminal/terminal.ts';

export type KeptOptions = { readonly restore?: boolean; readonly startEmpty?: boolean };

/** Whether the decisions are whole, in the end. */
export async function checkKept(
  call: Call<PodiumContract>,
  { restore = false, startEmpty = false }: KeptOptions,
): Promise<boolean> {
  if (restore && startEmpty)
    throw new EngineError('bad-input', 'Give either --restore or --start-empty, not both.');
  if (restore || startEmpty) {
    const { lost } = await call('kept.check', {});
    await call('kept.restore', { what: restore ? 'copy' : 'nothing' });
    say(restore && lost?.copy ? `Brought back ${lost.copy.file}.` : 'Started with no decisions.');
  }
  const state = await call('kept.check', {});
  print(linesOf(state).join('\n'));
  return state.lost === null;
}

function linesOf({ folder, lost, copies, aside, notes }: KeptState): string[] {
  const [newest] = copies;
  return [
    `Decisions, faces and names are kept in ${folder}, and nowhere else.`,
    ...(lost ? lostLines(lost) : ['Your decisions are whole.']),
    newest === undefined
      ? 'There is no copy of them yet: one is made each day on which something was decided.'
      : `There are ${copies.length} copies of them; the newest is ${newest}.`,
    ...aside.map((file) => `Set aside, no longer used: ${file}`),
    ...notes,
  ];
}

function lostLines({ why, copy }: NonNullable<KeptState['lost']>): string[] {
  return copy
    ? [why, copySentences(copy), `"podium doctor --restore" brings it back: ${copy.file}`]
    : [
        why,
        'There is no copy that could be brought back.',
        '"podium doctor --start-empty" begins anew.',
      ];
}
