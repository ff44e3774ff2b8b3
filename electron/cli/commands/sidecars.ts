// `podium sidecars`: writes what was decided beside the photos of folders, and says where other programs say something else.

import type { Command } from 'commander';
import type { DecisionChange, PodiumContract, SidecarConflict } from '../../../shared/contract.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { conflictWords } from '../../../shared/sidecar-words.ts';
import { print, printJson, say, table } from '../terminal/terminal.ts';
import { syncFolder } from './folder.ts';
import type { PodiumOptions, Run } from './podium.ts';

type SidecarsOptions = {
  /** Only says what differs. */
  readonly show?: boolean;
  /** Settles what differs, one way or the other. */
  readonly take?: string;
  readonly json?: boolean;
  readonly recursive: boolean;
};

export function addSidecars(
  podium: Command,
  run: Run,
  withData: (command: Command) => Command,
): void {
  withData(podium.command('sidecars'))
    .description(
      'write what you decided into XMP files beside the photos, and say where other programs say something else',
    )
    .argument('<folder...>')
    .option('--show', 'write nothing: only say what differs, and what could not be written')
    .option('--take <whose>', 'settle what differs: podium or others')
    .option('--json', 'print JSON')
    .option('--no-recursive', 'leave subfolders out')
    .action((folders: string[], options: SidecarsOptions & PodiumOptions) =>
      run(options, (call, signal) => sidecars(call, folders, options, signal)),
    );
}

/** Exit code 0, or 3 where something could not be written. */
async function sidecars(
  call: Call<PodiumContract>,
  folders: readonly string[],
  { show = false, take, json = false, recursive }: SidecarsOptions,
  signal: AbortSignal,
): Promise<number> {
  if (take !== undefined && take !== 'podium' && take !== 'others')
    throw new EngineError(
      'bad-input',
      `--take wants "podium" or "others": whose word holds where they differ, not "${take}".`,
    );
  const { input } = await syncFolder(call, folders, recursive, signal);
  const before = await call('sidecar.state', input, { signal });
  if (take !== undefined) {
    const changes = before.conflicts.map((conflict) => taken(conflict, take));
    if (changes.length > 0) await call('decision.write', { changes }, { signal });
    say(`${changes.length} differences settled: what ${takers[take]} said holds.`);
  }
  const written = show ? null : await call('sidecar.write', input, { signal });
  const { conflicts, unwritten } = await call('sidecar.state', input, { signal });
  if (json) printJson({ written, conflicts, unwritten });
  else {
    if (written)
      print(
        `${written.written} sidecars written, ${written.same} had nothing new, ${written.refused} could not be written.`,
      );
    if (conflicts.length > 0)
      print(table(conflicts.map((one) => [one.path, ...conflictWords(one)])));
  }
  for (const { why } of new Map(unwritten.map((one) => [one.why, one])).values()) say(why);
  if (conflicts.length > 0 && !json)
    say(
      'Where they differ, the newer word holds. "--take podium" or "--take others" settles it for all.',
    );
  return unwritten.length > 0 ? 3 : 0;
}

const takers = { podium: 'you', others: 'the other programs' } as const;

function taken(
  { id, field, ours, theirs }: SidecarConflict,
  take: keyof typeof takers,
): DecisionChange {
  return { id, [field]: take === 'podium' ? ours : theirs };
}
