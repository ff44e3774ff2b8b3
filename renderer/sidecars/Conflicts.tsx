// Where Podium and another program say something else about a photo, with a button for either word.

import type { ReactElement } from 'react';
import type { SidecarConflict } from '../../shared/contract.ts';
import { valueWords } from '../../shared/sidecar-words.ts';
import { fileName } from '../page/file-name.ts';
import { sidecarStrings as text } from '../strings/sidecars.ts';
import { take } from './sidecar-acts.ts';

const sides = ['ours', 'theirs'] as const;

/** More would only slow the page down: whoever has so many settles them all at once. */
const mostShown = 200;

export function Conflicts({
  conflicts,
}: {
  readonly conflicts: readonly SidecarConflict[];
}): ReactElement {
  const shown = conflicts.slice(0, mostShown);
  return (
    <section aria-label={text.differTitle(conflicts.length)}>
      <div className="conflicts-lead">
        <h3>{text.differTitle(conflicts.length)}</h3>
        <p className="muted">{text.differLead}</p>
        {conflicts.length > 1 &&
          sides.map((whose) => (
            <button key={whose} type="button" onClick={() => take(conflicts, whose)}>
              {text.takeAll[whose]}
            </button>
          ))}
      </div>
      <table className="conflicts">
        <thead>
          <tr>
            <th scope="col">{text.photo}</th>
            <th scope="col">{text.ours}</th>
            <th scope="col">{text.theirs}</th>
            <th scope="col">{text.choose}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((conflict) => (
            <Row key={`${conflict.path}\n${conflict.field}`} conflict={conflict} />
          ))}
        </tbody>
      </table>
      {conflicts.length > mostShown && (
        <p className="muted">{text.more(conflicts.length - mostShown)}</p>
      )}
    </section>
  );
}

function Row({ conflict }: { readonly conflict: SidecarConflict }): ReactElement {
  const { path, field, kept } = conflict;
  const file = fileName(path);
  return (
    <tr>
      <th scope="row" title={path}>
        {file}
      </th>
      {sides.map((whose) => (
        <td key={whose} className={whose === kept ? 'holds' : 'muted'}>
          {valueWords(field, conflict[whose])}{' '}
          {whose === kept && <span className="newer">{text.newer}</span>}
        </td>
      ))}
      <td>
        <div className="take">
          {sides.map((whose) => (
            <button
              key={whose}
              type="button"
              aria-label={text.takeName[whose](file, valueWords(field, conflict[whose]))}
              onClick={() => take([conflict], whose)}
            >
              {text.take[whose]}
            </button>
          ))}
        </div>
      </td>
    </tr>
  );
}
