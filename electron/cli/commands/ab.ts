// `podium ab`: two rankings of a folder compared blind: pairs on which they differ most, and what one's choices say of them.

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { PodiumContract } from '../../../shared/contract.ts';
import {
  blindResult,
  blindSentences,
  tooAlike,
  type BlindVerdict,
} from '../../../shared/blind/blind-result.ts';
import { drawDisagreements, type BlindPair } from '../../../shared/blind/disagreements.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { provedOrder } from '../../../shared/prove/proof-order.ts';
import { csvText } from '../../../shared/ranking/csv.ts';
import { scorePhotos, usableWeights } from '../../../shared/ranking/ranking.ts';
import { readCsv } from '../../disk/read-csv.ts';
import { filled } from '../terminal/option-values.ts';
import { checkFileTarget, writeCsv } from '../terminal/targets.ts';
import { print, printJson, say, table } from '../terminal/terminal.ts';
import type { PodiumOptions, Run } from './podium.ts';
import { chosenWeights, rankFolders } from './ranked-folder.ts';

type AbOptions = {
  readonly first: string;
  readonly second: string;
  readonly output?: string;
  readonly answers?: string;
  readonly recursive: boolean;
  readonly json?: boolean;
};

type Ask = Call<PodiumContract>;

export function addAb(podium: Command, run: Run, withData: (command: Command) => Command): void {
  withData(podium.command('ab'))
    .description('compare two rankings blind: choose between photos on which they differ most')
    .argument('<folder>')
    .requiredOption('--first <ranking>', 'a preset, or weights such as action=2,ball=1', filled)
    .requiredOption('--second <ranking>', 'the other: a preset, or weights', filled)
    .option('--output <csv>', 'writes the pairs, for you to fill in the column "choice"', filled)
    .option('--answers <csv>', 'the pairs with your choices: left, right, close or nothing', filled)
    .option('--no-recursive', 'leave subfolders out')
    .option('--json', 'print the figures as JSON')
    .action((folder: string, options: AbOptions & PodiumOptions) =>
      run(options, (call, signal) => compareBlind(call, folder, options, signal)),
    );
}

/** The same pairs on the same sides each time. */
const seed = 1;

/** Exit code 0, or 3 when some photos could not be read. */
async function compareBlind(
  call: Ask,
  folder: string,
  options: AbOptions,
  signal: AbortSignal,
): Promise<number> {
  const { first, second, output, answers } = options;
  if (output !== undefined && answers === undefined) checkNew(output);
  const other = chosenWeights(await call('settings.read', {}), asked(second));
  const wanted = { ...asked(first), recursive: options.recursive };
  const { ranking, problems } = await rankFolders(call, [folder], wanted, signal);
  const { columns, normalised, scores } = ranking;
  const others = scorePhotos(normalised, usableWeights(columns, other), columns.count);
  const pairs = drawDisagreements(scores, others, provedOrder(ranking), seed);
  const why = tooAlike(pairs);
  if (why !== null) throw new EngineError('bad-input', why);
  const rows = pairs.map(({ left, right }) => [
    columns.paths[left] ?? '',
    columns.paths[right] ?? '',
  ]);
  if (answers !== undefined) tell(pairs, verdictsIn(answers, rows), options);
  else if (output === undefined) print(table([['left', 'right'], ...rows]));
  else {
    writeCsv(output, csvText([['left', 'right', 'choice'], ...rows.map((row) => [...row, ''])]));
    say(
      `Wrote ${output}: ${pairs.length} pairs. Write left, right or close into the column "choice", then give the file back with --answers; which of ${first} and ${second} prefers which is not in it.`,
    );
  }
  return problems.length > 0 ? 3 : 0;
}

function asked(ranking: string): { preset?: string; weights?: string } {
  return ranking.includes('=') ? { weights: ranking } : { preset: ranking };
}

/** A list that may hold choices by now is never replaced. */
function checkNew(output: string): void {
  if (statSync(resolve(output), { throwIfNoEntry: false })?.isFile())
    throw new EngineError(
      'bad-input',
      `${output} is there already and may hold choices: give another name.`,
    );
  checkFileTarget(output);
}

function verdictsIn(file: string, pairs: readonly (readonly string[])[]): BlindVerdict[] {
  const rows = readCsv(file);
  return pairs.map(([left, right], i) => {
    const row = rows[i] ?? {};
    if (row['left'] !== left || row['right'] !== right || rows.length !== pairs.length)
      throw new EngineError(
        'bad-input',
        `The pairs of ${file} were drawn from other rankings: since then photos, settings or weights have changed, or rows were moved. Draw them anew.`,
      );
    return verdictOf(row['choice'] ?? '', file, i);
  });
}

function verdictOf(text: string, file: string, row: number): BlindVerdict {
  const choice = text.trim().toLowerCase();
  if (choice === 'left' || choice === 'right' || choice === 'close') return choice;
  if (choice === '' || choice === 'skip') return null;
  throw new EngineError(
    'bad-input',
    `"${text}" in row ${row + 2} of ${file} is no choice: write left, right, close or nothing.`,
  );
}

function tell(
  pairs: readonly BlindPair[],
  verdicts: readonly BlindVerdict[],
  { first, second, json }: AbOptions,
): void {
  const result = blindResult(pairs, verdicts);
  const sentences = blindSentences(result, [first, second]);
  if (json === true) printJson({ pairs: pairs.length, ...result, said: sentences });
  else for (const sentence of sentences) print(sentence);
}
