// Shows a file in the system's file manager, by whichever host there is.

import { EngineError } from '../../shared/calls/rpc.ts';
import { native } from './engine.ts';
import { ask } from './entry.ts';
import { sayProblem } from './toast.ts';

export function showInFolder(path: string): void {
  if (native) native.showInFolder(path);
  else askHost(path).catch(sayProblem);
}

async function askHost(path: string): Promise<void> {
  const response = await ask('/reveal', { method: 'POST', body: path });
  const answer = (await response.json()) as { readonly message?: string };
  if (answer.message !== undefined) throw new EngineError('not-found', answer.message);
}
