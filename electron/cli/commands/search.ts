// `podium search`: the photos of folders that show what the words say, likest first.

import type { PodiumContract } from '../../../shared/contract.ts';
import type { PhotoColumns } from '../../../shared/photo.ts';
import { rankPhotos } from '../../../shared/ranking.ts';
import { EngineError, type Call } from '../../../shared/rpc.ts';
import { analyseFolder, problemsOf, syncFolder } from './folder.ts';
import { print, printJson, say, table } from './terminal.ts';

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
  const found = await syncFolder(call, [folder], options.recursive, signal);
  const wanted = { ...found.input, words };
  // Asked before the long work: where no CLIP is installed this is what says so.
  await call('search.photos', wanted, { signal });
  const { columns, sync } = await analyseFolder(call, found, signal);
  const { similarity, model } = await call('search.photos', wanted, { signal });
  if (similarity.length !== columns.count)
    throw new EngineError('stopped', 'The folder was changed by another program. Run it again.');
  const results = likestPhotos(columns, similarity, options.top);
  if (options.json === true) printJson({ words, model, photos: results });
  else if (results.length > 0)
    print(table(results.map(({ rank, similarity, path }) => [rank, similarity.toFixed(3), path])));
  say(
    `The ${results.length} of ${columns.count} photos that are likest to "${words}", by ${model}.`,
  );
  return problemsOf(sync, columns).length > 0 ? 3 : 0;
}

export type LikePhoto = {
  /** 1 first. */
  readonly rank: number;
  /** Cosine of photo and words, -1 to 1. */
  readonly similarity: number;
  readonly path: string;
};

/** The `top` photos likest to the words, likest first; those that no CLIP has seen are left out. */
export function likestPhotos(
  columns: PhotoColumns,
  similarity: Float32Array,
  top: number,
): LikePhoto[] {
  const likeness = Float64Array.from(similarity);
  const seen = rankPhotos(likeness, columns).filter((photo) => !Number.isNaN(likeness[photo]));
  return [...seen.slice(0, top)].map((photo, place) => ({
    rank: place + 1,
    similarity: likeness[photo] ?? NaN,
    path: columns.paths[photo] ?? '',
  }));
}
