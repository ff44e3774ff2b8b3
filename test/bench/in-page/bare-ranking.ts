// The ranking function alone, on the same photos and in the same page as the slider that is measured.

import type { PodiumContract } from '../../../shared/contract.ts';
import { keyHeader } from '../../../shared/calls/host.ts';
import { httpCall } from '../../../shared/calls/http-call.ts';
import { normaliseSignals } from '../../../shared/ranking/normalise.ts';
import { presetWeights } from '../../../shared/ranking/presets.ts';
import { rankPhotos, scorePhotos, tieOrder } from '../../../shared/ranking/ranking.ts';

/**
 * Milliseconds of scoring and sorting all photos of a folder, each time with another weight of sharpness.
 * @param key of the tab that is measured: without it the host answers nobody
 */
export async function bareRanking(folder: string, rounds: number, key: string): Promise<number[]> {
  const call = httpCall<PodiumContract>({
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, [keyHeader]: key } }),
  });
  const settings = await call('settings.read', {});
  const columns = await call('folder.columns', { folders: [folder] });
  const normalised = normaliseSignals(columns, settings);
  const ties = tieOrder(columns);
  const weights = presetWeights(settings, settings['ranking.preset']);
  return Array.from({ length: rounds }, (_, round) => {
    const startMs = performance.now();
    const changed = { ...weights, sharpness: (round + 1) / rounds };
    rankPhotos(scorePhotos(normalised, changed, columns.count), columns, ties);
    return performance.now() - startMs;
  });
}
