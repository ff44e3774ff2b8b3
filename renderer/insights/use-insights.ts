// The insights of what is open, worked out anew when anything that they tell of has changed.

import { useEffect, useMemo, useState } from 'react';
import { areOf } from '../../shared/bursts/likeness.ts';
import type { SubjectPlaces } from '../../shared/contract.ts';
import { decisionsInOrder } from '../../shared/decisions.ts';
import type { Insight } from '../../shared/insights/chart.ts';
import { insightsOf, scoresKnown } from '../../shared/insights/insights.ts';
import { scorePhotos, usableWeights } from '../../shared/ranking/ranking.ts';
import { foldersOf } from '../../shared/shoot/acts/answers.ts';
import { attempt } from '../../shared/shoot/acts/open.ts';
import { opened, useShoot } from '../page/store.ts';

export function useInsights(): readonly Insight[] {
  const photos = useShoot(({ known }) => known.photos);
  const decisions = useShoot(({ known }) => known.decisions);
  const groups = useShoot(({ known }) => known.groups);
  const leftOut = useShoot(({ known }) => known.leftOut);
  const unreadable = useShoot(({ known }) => known.problems.length);
  const weights = useShoot(({ wanted }) => wanted.weights);
  const places = useSubjects();
  return useMemo(() => {
    const { columns, normalised, bursts } = photos;
    const usable = usableWeights(columns, weights);
    const fits = groups?.group.length === columns.faces.count;
    return insightsOf({
      ...{ columns, bursts, leftOut, unreadable },
      scores: scoresKnown(columns, scorePhotos(normalised, usable, columns.count)),
      decisions: decisionsInOrder(decisions, columns.ids),
      groups: fits ? groups : null,
      subjects: places && areOf(places, columns.ids) ? places : null,
    });
  }, [photos, decisions, groups, leftOut, unreadable, weights, places]);
}

/** Where subjects stand, asked for again when the photos are others; null until the answer is there. */
function useSubjects(): SubjectPlaces | null {
  const columns = useShoot(({ known }) => known.photos.columns);
  const [places, setPlaces] = useState<SubjectPlaces | null>(null);
  useEffect(() => {
    const open = opened();
    const asked = new AbortController();
    void attempt(open, async () => {
      const { signal } = asked;
      setPlaces(await open.ask('folder.subjects', foldersOf(open), { signal }));
    });
    return () => asked.abort();
  }, [columns]);
  return places;
}
