// `podium forget`: a person, a folder or everything, after a yes; the photos themselves stay.

import { resolve } from 'node:path';
import type { Forgotten, PodiumContract } from '../../../../shared/contract.ts';
import { forgetQuestions } from '../../../../shared/kept.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import { isYes } from '../../terminal/ask.ts';
import { print, say } from '../../terminal/terminal.ts';

export type ForgetOptions = { readonly yes?: boolean };

export async function forget(
  call: Call<PodiumContract>,
  what: string,
  name: string | undefined,
  { yes = false }: ForgetOptions,
  signal: AbortSignal,
): Promise<void> {
  const asked = askedFor(call, what, name, signal);
  if (!yes && !(await isYes(asked.question, '--yes', signal))) {
    say('Nothing was forgotten.');
    return;
  }
  const { photos, people, faces, copies } = await asked.forget();
  print(
    `Forgotten: ${photos} photos, ${people} people, ${faces} faces; ${copies} copies of the decisions were written anew or removed.`,
  );
}

type Asked = { readonly question: string; forget(): Promise<Forgotten> };

function askedFor(
  call: Call<PodiumContract>,
  what: string,
  name: string | undefined,
  signal: AbortSignal,
): Asked {
  if (what === 'everything' && name === undefined)
    return {
      question: forgetQuestions.everything,
      forget: () => call('forget.everything', {}, { signal }),
    };
  if (what === 'person' && name !== undefined)
    return {
      question: forgetQuestions.person(name),
      forget: () => call('forget.person', { name }, { signal }),
    };
  if (what === 'folder' && name !== undefined) {
    const folder = resolve(name);
    return {
      question: forgetQuestions.folder(folder),
      forget: () => call('forget.folder', { folder }, { signal }),
    };
  }
  throw new EngineError(
    'bad-input',
    'Say what to forget: "person NAME", "folder PATH" or "everything".',
  );
}
