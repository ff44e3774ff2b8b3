// The photos that the album form asks for, chosen without holding up the page.

import { useEffect, useState } from 'react';
import { runInSlices } from '../page/slices.ts';
import type { PersonGroups } from '../../shared/contract.ts';
import { useStore, type Photos } from '../page/store.ts';
import type { AlbumForm } from './album-form.ts';
import { albumCandidates, chosenSteps } from './plan.ts';

/** A choice with what it was made from: its photos are indices in these columns and no others. */
export type Chosen = {
  readonly photos: Photos;
  readonly scores: Float64Array;
  readonly groups: PersonGroups | null;
  /** Best first. */
  readonly chosen: Uint32Array;
};

/** The last choice that is ready; null before the first. In a large folder a choice takes longer than a frame. */
export function useChosen({ count, variety, picksOnly }: AlbumForm): Chosen | null {
  const photos = useStore((state) => state.photos);
  const shown = useStore((state) => state.shown);
  const scores = useStore((state) => state.ranking.scores);
  const groups = useStore((state) => state.groups);
  const pick = useStore((state) => state.decisions.pick);
  const [ready, setReady] = useState<Chosen | null>(null);
  useEffect(() => {
    if (!photos) return;
    let wanted = true;
    const candidates = albumCandidates(shown, photos, pick, picksOnly);
    const work = chosenSteps(candidates, scores, photos, { count, variety });
    void runInSlices(work).then((chosen) => {
      if (wanted) setReady({ photos, scores, groups, chosen });
    });
    return () => {
      wanted = false;
      work.return(candidates); // the next choice need not wait for one that nobody will see
    };
  }, [photos, shown, scores, groups, pick, count, variety, picksOnly]);
  return photos && ready;
}
