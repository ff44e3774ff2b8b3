// `podium compare`: which of two photos is the better one by a master vector, as probabilities.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PodiumContract } from '../../../shared/contract.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { print, printJson, say, table } from '../terminal/terminal.ts';

export type CompareOptions = { readonly vector?: string; readonly json?: boolean };

/** Prints P(A) and P(B), which sum to 1; `compareFits` says how they are worked out. Exit code 0. */
export async function compare(
  call: Call<PodiumContract>,
  photos: readonly [string, string],
  options: CompareOptions,
  signal: AbortSignal,
): Promise<number> {
  const paths = [resolve(photos[0]), resolve(photos[1])] as const;
  for (const path of paths)
    if (!existsSync(path)) throw new EngineError('not-found', `There is no photo at ${path}.`);
  const vector = options.vector ?? (await usualVector(call));
  const [a, b] = paths;
  const { first, second } = await call(
    'vector.compare',
    { photos: [{ path: a }, { path: b }], vector },
    { signal },
  );
  if (options.json === true) printJson({ vector, photos: [a, b], first, second });
  else
    print(
      table([
        [first.toFixed(4), a],
        [second.toFixed(4), b],
      ]),
    );
  say(`The probability that each is the better one by "${vector}".`);
  return 0;
}

/** The head where the aesthetic is measured by it, else the prompt set of the preset in use, or the general one. */
async function usualVector(call: Call<PodiumContract>): Promise<string> {
  const settings = await call('settings.read', {});
  const { 'clip.prompts': prompts, 'ranking.preset': preset } = settings;
  const { vectors } = await call('vector.list', {});
  const rated = vectors.find(({ kind }) => kind === 'rated');
  if (rated && settings['clip.aesthetic'] === 'head') return rated.name;
  const wanted = prompts === 'preset' ? preset : prompts;
  return vectors.some(({ name }) => name === wanted) ? wanted : 'general';
}
