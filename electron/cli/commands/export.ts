// `podium export`: the best K photos of a ranking, copied into an album folder.

import { resolve } from 'node:path';
import type { AlbumItem, ExportedFile, PodiumContract } from '../../../shared/contract.ts';
import { boxOf, facesOf } from '../../../shared/faces.ts';
import { EngineError, type Call } from '../../../shared/rpc.ts';
import { sureSport } from '../../../shared/sport.ts';
import { templateProblem } from '../../engine/engine.ts';
import { problemsOf } from './folder.ts';
import { rankFolders, type RankedFolder, type RankOptions } from './rank.ts';
import { choosePhotos } from './ranking.ts';
import { checkFolderTarget } from './targets.ts';
import { exportLine, print, printable, say } from './terminal.ts';

export type ExportOptions = Pick<RankOptions, 'ref' | 'preset' | 'weights' | 'recursive'> & {
  readonly top: number;
  readonly to: string;
  readonly template?: string;
  readonly longEdge?: number;
  readonly variety?: number;
  readonly xmp?: boolean;
  readonly move?: boolean;
  readonly dryRun?: boolean;
};

/** Prints what went where, also when the export ends early. Exit code 0, or 3 when some photos could not be read. */
export async function exportBest(
  call: Call<PodiumContract>,
  folders: readonly string[],
  options: ExportOptions,
  signal: AbortSignal,
): Promise<number> {
  checkFolderTarget(options.to);
  const problem = options.template === undefined ? null : templateProblem(options.template);
  if (problem !== null) throw new EngineError('bad-input', problem);
  const ranked = await rankFolders(call, folders, options, signal);
  const { ranking, settings } = ranked;
  const variety = options.variety ?? settings['ranking.variety'];
  const photos = choosePhotos(ranking, options.top, variety);
  if (photos.length === 0)
    throw new EngineError('not-found', 'No photo shows that person: there is nothing to export.');
  const progress = exportLine();
  const exported = await call(
    'album.export',
    {
      items: [...photos].map((photo, place) => albumItem(ranked, photo, place + 1)),
      to: resolve(options.to),
      xmp: options.xmp ?? false,
      move: options.move ?? false,
      dryRun: options.dryRun ?? false,
      ...(options.template !== undefined && { template: options.template }),
      ...(options.longEdge !== undefined && { longEdgePx: options.longEdge }),
    },
    {
      signal,
      onProgress: (step) => {
        progress.show(step);
        printFiles(step.exported ?? []); // it ends early: what follows is the reason
      },
    },
  ).finally(progress.end);
  printFiles(exported);
  const notes = new Set(exported.flatMap(({ note }) => note ?? []));
  for (const note of notes) say(note);
  const done = options.dryRun === true ? 'Would export' : options.move ? 'Moved' : 'Exported';
  say(
    `${done} the best ${photos.length} of ${ranking.order.length} photos to ${resolve(options.to)}.`,
  );
  return problemsOf(ranked.sync, ranking.columns).length > 0 ? 3 : 0;
}

function printFiles(files: readonly ExportedFile[]): void {
  for (const { from, to } of files) print(`${printable(from)} -> ${printable(to)}`);
}

/** One place of the album with what a sidecar can say of it: its sport and its counted faces. */
export function albumItem(
  { ranking, settings }: RankedFolder,
  photo: number,
  rank: number,
): AlbumItem {
  const { columns, scores } = ranking;
  const path = columns.paths[photo];
  if (path === undefined) throw new RangeError(`There is no photo ${photo}.`);
  const takenMs = columns.takenMs[photo] ?? NaN;
  const sport = sureSport(columns.sports, photo, settings['sport.sureFrom']);
  return {
    path,
    otherPaths: [...(columns.otherPaths.get(photo) ?? [])],
    rank,
    score: scores[photo] ?? 0,
    takenMs: Number.isNaN(takenMs) ? null : takenMs,
    subjects: sport === null ? [] : [sport],
    faces: facesOf(columns.faces, photo, settings).counted.map((face) => ({
      box: boxOf(columns.faces, face),
      name: null,
    })),
    widthPx: columns.widthPx[photo] ?? 0,
    heightPx: columns.heightPx[photo] ?? 0,
  };
}
