// `podium prove`: frames of a shoot to be judged blind, and what the judgements prove of its order.

import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { PodiumContract } from '../../../shared/contract.ts';
import { EngineError, type Call } from '../../../shared/calls/rpc.ts';
import { at } from '../../../shared/arithmetic/vectors.ts';
import {
  drawProof,
  frameAt,
  judgements,
  lostAtSizes,
  proofOf,
  type JudgedProof,
} from '../../../shared/prove/proof.ts';
import { orderMark, provedOrder } from '../../../shared/prove/proof-order.ts';
import { proofCsv, proofOfRows } from '../../../shared/prove/proof-table.ts';
import {
  lostSentence,
  pointsText,
  proofSentences,
  signalLabel,
  verdictText,
} from '../../../shared/prove/proof-words.ts';
import { fewestToProve } from '../../../shared/prove/strata.ts';
import { csvText } from '../../../shared/ranking/csv.ts';
import { readLabels } from '../terminal/labels.ts';
import { filled } from '../terminal/option-values.ts';
import { readCsv } from '../../disk/read-csv.ts';
import { checkFileTarget, writeCsv } from '../terminal/targets.ts';
import { print, printJson, say } from '../terminal/terminal.ts';
import type { PodiumOptions, Run } from './podium.ts';
import { rankFolders, type RankedFolder } from './ranked-folder.ts';

type ProveOptions = {
  readonly labels?: string;
  readonly output?: string;
  readonly preset?: string;
  readonly weights?: string;
  readonly recursive: boolean;
  readonly json?: boolean;
};

type Ask = Call<PodiumContract>;

export function addProve(podium: Command, run: Run, withData: (command: Command) => Command): void {
  withData(podium.command('prove'))
    .description('prove the order on your own shoot: judge some frames blind, see what albums lose')
    .argument('<folder or proof.csv>')
    .option(
      '--labels <csv>',
      'the frames with your judgements in the column "keep", 0 to 3',
      filled,
    )
    .option(
      '--output <path>',
      'without --labels the CSV for your judgements, else a folder for the report',
      filled,
    )
    .option('--preset <name>', 'what is proved: sports, general, portrait, group or album')
    .option('--weights <list>', 'what is proved: own weights')
    .option('--no-recursive', 'leave subfolders out')
    .option('--json', 'print the figures as JSON')
    .addHelpText(
      'after',
      `\nkeep is 0 (no keeper), 1 (a weak one), 2 (a keeper) or 3 (one of the best).\npodium prove FOLDER --output frames.csv, judge them, then podium prove FOLDER --labels frames.csv --output REPORT.`,
    )
    .action((target: string, options: ProveOptions & PodiumOptions) =>
      run(options, (call, signal) => prove(call, target, options, signal)),
    );
}

/** Exit code 0, or 3 when some photos could not be read. */
async function prove(
  call: Ask,
  target: string,
  options: ProveOptions,
  signal: AbortSignal,
): Promise<number> {
  const found = statSync(resolve(target), { throwIfNoEntry: false });
  if (found?.isFile()) {
    await report(call, proofOfRows(readCsv(target)), options);
    return 0;
  }
  const { labels, output } = options;
  if (labels === undefined && output !== undefined) checkNew(output);
  if (labels !== undefined) readCsv(labels); // before the analysis, which takes long
  const ranked = await rankFolders(call, [target], options, signal);
  const order = provedOrder(ranked.ranking);
  if (order.length < fewestToProve)
    throw new EngineError(
      'bad-input',
      `${order.length === 1 ? '1 photo is' : `${order.length} photos are`} too few to prove an order on: it takes ${fewestToProve}, frames of one burst counted once.`,
    );
  if (labels === undefined) writeFrames(ranked, order, options);
  else await report(call, judgedBy(labels, ranked, order), options);
  return ranked.problems.length > 0 ? 3 : 0;
}

/** A list that may hold judgements by now is never replaced. */
function checkNew(output: string): void {
  if (statSync(resolve(output), { throwIfNoEntry: false })?.isFile())
    throw new EngineError(
      'bad-input',
      `${output} is there already and may hold judgements: give another name.`,
    );
  checkFileTarget(output);
}

/** The same frames each time for one order. */
const seed = 1;

function pathsOf({ ranking }: RankedFolder, order: Uint32Array): string[] {
  return Array.from(order, (photo) => ranking.columns.paths[photo] ?? '');
}

function writeFrames(ranked: RankedFolder, order: Uint32Array, { output }: ProveOptions): void {
  const { columns } = ranked.ranking;
  const { frames } = drawProof({ ...ranked.ranking, paths: columns.paths, order }, seed);
  const mark = orderMark(pathsOf(ranked, order));
  if (output === undefined) {
    for (const { path } of frames) print(path);
    return;
  }
  const rows = frames.map(({ path }) => [basename(path), path, '', mark]);
  writeCsv(output, csvText([['file', 'path', 'keep', 'order'], ...rows]));
  say(
    `Wrote ${output}: ${frames.length} frames to judge. Fill in the column "keep": ${judgements.join(', ')}.`,
  );
}

function judgedBy(labels: string, ranked: RankedFolder, order: Uint32Array): JudgedProof {
  const { columns, weights } = ranked.ranking;
  const mark = readCsv(labels)[0]?.['order'];
  if (mark !== undefined && mark !== orderMark(pathsOf(ranked, order)))
    throw new EngineError(
      'bad-input',
      `The photos of ${labels} were drawn from another order: since then photos, settings or weights have changed. Draw them anew, or rank as you did then.`,
    );
  if (mark === undefined)
    say(
      `${labels} was not drawn by Podium: its figures hold where photos were judged without a look at their score.`,
    );
  const names = columns.paths.map((path, photo) => [
    path,
    ...(columns.otherPaths.get(photo) ?? []),
  ]);
  const { values, relevantFrom } = readLabels(labels, names);
  const frames = [...order.keys()].flatMap((place) => {
    const label = at(values, at(order, place));
    if (Number.isNaN(label)) return [];
    const frame = frameAt({ ...ranked.ranking, paths: columns.paths, order }, place);
    return [{ ...frame, label, keeper: label >= relevantFrom }];
  });
  if (frames.length === 0)
    throw new EngineError(
      'bad-input',
      `No photo that stands for its burst is judged in ${labels}.`,
    );
  return { photos: order.length, weights, frames };
}

async function report(
  call: Ask,
  judged: JudgedProof,
  { output, json }: ProveOptions,
): Promise<void> {
  const proof = proofOf(judged);
  const albums = lostAtSizes(judged);
  if (json === true) printJson({ ...proof, albums });
  else {
    for (const line of proofSentences(proof)) print(line);
    for (const album of albums) print(lostSentence(album));
    for (const signal of proof.signals)
      print(`${signalLabel(signal)}: ${pointsText(signal.gain)} points, ${verdictText(signal)}`);
  }
  if (output === undefined) return;
  const { files } = await call('report.proof', {
    to: resolve(output),
    text: proofCsv(judged),
  });
  for (const file of files) say(`Wrote ${file}`);
}
