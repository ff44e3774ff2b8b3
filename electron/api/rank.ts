// `POST /rank`: the photos of folders in order, as `podium rank --json` prints them.

import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import {
  chosenWeights,
  choosePhotos,
  photosWithReasons,
  rankColumns,
} from '../cli/commands/ranking.ts';
import type { Settings } from '../../shared/settings.ts';
import { activeWeights, type Weights } from '../../shared/ranking.ts';
import { openFolders } from './folder.ts';
import { onlyJson } from './input.ts';
import { absolute } from './photos.ts';
import { ApiError } from './refusals.ts';
import type { ApiContext } from './routes.ts';
import { rankRequest, type ranking } from './schemas.ts';

type Asked = z.output<typeof rankRequest>;

export async function rankFolders(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof ranking>> {
  const asked = await onlyJson(request, rankRequest);
  const settings = await call('settings.read', {}, { signal });
  const weights = weightsOf(asked, settings);
  const references = asked.references.map((path) => ({ path: absolute(path) }));
  const { input, columns, problems } = await openFolders(call, asked, signal);
  const similarities =
    references.length === 0
      ? null
      : await call('person.match', { ...input, references }, { signal });
  const embeddings = await call('folder.embeddings', input, { signal });
  const ranked = rankColumns(columns, embeddings, settings, weights, similarities);
  const variety = asked.variety ?? settings['ranking.variety'];
  const photos = asked.top === undefined ? ranked.order : choosePhotos(ranked, asked.top, variety);
  return { photos: photosWithReasons(ranked, photos), problems };
}

function weightsOf({ preset, weights }: Asked, settings: Settings): Weights {
  if (weights === undefined) return chosenWeights(settings, { preset });
  if (preset !== undefined) throw new ApiError(400, 'Give either preset or weights, not both.');
  if (activeWeights(weights).length > 0) return weights;
  throw new ApiError(400, 'At least one weight must be above 0.');
}
