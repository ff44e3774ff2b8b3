// A question with yes or no: asked on a terminal, never answered by itself.

import { createInterface } from 'node:readline/promises';
import { cancelled, EngineError } from '../../../shared/calls/rpc.ts';

/** Throws `bad-input` that names the option which says yes where nobody can be asked. */
export async function isYes(
  question: string,
  yesOption: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new EngineError(
      'bad-input',
      `There is no terminal to ask on. Give ${yesOption} to agree to this.`,
    );
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // On a terminal the keys of Ctrl-C come here and not as a signal.
  const stopped = new Promise<never>((_, reject) => {
    lines.once('SIGINT', () => {
      reject(cancelled());
    });
  });
  try {
    const answer = lines.question(`${question} [y/N] `, { signal }).catch(() => {
      throw cancelled();
    });
    return /^\s*y(es)?\s*$/i.test(await Promise.race([answer, stopped]));
  } finally {
    lines.close();
  }
}
