// `podium`: the engine in the same process, one command after another.

import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { PodiumContract } from '../../shared/contract.ts';
import { cancelled, type Call, type EngineError } from '../../shared/calls/rpc.ts';
import { isSortName, sortNames, type SortName } from '../../shared/shoot/sorting.ts';
import { addCaption } from './commands/caption/caption-command.ts';
import { classify, type ClassifyOptions } from './commands/classify/classify.ts';
import { compare, type CompareOptions } from './commands/compare.ts';
import { demo } from './commands/demo.ts';
import { evaluate } from './commands/evaluate/evaluate.ts';
import type { EvaluateOptions } from './commands/evaluate/evaluated.ts';
import { addAb } from './commands/ab.ts';
import { addAlbumCommands } from './commands/album/album-commands.ts';
import { addDelivery } from './commands/delivery/delivery-commands.ts';
import { addInsights } from './commands/insights.ts';
import { addIngest } from './commands/ingest-command.ts';
import { addKeptCommands } from './commands/kept/kept-commands.ts';
import { addLicences } from './commands/licences.ts';
import { addMoments } from './commands/moments/moment-commands.ts';
import { addModelCommands } from './commands/model-commands.ts';
import { openCommand, serveCommand, type OpenOptions } from './commands/open.ts';
import { withPodium, type PodiumOptions, type Run } from './commands/podium.ts';
import { rank, type RankOptions } from './commands/rank.ts';
import { addRejects } from './commands/rejects/rejects-command.ts';
import { search, type SearchOptions } from './commands/search.ts';
import { tune, type TuneOptions } from './commands/tune.ts';
import { show, type ShowOptions } from './commands/show.ts';
import { addProve } from './commands/prove.ts';
import { addStills } from './commands/stills.ts';
import { addTaste } from './commands/taste/taste-command.ts';
import { addTrain } from './commands/train.ts';
import { addSidecars } from './commands/sidecars.ts';
import { addSettings } from './commands/setting-commands.ts';
import { anyNumber, filled, oneMore, positive, share } from './terminal/option-values.ts';
import { outliveReaders, say } from './terminal/terminal.ts';
import { told } from '../engine/engine.ts';
import { dataFolder } from '../host/data-folder.ts';
import { version } from '../host/version.ts';

/** Exit codes: 0 done, 1 failed or stopped, 2 bad arguments, 3 done but some photos could not be read. */
export async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  let keeps = true;
  let data = dataFolder();
  outliveReaders();
  const run = async (
    options: PodiumOptions,
    use: (call: Call<PodiumContract>, signal: AbortSignal) => Promise<number | undefined>,
  ) => {
    keeps = options.cache !== false;
    data = dataFolder(options.data);
    exitCode = (await withPodium(options, use)) ?? 0;
  };
  try {
    await program(run).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const known = told(join(data, 'podium.log'), args[0] ?? 'podium', error);
    say(known.code === 'cancelled' ? stopped(known.message, keeps) : known.message);
    return codeOf(known);
  }
}

/** What stopping means: a sentence of the engine that says how far it got, or how the next run goes. */
function stopped(message: string, keeps: boolean): string {
  if (message !== cancelled().message) return message;
  return keeps
    ? 'Stopped. The next run goes on where this one left off.'
    : 'Stopped. Nothing was kept.';
}

function codeOf({ code }: EngineError): number {
  return code === 'bad-input' || code === 'not-found' ? 2 : 1;
}

