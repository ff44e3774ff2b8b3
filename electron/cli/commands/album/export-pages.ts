// What `podium export` makes of the chosen photos beside copies: a gallery, a contact sheet, a table.

import { basename, resolve } from 'node:path';
import { galleryTexts } from '../../../../shared/album/gallery.ts';
import type { PodiumContract } from '../../../../shared/contract.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import { csvOf } from '../../../../shared/shoot/ranked-photos.ts';
import type { RankedFolder } from '../ranked-folder.ts';
import { writeSheet } from '../report.ts';
import { checkFileTarget, checkFolderTarget, writeCsv } from '../../terminal/targets.ts';
import { exportLine, say } from '../../terminal/terminal.ts';

export type Ways = {
  readonly to?: string;
  readonly gallery?: string;
  readonly sheet?: string;
  readonly csv?: string;
  readonly move?: boolean;
};

/** Throws EngineError where nothing is to be made, or something could not be written. */
export function checkWays({ to, gallery, sheet, csv, move }: Ways): void {
  const ways = [to, gallery, sheet, csv].filter((way) => way !== undefined);
  if (ways.length === 0)
    throw new EngineError('bad-input', 'Say what to make: --to, --gallery, --sheet or --csv.');
  if (move === true && ways.length > 1) {
    const message = '--move goes with --to alone: the others read the photos where they are.';
    throw new EngineError('bad-input', message);
  }
  if (gallery !== undefined) checkFolderTarget(gallery);
  for (const file of [sheet, csv]) if (file !== undefined) checkFileTarget(file);
}

export async function showElsewhere(
  call: Call<PodiumContract>,
  ranked: RankedFolder,
  photos: Uint32Array,
  { gallery, sheet, csv }: Ways,
  signal: AbortSignal,
): Promise<void> {
  const { ranking, input } = ranked;
  const title = input.folders.map((path) => basename(path)).join(', ');
  if (gallery !== undefined) await makeGallery(call, ranked, photos, { gallery, title }, signal);
  if (sheet !== undefined)
    for (const file of await writeSheet(call, resolve(sheet), title, ranking, photos))
      say(`Wrote ${file}`);
  if (csv === undefined) return;
  writeCsv(csv, csvOf(ranking, photos));
  say(`Wrote ${resolve(csv)}`);
}

async function makeGallery(
  call: Call<PodiumContract>,
  { ranking }: RankedFolder,
  photos: Uint32Array,
  { gallery, title }: { readonly gallery: string; readonly title: string },
  signal: AbortSignal,
): Promise<void> {
  const ids = [...photos].flatMap((photo) => ranking.columns.ids[photo] ?? []);
  const { captions } = await call('caption.read', { ids }, { signal });
  const told = captions.map(({ id, ...about }, index) => ({
    id,
    ...galleryTexts(index + 1, about),
  }));
  const progress = exportLine();
  const { file } = await call(
    'report.gallery',
    { to: resolve(gallery), title, photos: told },
    { signal, onProgress: progress.show },
  ).finally(progress.end);
  say(`Wrote ${file}`);
}
