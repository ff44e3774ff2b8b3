// Questions on a terminal, never answered by themselves: yes or no, and a password, which is not shown.

import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
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
  const answer = await answerTo(`${question} [y/N] `, process.stderr, signal);
  return /^\s*y(es)?\s*$/i.test(answer);
}

/** Null where nobody can be asked. */
export async function askSecret(question: string, signal: AbortSignal): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  process.stderr.write(`${question} `);
  const nowhere = new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
  try {
    return await answerTo('', nowhere, signal);
  } finally {
    process.stderr.write('\n');
  }
}

async function answerTo(
  question: string,
  output: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<string> {
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  // On a terminal the keys of Ctrl-C come here and not as a signal.
  const stopped = new Promise<never>((_, reject) => {
    lines.once('SIGINT', () => {
      reject(cancelled());
    });
  });
  try {
    const answer = lines.question(question, { signal }).catch(() => {
      throw cancelled();
    });
    return await Promise.race([answer, stopped]);
  } finally {
    lines.close();
  }
}