function program(run: Run): Command {
  const podium = new Command('podium')
    .description('Finds the photos worth sharing. Everything runs on this machine.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 failed, 2 bad arguments, 3 done but some photos could not be read.',
    );
  addRank(podium, run);
  addAlbumCommands(podium, run, withData, withRanking);
  addDelivery(podium, run, withData);
  addIngest(podium, run, withData);
  addStills(podium, run, withData);
  addEvaluate(podium, run);
  addTune(podium, run);
  addWords(podium, run);
  addClassify(podium, run);
  addCaption(podium, run, withData);
  addSidecars(podium, run, withData);
  addMoments(podium, run, withData);
  addRejects(podium, run, withData);
  addTrain(podium, run, withData);
  addTaste(podium, run, withData);
  addProve(podium, run, withData);
  addInsights(podium, run, withData);
  addAb(podium, run, withData);
  addSettings(podium, run, withData);
  addModelCommands(podium, run, withData);
  addKeptCommands(podium, run, withData);
  addApp(podium);
  addLicences(podium);
  withData(podium.command('demo'))
    .description('make a match folder of sample photos, rank it, find a person, export the top 10')
    .argument('[folder]', 'where to make it', 'demo')
    .action((folder: string, options: PodiumOptions) =>
      run(options, (call, signal) => demo(call, folder, signal)),
    );
  return podium;
}

function withData(command: Command): Command {
  return command.option(
    '--data <dir>',
    `where the cache, models and settings are (default: ${dataFolder()})`,
  );
}

function withRanking(command: Command): Command {
  return withData(command)
    .option(
      '--ref <photo>',
      'only photos of the person on this photo (photo.jpg#2: its second face from the left; a folder: several photos); may be given several times',
      oneMore,
    )
    .option('--number <n>', 'only photos on which this number was read; needs numbers.read', filled)
    .option('--camera <name>', "only photos of this camera: a part of its name, as 'Z 9'", filled)
    .option('--lens <name>', 'only photos with this lens: a part of its name', filled)
    .option('--iso <range>', 'only photos at this ISO: 800, 800-3200, 800- or -3200', filled)
    .option('--shutter <range>', 'only photos with this shutter: 1/500, 1/500-1/2000', filled)
    .option(
      '--taken <time>',
      "only photos of this time: 2024-05-31, 18:00-19:30 or '2024-05-31 18:00-19:30'",
      filled,
    )
    .option('--preset <name>', 'sports, general, portrait, group or album')
    .option('--weights <list>', 'own weights: sharpness=0.5,smile=0.2')
    .option(
      '--variety <0..1>',
      'how different the chosen photos are; 0 takes the highest scores',
      share,
    )
    .option('--include-rejected', 'choose from rejected photos too; else they are left out')
    .option('--no-recursive', 'leave subfolders out')
    .option('--no-cache', 'compute everything afresh and keep nothing');
}

function addRank(podium: Command, run: Run): void {
  withRanking(podium.command('rank'))
    .description(
      'rank the photos of folders, best first; rejects are marked, and never among --top',
    )
    .argument('<folder...>')
    .option('--top <n>', 'only the best n, one a burst, without rejects', positive)
    .option(
      '--sort <by>',
      'list them by score, time, name, rating, person or camera; ranks stay those by score',
      sortName,
    )
    .option('--reverse', 'list them the other way round')
    .option('--csv <file>', 'write the ranking with every signal')
    .option('--output <file>', 'write the absolute paths, best first, one a line')
    .option('--report <dir>', 'write CSV, metrics, histograms and contact sheet')
    .option('--json', 'print the ranking with every reason as JSON')
    .option('--sure-only', 'with --ref: leave out photos that only may show the person')
    .action((folders: string[], options: RankOptions & PodiumOptions) =>
      run(options, (call, signal) => rank(call, folders, options, signal)),
    );
}

function addEvaluate(podium: Command, run: Run): void {
  withData(podium.command('evaluate'))
    .description('measure a ranking: of a folder, or of a CSV written by rank')
    .argument('<csv-or-folder>')
    .option(
      '--labels <csv>',
      'columns path or file, and rating, pick, score or label (default: what you decided in Podium)',
    )
    .option('--against <csv>', 'another ranking of these photos, written by rank --csv')
    .option(
      '--drift <csv>',
      'whether these photos are still like earlier ones, written by rank --csv',
      filled,
    )
    .option('--top <k>', 'places that count', positive, 10)
    .option('--relevant <value>', 'label from which on a photo was wanted', anyNumber)
    .option('--out <dir>', 'where histogram and contact sheet go', 'podium-evaluation')
    .option('--preset <name>', 'sports, general, portrait, group or album')
    .option('--weights <list>', 'own weights: sharpness=0.5,smile=0.2')
    .option('--json', 'print the figures as JSON')
    .action((target: string, options: EvaluateOptions & PodiumOptions) =>
      run(options, (call, signal) => evaluate(call, target, options, signal)),
    );
}

