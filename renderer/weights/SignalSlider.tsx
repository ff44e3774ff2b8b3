// One signal: how much it counts, how the folder is spread over it, and which part of that is shown.

import { memo, type ReactElement } from 'react';
import { openTaste } from '../taste/taste-acts.ts';
import { signals, type SignalName } from '../../shared/signals.ts';
import { openModels } from '../models/model-acts.ts';
import { setRange, setWeight } from './ranking.ts';
import type { Range } from '../../shared/shoot/filters.ts';
import { useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { Brush, type BrushWords } from './Brush.tsx';

type Props = {
  readonly name: SignalName;
  readonly normalised: Float64Array;
  readonly weight: number;
  readonly range: Range | null;
  readonly onUse: () => void;
};

export const SignalSlider = memo(
  function SignalSlider({ name, normalised, weight, range, onUse }: Props): ReactElement {
    const { label, explains } = signals[name];
    const measured = normalised.some((value) => !Number.isNaN(value));
    return (
      <div className={measured ? 'signal' : 'signal unmeasured'} title={explains}>
        <div className="signal-head">
          <span>{label}</span>
          <span className="numbers muted">
            {measured ? Math.round(weight * 100) : <Unmeasured name={name} />}
          </span>
        </div>
        <input
          type="range"
          min={0}
          max={1}
          step={0.01}
          aria-label={strings.ranking.weight(label)}
          // A weight of a signal that is not there keeps its place but counts for nothing.
          disabled={!measured}
          value={weight}
          onChange={(event) => {
            onUse();
            setWeight(name, Number(event.target.value));
          }}
        />
        {measured && (
          <Brush
            values={normalised}
            range={range}
            words={brushWords(label)}
            onRange={(next) => setRange(name, next)}
          />
        )}
      </div>
    );
  },
  (a, b) => a.normalised === b.normalised && a.weight === b.weight && a.range === b.range,
);

function brushWords(label: string): BrushWords {
  const { from, to, reset } = strings.ranking;
  return { from: from(label), to: to(label), clear: `${reset}: ${label}` };
}

/** What it waits for; where a model is missing, the way to it. */
function Unmeasured({ name }: { readonly name: SignalName }): ReactElement {
  const running = useShoot(({ known }) => known.analysis.state === 'running');
  if (running) return <>{strings.ranking.waiting}</>;
  const { stage } = signals[name];
  if (stage === null)
    return (
      <button type="button" className="link" onClick={openTaste}>
        {strings.ranking.nothingLearned}
      </button>
    );
  if (stage !== 'clip') return <>{strings.ranking.unmeasured}</>;
  return (
    <button type="button" className="link" onClick={openModels}>
      {strings.ranking.needsModel}
    </button>
  );
}
