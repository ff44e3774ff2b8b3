// `podium search`: the photos of folders that show what the words say, likest first, or a player's number, surest first.

import type { PodiumContract } from '../../../shared/contract.ts';
import { askedSearch, surestPhotos } from '../../../shared/numbers.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { likestPhotos } from '../../../shared/shoot/word-matches.ts';
import { analyseFolder, syncFolder, type FoundFolder } from './folder.ts';
import { print, printJson, say, table } from '../terminal/terminal.ts';

export type SearchOptions = {
  readonly top: number;
  readonly json?: boolean;
  readonly recursive: boolean;
};

/** Exit code 0, or 3 when some photos could not be read. */
export async function search(
  call: Call<PodiumContract>,
  folder: string,
  words: string,
  options: SearchOptions,
  signal: AbortSignal,
): Promise<number> {
  if (words.trim() === '')
    throw new EngineError('bad-input', 'Say in a few words what the photos should show.');
  const typed = askedSearch(await call('settings.read', {}), words);
  const { number } = typed;
  const found = await syncFolder(call, [folder], options.recursive, signal);
  if (number !== null && typed.words === '')
    return searchNumber(call, found, number, options, signal);
  const wanted = { ...found.input, words: typed.words };
  // Asked before the long work: where no CLIP is installed this is what says so.
  await call('search.photos', wanted, { signal });
  const { columns, problems } = await analyseFolder(call, found, signal);
  const { similarity, model } = await call('search.photos', wanted, { signal });
  if (similarity.length !== columns.count)
    throw new EngineError('stopped', 'The folder was changed by another program. Run it again.');
  const results = likestPhotos(columns, similarity, options.top, number);
  if (options.json === true) printJson({ words, model, photos: results });
  else if (results.length > 0)
    print(table(results.map(({ rank, similarity, path }) => [rank, similarity.toFixed(3), path])));
  const shown = number === null ? '' : ` with the number ${number}`;
  say(
    `The ${results.length} of ${columns.count} photos${shown} that are likest to "${typed.words}", by ${model}.`,
  );
  return problems.length > 0 ? 3 : 0;
}

async function searchNumber(
  call: Call<PodiumContract>,
  found: FoundFolder,
  number: string,
  { top, json }: SearchOptions,
  signal: AbortSignal,
): Promise<number> {
  const { columns, problems } = await analyseFolder(call, found, signal);
  const results = surestPhotos(columns, number).slice(0, top);
  if (json === true) printJson({ number, photos: results });
  else if (results.length > 0)
    print(table(results.map(({ rank, confidence, path }) => [rank, confidence.toFixed(3), path])));
  say(`${results.length} of ${columns.count} photos show the number ${number}.`);
  return problems.length > 0 ? 3 : 0;
}
