// Why the selected photo stands where it does: the sentence, and the parts that make its score.

import type { ReactElement } from 'react';
import { fileName } from '../page/file-name.ts';
import { noPlace } from '../../shared/shoot/order.ts';
import { PhotoSport } from '../sport/PhotoSport.tsx';
import { useLookedAt, useShoot } from '../page/store.ts';
import { DecisionButtons } from './DecisionButtons.tsx';
import { explained, useScored } from './explained.ts';
import { count, scoreText, strings } from '../strings.ts';

export function Explanation(): ReactElement {
  const index = useLookedAt();
  return (
    <section className="section explanation" aria-label={strings.ranking.why}>
      <h2>{strings.ranking.why}</h2>
      {index < 0 ? <p className="muted">{strings.ranking.whyNone}</p> : <Reasons index={index} />}
    </section>
  );
}

function Reasons({ index }: { readonly index: number }): ReactElement {
  const scored = useScored();
  const place = useShoot(({ order }) => order.ranking.places[index] ?? noPlace);
  const { score, sentence, parts } = explained(scored, index);
  const { paths } = scored.photos.columns;
  const most = Math.max(...parts.map((part) => part.contribution), 0.01);
  return (
    <>
      <p className="reason-head">
        <b className="numbers">{place === noPlace ? '–' : count(place + 1)}</b>
        <span className="file">{fileName(paths[index] ?? '')}</span>
        <b className="numbers">{scoreText(score)}</b>
      </p>
      <DecisionButtons index={index} />
      <p className="sentence">{capital(sentence)}.</p>
      <ul className="parts">
        {parts.map(({ label, contribution, normalised }) => (
          <li key={label} title={strings.ranking.points(scoreText(contribution))}>
            <span className="part">{label}</span>
            <span className="track">
              <span className="fill" style={{ width: `${(100 * contribution) / most}%` }} />
            </span>
            <span className="numbers muted">{scoreText(normalised)}</span>
          </li>
        ))}
      </ul>
      <PhotoSport index={index} />
    </>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