function addTune(podium: Command, run: Run): void {
  withData(podium.command('tune'))
    .description(
      'fit the weights to your ratings, or else your choices, and say what that gains on what was held out',
    )
    .argument('<folder>')
    .option('--labels <csv>', 'ratings of others (default: what you decided in Podium)')
    .option('--preset <name>', 'where to begin: sports, general, portrait, group or album')
    .option('--weights <list>', 'where to begin: own weights')
    .option('--save <name>', 'keep the weights as a preset, where they gain something', filled)
    .option('--no-recursive', 'leave subfolders out')
    .option('--json', 'print the figures as JSON')
    .action((folder: string, options: TuneOptions & PodiumOptions) =>
      run(options, (call, signal) => tune(call, folder, options, signal)),
    );
}

function addWords(podium: Command, run: Run): void {
  withData(podium.command('search'))
    .description(
      'find the photos of a folder that show what the words say (needs CLIP), or a number (needs numbers.read)',
    )
    .argument('<folder>')
    .argument('<words>', 'such as "player jumping at the net", "#10", or both')
    .option('--top <n>', 'how many', positive, 20)
    .option('--no-recursive', 'leave subfolders out')
    .option('--json', 'print them as JSON')
    .action((folder: string, words: string, options: SearchOptions & PodiumOptions) =>
      run(options, (call, signal) => search(call, folder, words, options, signal)),
    );
  withData(podium.command('show'))
    .description('what the file of a photo says of the shot, and what is seen in it')
    .argument('<photo>')
    .option('--json', 'print everything as JSON, with boxes and joints')
    .action((photo: string, options: ShowOptions & PodiumOptions) =>
      run(options, (call, signal) => show(call, photo, options, signal)),
    );
  withData(podium.command('compare'))
    .description('which of two photos is the better one, as probabilities; needs CLIP')
    .argument('<a>', 'a photo')
    .argument('<b>', 'another photo')
    .option(
      '--vector <name>',
      'the master vector to compare by: sports, general, album or your own',
      filled,
    )
    .option('--json', 'print them as JSON')
    .action((a: string, b: string, options: CompareOptions & PodiumOptions) =>
      run(options, (call, signal) => compare(call, [a, b], options, signal)),
    );
}

function addClassify(podium: Command, run: Run): void {
  withData(podium.command('classify'))
    .description('tell which sport photos show, and what a folder shows in all')
    .argument('<photo-or-folder...>')
    .option('--model <id>', 'an imported classifier, or clip (default: the one in use)', filled)
    .option('--with <id>', 'a second one, to compare on the same photos', filled)
    .option('--labels <csv>', 'columns path or file, and label: how right it is')
    .option('--csv <file>', 'write sport, confidence and top 3 of every photo')
    .option('--matrix <file>', 'write the confusion matrix; needs --labels')
    .option('--json', 'print everything as JSON')
    .option('--no-recursive', 'leave subfolders out')
    .option('--no-cache', 'compute everything afresh and keep nothing')
    .action((targets: string[], options: ClassifyOptions & PodiumOptions) =>
      run(options, (call, signal) => classify(call, targets, options, signal)),
    );
}

function addApp(podium: Command): void {
  withData(podium.command('open'))
    .description('open the app; in the browser where Electron is not')
    .argument('[folder...]', 'folders to show')
    .action((folders: string[], options: OpenOptions) => openCommand(folders, options));
  withData(podium.command('serve'))
    .description('open the app in the browser: prints its address, on this machine only')
    .argument('[folder...]', 'folders to show')
    .option('--port <n>', 'a port of your choice', positive)
    .action((folders: string[], options: OpenOptions) => serveCommand(folders, options));
}

function sortName(text: string): SortName {
  if (isSortName(text)) return text;
  throw new InvalidArgumentError(`It must be one of ${sortNames.join(', ')}.`);
}
