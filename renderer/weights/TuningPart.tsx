// Weights fitted to what the user rated or chose: what that gains on what was held out, and taking them.

import { useState, type ReactElement } from 'react';
import { tuningSentences } from '../../shared/ranking/tuning-words.ts';
import type { Tuning } from '../../shared/ranking/tuning.ts';
import { tuningStrings as words } from '../strings/tuning.ts';
import { fitWeights, takeWeights } from './ranking.ts';

export function TuningPart(): ReactElement {
  const [tuning, setTuning] = useState<Tuning | 'running' | null>(null);
  const start = () => {
    setTuning('running');
    void fitWeights().then(setTuning);
  };
  if (tuning === null || tuning === 'running')
    return (
      <button type="button" className="link" disabled={tuning !== null} onClick={start}>
        {tuning === null ? words.open : words.running}
      </button>
    );
  return (
    <div className="tuning" role="group" aria-label={words.name}>
      <div role="status">
        {tuningSentences(tuning).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {tuning.gains && (
        <button
          type="button"
          onClick={() => {
            takeWeights(tuning.weights);
            setTuning(null);
          }}
        >
          {words.use}
        </button>
      )}
      <button type="button" className="link" onClick={() => setTuning(null)}>
        {words.close}
      </button>
    </div>
  );
}
