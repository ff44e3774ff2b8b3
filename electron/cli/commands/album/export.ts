// `podium export`: the best K photos of a ranking, copied into an album folder.

import { resolve } from 'node:path';
import type {
  AlbumItem,
  ExportedFile,
  ExportProgress,
  PersonGroups,
  PodiumContract,
} from '../../../../shared/contract.ts';
import { wholeBrackets } from '../../../../shared/bursts/brackets.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import { albumItem, copyItems, type AlbumSource } from '../../../../shared/shoot/album-items.ts';
import {
  choosePhotos,
  maybesOf,
  onlySure,
  type Ranking,
} from '../../../../shared/shoot/ranked-photos.ts';
import { templateProblem } from '../../../engine/engine.ts';
import {
  chosenFrom,
  rankFolders,
  sayRejected,
  type RankedFolder,
  type RankingOptions,
} from '../ranked-folder.ts';
import { copiesAsked, type CopyOptions } from './copy-options.ts';
import { checkFolderTarget } from '../../terminal/targets.ts';
import { checkWays, showElsewhere } from './export-pages.ts';
import { checkSend, sendOn } from '../delivery/deliver.ts';
import { exportLine, print, printable, say } from '../../terminal/terminal.ts';

export type ExportOptions = RankingOptions &
  CopyOptions & {
    readonly top: number;
    readonly to?: string;
    readonly gallery?: string;
    readonly sheet?: string;
    readonly csv?: string;
    readonly variety?: number;
    readonly includeRejected?: boolean;
    readonly includeCopies?: boolean;
    readonly withMaybe?: boolean;
    readonly move?: boolean;
    readonly dryRun?: boolean;
    readonly send?: string;
  };

/** Prints what went where, also when the export ends early. Exit code 0, or 3 when some photos could not be read. */
export async function exportBest(
  call: Call<PodiumContract>,
  folders: readonly string[],
  options: ExportOptions,
  signal: AbortSignal,
): Promise<number> {
  const { to } = options;
  checkWays(options);
  if (to !== undefined) checkFolderTarget(to);
  if (options.send !== undefined) await checkSend(call, options.send, options);
  const made = copiesAsked(options, (await call('album.presets', {})).presets);
  const problem = templateProblem(made.template);
  if (problem !== null) throw new EngineError('bad-input', problem);
  const all = await rankFolders(call, folders, options, signal);
  const ranked = options.withMaybe === true ? all : { ...all, ranking: onlySure(all.ranking) };
  const { ranking, problems } = ranked;
  const maybes = options.withMaybe === true ? 0 : maybesOf(all.ranking);
  const variety = options.variety ?? ranking.settings['ranking.variety'];
  const from = chosenFrom(options.includeRejected);
  const chosen = choosePhotos(ranking, { count: options.top, variety, from });
  const photos = wholeBrackets(chosen, ranking.brackets, ranking.decisions.pick);
  if (photos.length === 0) throw nothingToExport(ranking, maybes);
  if (to !== undefined) await exportTo(call, to, ranked, photos, options, made, signal);
  if (options.dryRun !== true) await showElsewhere(call, ranked, photos, options, signal);
  const isSent = options.send === undefined || (await sendOn(call, signal));
  sayRejected(ranking, from);
  const more = photos.length - chosen.length;
  if (more > 0) say(`${more} of them are there because a bracket is never taken apart.`);
  if (maybes > 0) say(`${maybesText(maybes)}; --with-maybe takes maybes too.`);
  return isSent ? (problems.length > 0 ? 3 : 0) : 1;
}

async function exportTo(
  call: Call<PodiumContract>,
  folder: string,
  ranked: RankedFolder,
  photos: Uint32Array,
  options: ExportOptions,
  made: ReturnType<typeof copiesAsked>,
  signal: AbortSignal,
): Promise<void> {
  const { ranking } = ranked;
  const to = resolve(folder);
  const groups = made.xmp ? await peopleOn(call, ranked, signal) : null;
  const source = { ...ranking, groups };
  const { move = false, dryRun = false } = options;
  const items = [...photos].flatMap((photo, place) => itemsOf(source, photo, place + 1, options));
  const progress = exportLine();
  const onProgress = (step: ExportProgress) => {
    progress.show(step);
    printFiles(step.exported ?? []); // it ends early: what follows is the reason
  };
  const exported = await call(
    'album.export',
    { items, to, ...made, move, dryRun, send: options.send ?? null },
    { signal, onProgress },
  ).finally(progress.end);
  printFiles(exported);
  const notes = new Set(exported.flatMap(({ note }) => note ?? []));
  for (const note of notes) say(note);
  const done = dryRun ? 'Would export' : move ? 'Moved' : 'Exported';
  say(`${done} the best ${photos.length} of ${ranking.order.length} photos to ${to}.`);
}

function itemsOf(
  source: AlbumSource,
  photo: number,
  rank: number,
  { includeCopies }: ExportOptions,
): AlbumItem[] {
  const copies = includeCopies === true ? copyItems(source, photo, rank) : [];
  return [albumItem(source, photo, rank), ...copies];
}

function printFiles(files: readonly ExportedFile[]): void {
  for (const { from, to } of files) print(`${printable(from)} -> ${printable(to)}`);
}

function maybesText(maybes: number): string {
  return maybes === 1
    ? '1 photo only may show that person'
    : `${maybes} photos only may show that person`;
}

function nothingToExport({ order }: Ranking, maybes: number): EngineError {
  if (order.length === 0 && maybes > 0)
    return new EngineError(
      'not-found',
      `No photo surely shows that person, and ${maybesText(maybes)}: --with-maybe takes maybes too.`,
    );
  const why =
    order.length === 0
      ? 'No photo shows that person: there is nothing to export.'
      : 'Every photo to choose from is rejected: there is nothing to export. --include-rejected takes rejects too.';
  return new EngineError('not-found', why);
}

/** Who is on the photos, by the names that the user gave. */
async function peopleOn(
  call: Call<PodiumContract>,
  { input, ranking }: RankedFolder,
  signal: AbortSignal,
): Promise<PersonGroups> {
  const groups = await call('person.groups', input, { signal });
  if (groups.group.length === ranking.columns.faces.count) return groups;
  throw new EngineError('stopped', 'The folder was changed by another program. Run it again.');
}
