// Which sport the selected photo shows: the likeliest at once from the columns, the next two when the engine answers.

import { useEffect, useState, type ReactElement } from 'react';
import type { SportGuess } from '../../shared/sport/sport.ts';
import { sentenceOf } from '../../shared/calls/rpc.ts';
import { whileShown } from '../parts/while-shown.ts';
import { useShoot } from '../page/store.ts';
import type { Photos } from '../../shared/shoot/photos.ts';
import { strings } from '../strings.ts';
import { SportBars } from './SportBars.tsx';

/** Nothing where no sport is known. */
export function PhotoSport({ index }: { readonly index: number }): ReactElement | null {
  const photos = useShoot(({ known }) => known.photos);
  const best = likeliest(photos, index);
  if (!best) return null;
  const id = photos.columns.ids[index] ?? -1;
  return <Sports key={`${id} ${best.sport} ${best.confidence}`} id={id} best={best} />;
}

function likeliest({ columns: { sports } }: Photos, index: number): SportGuess | null {
  const sport = sports.names[sports.best[index] ?? -1];
  return sport === undefined ? null : { sport, confidence: sports.confidence[index] ?? 0 };
}

function Sports({ id, best }: { readonly id: number; readonly best: SportGuess }): ReactElement {
  const [sports, setSports] = useState<readonly SportGuess[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(
    () =>
      whileShown(
        async ({ ask }) => {
          const { predictions } = await ask('sport.predict', { photos: [{ id }] });
          setSports(predictions[0]?.top3 ?? null);
        },
        (error) => setProblem(sentenceOf(error)),
      ),
    [id],
  );
  return (
    <div className="photo-sport" role="group" aria-label={strings.sport.title}>
      <h3>{strings.sport.title}</h3>
      <SportBars sports={sports ?? [best]} />
      {problem !== null && <p className="muted">{problem}</p>}
    </div>
  );
}
