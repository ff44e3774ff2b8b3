// What teaching gave: how right it is on photos held out, in sentences and for each sport.

import type { ReactElement } from 'react';
import { taughtSentences } from '../../shared/teach/taught-words.ts';
import { sportName } from '../strings/sport.ts';
import { teachStrings as text } from '../strings/teach.ts';
import type { TeachRun } from './teach-state.ts';

type Props = { readonly run: Extract<TeachRun, { state: 'done' }> };

export function Taught({ run: { taught, problem } }: Props): ReactElement {
  const [first = '', ...rest] = taughtSentences(taught);
  return (
    <>
      <h3>{text.learned(taught.model.title)}</h3>
      <p>
        <b>{first}</b>
      </p>
      {rest.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {problem !== null && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <table className="teach-matrix numbers">
        <caption>{text.matrix}</caption>
        <thead>
          <tr>
            <th scope="col">{text.sport}</th>
            <th scope="col">{text.right}</th>
            <th scope="col">{text.takenFor}</th>
          </tr>
        </thead>
        <tbody>
          {taught.figures.accuracy.classes.map(({ sport, right, photos, takenFor }) => (
            <tr key={sport}>
              <th scope="row">{sportName(sport)}</th>
              <td>
                <meter value={right} max={photos} aria-hidden="true" /> {text.of(right, photos)}
              </td>
              <td className="muted">
                {takenFor.map((other) => `${other.sport} ${other.photos}`).join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
