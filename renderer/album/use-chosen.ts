// The photos that the album form asks for, chosen without holding up the page.

import { useEffect, useMemo, useState } from 'react';
import { albumSteps } from '../../shared/album.ts';
import type { PersonGroups } from '../../shared/contract.ts';
import { albumCandidates } from '../../shared/shoot/album-items.ts';
import { filterOrder } from '../filters/filters.ts';
import { runInSlices } from '../page/slices.ts';
import { useStore, type Photos } from '../page/store.ts';
import { albumCount, type AlbumForm } from './album-form.ts';

/** A choice with what it was made from: its photos are indices in these columns and no others. */
export type Chosen = {
  readonly photos: Photos;
  readonly scores: Float64Array;
  readonly groups: PersonGroups | null;
  /** Best first. */
  readonly chosen: Uint32Array;
};

/** What may be in the album, best first: what is shown without rejects, or every pick that passes the filters. */
export function useCandidates(picksOnly: boolean): Uint32Array {
  const photos = useStore((state) => state.photos);
  const shown = useStore((state) => state.shown);
  const order = useStore((state) => state.ranking.order);
  const folders = useStore((state) => state.folders);
  const decisions = useStore((state) => state.decisions);
  const filters = useStore((state) => state.filters);
  return useMemo(() => {
    if (!photos) return new Uint32Array();
    // Stacked, a burst would hide all of its picks but one.
    const from = picksOnly
      ? filterOrder(order, { ...photos, folders, decisions }, { ...filters, stacked: false })
      : shown;
    const which = picksOnly ? 'picks' : 'all but rejects';
    return albumCandidates(from, photos.columns, decisions.pick, which);
  }, [photos, shown, order, folders, decisions, filters, picksOnly]);
}

/** The last choice that is ready; null before the first. In a large folder a choice takes longer than a frame. */
export function useChosen(candidates: Uint32Array, form: AlbumForm): Chosen | null {
  const photos = useStore((state) => state.photos);
  const scores = useStore((state) => state.ranking.scores);
  const groups = useStore((state) => state.groups);
  const pick = useStore((state) => state.decisions.pick);
  const { variety } = form;
  const count = albumCount(form, candidates);
  const [ready, setReady] = useState<Chosen | null>(null);
  useEffect(() => {
    if (!photos) return;
    let wanted = true;
    const { bursts, columns, embeddings } = photos;
    const choice = { count, variety, embeddings, pick };
    const work = albumSteps(candidates, scores, bursts, columns, choice);
    void runInSlices(work).then((chosen) => {
      if (wanted) setReady({ photos, scores, groups, chosen });
    });
    return () => {
      wanted = false;
      work.return(candidates); // the next choice need not wait for one that nobody will see
    };
  }, [photos, candidates, scores, groups, pick, count, variety]);
  return photos && ready;
}
