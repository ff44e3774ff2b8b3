// `podium train`: a classifier of your own sports, learned from labelled photos, and how right it is on photos held out.

import { resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { PodiumContract } from '../../../shared/contract.ts';
import type { Call } from '../../../shared/calls/rpc.ts';
import { csvText } from '../../../shared/ranking/csv.ts';
import { confusionTable } from '../../../shared/sport/sport-evaluation.ts';
import type { TaughtModel, TeachProgress } from '../../../shared/teach/taught-model.ts';
import { taughtSentences } from '../../../shared/teach/taught-words.ts';
import { chooseTaught } from '../../../shared/teach/choose-taught.ts';
import { filled } from '../terminal/option-values.ts';
import { checkFileTarget, writeCsv } from '../terminal/targets.ts';
import { print, printJson, say, teachLine } from '../terminal/terminal.ts';
import { accuracyLines } from './classify/classify-lines.ts';
import type { PodiumOptions, Run } from './podium.ts';

type TrainOptions = {
  readonly labels?: string;
  readonly name?: string;
  readonly features: 'best' | 'bodies' | 'clip';
  readonly hidden: number;
  readonly seed: number;
  readonly use?: boolean;
  readonly matrix?: string;
  readonly json?: boolean;
};

type Ask = Call<PodiumContract>;

export function addTrain(podium: Command, run: Run, withData: (command: Command) => Command): void {
  withData(podium.command('train'))
    .description('learn your own sports from labelled photos, and say how right that is')
    .argument('<folder>', 'a subfolder of photos for each sport')
    .option('--labels <csv>', 'columns path or file, and label: instead of subfolders', filled)
    .option('--name <text>', 'what it is called (default: as the folder)', filled)
    .addOption(
      new Option('--features <what>', 'what is learned from: the best installed, or one')
        .choices(['best', 'bodies', 'clip'])
        .default('best'),
    )
    .option('--hidden <units>', 'units between features and classes, 0 for one layer', units, 0)
    .option('--seed <n>', 'the same seed and photos learn the same', seed, 1)
    .option('--use', 'let it tell the sports from now on')
    .option('--matrix <file>', 'write the confusion matrix of the photos held out as CSV')
    .option('--json', 'print the figures as JSON')
    .action((folder: string, options: TrainOptions & PodiumOptions) =>
      run(options, (call, signal) => train(call, folder, options, signal)),
    );
}

function units(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 512) return value;
  throw new InvalidArgumentError('It must be a whole number from 0 to 512.');
}

function seed(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 2 ** 31) return value;
  throw new InvalidArgumentError('It must be a whole number from 0 up.');
}

/** Exit code 0, or 3 when some labelled photos could not be read. */
async function train(
  call: Ask,
  folder: string,
  options: TrainOptions,
  signal: AbortSignal,
): Promise<number> {
  const { labels, name, features, hidden, matrix } = options;
  if (matrix !== undefined) checkFileTarget(matrix);
  const given = {
    ...{ folder: resolve(folder), features, hidden, seed: options.seed },
    ...(labels !== undefined && { labels: resolve(labels) }),
    ...(name !== undefined && { name }),
  };
  const line = teachLine();
  const show = (progress: TeachProgress) => {
    line.show(progress);
  };
  const taught = await call('teach.sport', given, { signal, onProgress: show }).finally(line.end);
  const { model, figures } = taught;
  if (matrix !== undefined) writeCsv(matrix, csvText(confusionTable(figures.accuracy)));
  if (options.json === true) printJson(shown(taught));
  else
    print(
      [...accuracyLines(model.id, figures.accuracy), '', ...taughtSentences(taught)].join('\n'),
    );
  if (options.use === true) {
    await chooseTaught(call, model);
    say(`${model.title} (${model.id}) tells the sports from now on.`);
  } else if (!model.chosen) {
    say(`${model.title} is kept and not used yet: podium models use classifier ${model.id}`);
  }
  return taught.leftOut.unread > 0 ? 3 : 0;
}

function shown({ model, figures, ...rest }: TaughtModel): object {
  const { accuracy, interval, votes, errorBefore, errorAfter, temperature, ...more } = figures;
  return {
    ...{ model: model.id, title: model.title, photos: accuracy.photos, right: accuracy.right },
    ...{ top_1: accuracy.accuracy, interval, ...more, folder_votes: votes, temperature },
    calibration_error: { before: errorBefore, after: errorAfter },
    classes: accuracy.classes,
    ...rest,
  };
}
