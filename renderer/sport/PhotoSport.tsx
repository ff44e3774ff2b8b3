// Which sport the selected photo shows: the likeliest at once from the columns, the next two when the engine answers.

import { useEffect, useState, type ReactElement } from 'react';
import type { SportGuess } from '../../shared/sport.ts';
import { sportsOfPhoto } from './sport-acts.ts';
import { useShoot } from '../page/store.ts';
import type { Photos } from '../../shared/shoot/photos.ts';
import { strings } from '../strings.ts';
import { SportBars } from './SportBars.tsx';

/** Nothing where no model has told a sport. */
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
  const [answer, setAnswer] = useState<readonly SportGuess[] | string | null>(null);
  useEffect(() => {
    const asked = new AbortController();
    void sportsOfPhoto(id, asked.signal).then((sports) => {
      if (!asked.signal.aborted) setAnswer(sports);
    });
    return () => asked.abort();
  }, [id]);
  return (
    <div className="photo-sport" role="group" aria-label={strings.sport.title}>
      <h3>{strings.sport.title}</h3>
      <SportBars sports={typeof answer === 'string' ? [best] : (answer ?? [best])} />
      {typeof answer === 'string' && <p className="muted">{answer}</p>}
    </div>
  );
}
