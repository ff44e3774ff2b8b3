// `podium ingest`: a card or folder, copied and verified to one or two places.

import { resolve } from 'node:path';
import type { IngestSummary, PodiumContract } from '../../../shared/contract.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { ingestSentences } from '../../../shared/ingest.ts';
import { ingestLine, print, printable, printJson, say } from '../terminal/terminal.ts';

export type IngestOptions = {
  readonly to: string;
  readonly also?: string;
  readonly template?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

/** Exit code 0; 3 where a place or a photo is missing something, which is said. */
export async function ingestCard(
  call: Call<PodiumContract>,
  card: string | undefined,
  { to, also, template, dryRun = false, json }: IngestOptions,
  signal: AbortSignal,
): Promise<number> {
  const line = ingestLine();
  const summary = await call(
    'ingest.copy',
    {
      from: card === undefined ? await onlyCard(call) : resolve(card),
      to: [to, also].flatMap((folder) => (folder === undefined ? [] : [resolve(folder)])),
      dryRun,
      ...(template !== undefined && { template }),
    },
    { signal, onProgress: line.show },
  ).finally(line.end);
  if (json === true) printJson(summary);
  else
    for (const { from, to: target } of summary.plan)
      print(`${printable(from)} -> ${printable(target)}`);
  for (const sentence of ingestSentences(summary, dryRun)) say(sentence);
  return isWhole(summary) ? 0 : 3;
}

async function onlyCard(call: Call<PodiumContract>): Promise<string> {
  const { cards } = await call('ingest.cards', {});
  const [first, ...more] = cards.map(({ path }) => path);
  if (first !== undefined && more.length === 0) return first;
  const message =
    first === undefined
      ? 'No camera card was found: name the card or folder to copy.'
      : `There are several cards: name one of ${[first, ...more].join(', ')}.`;
  throw new EngineError('bad-input', message);
}

function isWhole({ places, problems }: IngestSummary): boolean {
  return problems.length === 0 && places.every(({ problem }) => problem === null);
}
