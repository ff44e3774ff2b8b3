// `POST /search`: the photos of folders that show what the words say, a number, or both.

import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { askedSearch, surestPhotos } from '../../shared/numbers.ts';
import { likestPhotos } from '../../shared/shoot/word-matches.ts';
import { openFolders } from './folder.ts';
import { onlyJson } from './input.ts';
import { ApiError } from './refusals.ts';
import type { ApiContext } from './context.ts';
import { searchRequest, type findings } from './schemas.ts';

export async function searchFolders(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof findings>> {
  const { words: text, top, ...asked } = await onlyJson(request, searchRequest);
  const { number, words } = askedSearch(await call('settings.read', {}, { signal }), text);
  const { input, columns, problems } = await openFolders(call, asked, signal);
  if (number !== null && words === '')
    return { model: null, photos: surestPhotos(columns, number).slice(0, top), problems };
  const { similarity, model } = await call('search.photos', { ...input, words }, { signal });
  if (similarity.length !== columns.count)
    throw new ApiError(409, 'The folder was changed meanwhile. Ask again.');
  return { model, photos: likestPhotos(columns, similarity, top, number), problems };
}
