// `podium rejects`: says which photos are rejected, moves them to a folder after a yes, and brings them back.

import { resolve } from 'node:path';
import type { ExportedFile, PodiumContract, RejectsPlan } from '../../../../shared/contract.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import {
  asideSentence,
  movedSentence,
  rejectsSentences,
  restoredSentence,
} from '../../../../shared/rejects.ts';
import { isYes } from '../../terminal/ask.ts';
import { exportLine, print, printable, printJson, say } from '../../terminal/terminal.ts';

export type RejectsOptions = {
  readonly move?: boolean;
  readonly to?: string;
  readonly restore?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly recursive: boolean;
};

type Asked = {
  readonly call: Call<PodiumContract>;
  readonly input: { readonly folders: string[]; readonly recursive: boolean };
  readonly signal: AbortSignal;
  readonly json: boolean;
};

export async function rejects(
  call: Call<PodiumContract>,
  folders: readonly string[],
  { move = false, restore = false, to, yes = false, json = false, recursive }: RejectsOptions,
  signal: AbortSignal,
): Promise<void> {
  if (move && restore) throw new EngineError('bad-input', 'Give either --move or --restore.');
  if (to !== undefined && !move)
    throw new EngineError('bad-input', '--to says where --move puts the photos: give both.');
  const input = { folders: folders.map((folder) => resolve(folder)), recursive };
  const asked = { call, input, signal, json };
  if (restore) await bringBack(asked);
  else await moveAside(asked, to === undefined ? null : resolve(to), move, yes);
}

async function bringBack({ call, input, signal, json }: Asked): Promise<void> {
  const line = exportLine('moved back');
  const moved = await call('rejects.restore', input, { signal, onProgress: line.show }).finally(
    line.end,
  );
  if (json) printJson(moved);
  else printFiles(moved.files);
  say(restoredSentence(moved));
}

async function moveAside(
  { call, input, signal, json }: Asked,
  to: string | null,
  move: boolean,
  yes: boolean,
): Promise<void> {
  const plan = await call('rejects.look', { ...input, to }, { signal });
  if (!move || plan.photos === 0) {
    if (json) printJson(plan);
    else tell(plan);
    return;
  }
  if (plan.problem !== null) throw new EngineError('bad-input', plan.problem);
  for (const sentence of rejectsSentences(plan)) say(sentence);
  if (!yes && !(await isYes('Move them?', '--yes', signal))) {
    say('Nothing was moved.');
    return;
  }
  const line = exportLine('moved');
  const options = { signal, onProgress: line.show };
  const moved = await call('rejects.move', { ...input, to }, options).finally(line.end);
  if (json) printJson(moved);
  else printFiles(moved.files);
  say(movedSentence(moved));
}

function tell(plan: RejectsPlan): void {
  for (const sentence of rejectsSentences(plan)) print(sentence);
  const aside = asideSentence(plan);
  if (aside !== null) print(aside);
  if (plan.photos > 0) say('--move moves them.');
  if (aside !== null) say('--restore brings them back.');
}

function printFiles(files: readonly ExportedFile[]): void {
  for (const { from, to } of files) print(`${printable(from)} -> ${printable(to)}`);
}
