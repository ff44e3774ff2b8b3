// The likeliest sports, likeliest first, each with its share as a bar.

import type { ReactElement } from 'react';
import type { SportGuess } from '../../shared/sport/sport.ts';
import { percentText, sportName } from '../strings/sport.ts';
import { strings } from '../strings.ts';
import './sport.css';

export function SportBars({ sports }: { readonly sports: readonly SportGuess[] }): ReactElement {
  return (
    <ul className="parts sports" aria-label={strings.sport.others}>
      {sports.map(({ sport, confidence }) => (
        <li key={sport}>
          <span>{sportName(sport)}</span>
          <span className="numbers muted">{percentText(confidence)}</span>
          <span className="track">
            <span className="fill" style={{ width: `${100 * confidence}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
