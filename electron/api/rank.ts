// `POST /rank`: the photos of folders in order, as `podium rank --json` prints them.

import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { numberAsked } from '../../shared/numbers.ts';
import { copiesOf } from '../../shared/shoot/copies.ts';
import {
  choosePhotos,
  onlyNumber,
  onlyShots,
  onlySure,
  photosWithReasons,
  sortedPhotos,
} from '../../shared/shoot/ranked-photos.ts';
import { shotTest } from '../../shared/shoot/shot-filter.ts';
import { rankOpened } from '../host/rank-folders.ts';
import type { ApiContext } from './context.ts';
import { openFolders } from './folder.ts';
import { onlyJson } from './input.ts';
import { absolute } from './photos.ts';
import { weightsOf } from './weights.ts';
import { rankRequest, type ranking } from './schemas.ts';

export async function rankFolders(
  request: IncomingMessage,
  { call, signal }: ApiContext,
): Promise<z.input<typeof ranking>> {
  const asked = await onlyJson(request, rankRequest);
  const settings = await call('settings.read', {}, { signal });
  const weights = weightsOf(asked, settings);
  const number = asked.number === undefined ? null : numberAsked(settings, asked.number);
  const taken = shotTest(asked);
  const references = asked.references.map((path) => ({ path: absolute(path) }));
  const { input, columns, problems, leftOut } = await openFolders(call, asked, signal);
  const wanted = { settings, weights, references };
  const found = await rankOpened(call, input, columns, wanted, signal);
  const all = asked.sureOnly ? onlySure(found) : found;
  const shots = onlyShots(all, taken);
  const ranked = number === null ? shots : onlyNumber(shots, number);
  const { top, variety = settings['ranking.variety'], includeRejected } = asked;
  const from = includeRejected ? 'rejects too' : 'all but rejects';
  const photos =
    top === undefined ? ranked.order : choosePhotos(ranked, { count: top, variety, from });
  const listed = sortedPhotos(ranked, photos, { by: asked.sort, reversed: asked.reverse });
  return {
    photos: photosWithReasons(ranked, photos, listed),
    copies: copiesOf(ranked.columns, photos),
    ...{ problems, leftOut },
  };
}
