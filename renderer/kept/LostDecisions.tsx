// In place of everything else: decisions that were there and are not, with the two things that can be done.

import { useState, type ReactElement } from 'react';
import { copySentences, type LostKept } from '../../shared/kept.ts';
import { sentenceOf } from '../../shared/calls/rpc.ts';
import { viewId } from '../page/lost-focus.ts';
import { strings } from '../strings.ts';
import { keptStrings } from '../strings/kept.ts';
import { endLoss } from './kept-acts.ts';
import './kept.css';

export function LostDecisions({ lost }: { readonly lost: LostKept }): ReactElement {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const text = keptStrings.lost;
  const end = (what: 'copy' | 'nothing') => {
    setBusy(true);
    endLoss(what).catch((error: unknown) => {
      setBusy(false);
      setProblem(sentenceOf(error));
    });
  };
  return (
    <main id={viewId} tabIndex={-1} className="centred lost" aria-label={strings.appName}>
      <h1>{text.title}</h1>
      <p>{lost.why}</p>
      <p>{lost.copy ? copySentences(lost.copy) : text.noCopy}</p>
      <p className="muted">{text.aside}</p>
      {problem !== null && <p role="alert">{problem}</p>}
      <div className="choices">
        {lost.copy && (
          <button type="button" className="primary" disabled={busy} onClick={() => end('copy')}>
            {text.restore}
          </button>
        )}
        <button type="button" disabled={busy} onClick={() => end('nothing')}>
          {text.empty}
        </button>
      </div>
    </main>
  );
}
