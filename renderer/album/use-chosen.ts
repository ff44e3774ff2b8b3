// The photos that the album form asks for, chosen without holding up the page.

import { useEffect, useMemo, useState } from 'react';
import { wholeBrackets } from '../../shared/bursts/brackets.ts';
import { albumSteps } from '../../shared/ranking/album.ts';
import type { PersonGroups } from '../../shared/contract.ts';
import { albumCandidates } from '../../shared/shoot/album-items.ts';
import { filterOrder } from '../../shared/shoot/filters.ts';
import { runInSlices } from '../page/slices.ts';
import { whileShown } from '../parts/while-shown.ts';
import { useShoot } from '../page/store.ts';
import type { Photos } from '../../shared/shoot/photos.ts';
import { albumCount } from './album-form.ts';
import type { AlbumForm } from '../page/page.ts';

/** A choice with what it was made from: its photos are indices in these columns and no others. */
export type Chosen = {
  readonly photos: Photos;
  readonly scores: Float64Array;
  readonly groups: PersonGroups | null;
  /** Best first. */
  readonly chosen: Uint32Array;
};

/**
 * What may be in the album, best first: what is shown without rejects, or every pick that passes the filters. Of a person's
 * photos the sure ones, and a maybe where it is picked or only maybes are shown.
 */
export function useCandidates(picksOnly: boolean): Uint32Array {
  const photos = useShoot(({ known }) => known.photos);
  const best = useShoot(({ order }) => order.best);
  const order = useShoot(({ order }) => order.ranking.order);
  const folders = useShoot((state) => state.folders);
  const decisions = useShoot(({ known }) => known.decisions);
  const filters = useShoot(({ wanted }) => wanted.filters);
  const match = useShoot(({ known }) => known.match);
  const pile = useShoot(({ wanted }) => wanted.person?.shown);
  return useMemo(() => {
    // Stacked, a burst would hide all of its picks but one.
    const from = picksOnly
      ? filterOrder(order, { ...photos, folders, decisions }, { ...filters, stacked: false })
      : best;
    const which = picksOnly ? 'picks' : 'all but rejects';
    const isMeant = (photo: number) =>
      pile === 'maybe' || match?.sure[photo] === 1 || decisions.pick[photo] === 1;
    return albumCandidates(
      match ? from.filter(isMeant) : from,
      photos.columns,
      decisions.pick,
      which,
    );
  }, [photos, best, order, folders, decisions, filters, picksOnly, match, pile]);
}

/** The last choice that is ready; null before the first. In a large folder a choice takes longer than a frame. */
export function useChosen(candidates: Uint32Array, form: AlbumForm): Chosen | null {
  const photos = useShoot(({ known }) => known.photos);
  const { scores, kept } = useShoot(({ order }) => order.ranking);
  const groups = useShoot(({ known }) => known.groups);
  const pick = useShoot(({ known }) => known.decisions.pick);
  const { variety } = form;
  const count = albumCount(form, candidates);
  const [ready, setReady] = useState<Chosen | null>(null);
  useEffect(() => {
    const { bursts, columns, embeddings } = photos;
    const choice = { count, variety, embeddings, pick, kept };
    const work = albumSteps(candidates, scores, bursts, columns, choice);
    const stop = whileShown(async ({ wait }) => {
      const chosen = await wait(runInSlices(work));
      const all = wholeBrackets(chosen, photos.brackets, pick);
      setReady({ photos, scores, groups, chosen: all });
    });
    return () => {
      stop();
      work.return(candidates); // the next choice need not wait for one that nobody will see
    };
  }, [photos, candidates, scores, kept, groups, pick, count, variety]);
  return ready;
}
