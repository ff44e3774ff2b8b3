// The right side: what counts and how much, and why the selected photo has its score.

import { useState, type ReactElement } from 'react';
import { rankPersonBy } from '../people/person-acts.ts';
import { signalNames, type SignalName } from '../../shared/signals.ts';
import { useShoot } from '../page/store.ts';
import type { PersonQuery } from '../../shared/shoot/shoot.ts';
import { openBlind } from '../blind/blind-acts.ts';
import { openProof } from '../prove/prove-acts.ts';
import { blindStrings } from '../strings/blind.ts';
import { proveStrings } from '../strings/prove.ts';
import { strings } from '../strings.ts';
import { Explanation } from './Explanation.tsx';
import { Presets } from './Presets.tsx';
import { TuningPart } from './TuningPart.tsx';
import { SignalSlider } from './SignalSlider.tsx';
import { AestheticBy } from './AestheticBy.tsx';
import './weights.css';

export function RankingPanel(): ReactElement {
  const person = useShoot(({ wanted }) => wanted.person);
  return (
    <aside aria-label={strings.ranking.title}>
      <Explanation />
      <section className="section">
        <h2>{strings.ranking.title}</h2>
        {person && <PersonBy by={person.by} />}
        <Presets />
        <AestheticBy />
        <Sliders />
        <TuningPart />
        <button type="button" className="link" onClick={openProof}>
          {proveStrings.open}
        </button>
        <button type="button" className="link" onClick={openBlind}>
          {blindStrings.open}
        </button>
      </section>
    </aside>
  );
}

function PersonBy({ by }: { readonly by: PersonQuery['by'] }): ReactElement {
  const { personBy, personBest, personWeights } = strings.ranking;
  return (
    <div className="field person-by" role="group" aria-label={personBy}>
      <span>{personBy}</span>
      <div className="segments">
        <button type="button" aria-pressed={by === 'best'} onClick={() => rankPersonBy('best')}>
          {personBest}
        </button>
        <button
          type="button"
          aria-pressed={by === 'weights'}
          onClick={() => rankPersonBy('weights')}
        >
          {personWeights}
        </button>
      </div>
    </div>
  );
}

/** Signals with a weight or a range first; the others behind a button. */
function Sliders(): ReactElement {
  const photos = useShoot(({ known }) => known.photos);
  const weights = useShoot(({ wanted }) => wanted.weights);
  const ranges = useShoot(({ wanted }) => wanted.filters.ranges);
  const [more, setMore] = useState(false);
  const [used, setUsed] = useState<ReadonlySet<SignalName>>(new Set());
  const inUse = (name: SignalName) =>
    (weights[name] ?? 0) > 0 || ranges[name] !== undefined || used.has(name);
  const first = signalNames.filter(inUse);
  const rest = signalNames.filter((name) => !inUse(name));
  const weightless = signalNames.every((name) => (weights[name] ?? 0) === 0);
  const slider = (name: SignalName) => (
    <SignalSlider
      key={name}
      name={name}
      // A slider that is pulled down to 0 must not vanish from under the pointer.
      onUse={() => setUsed((before) => (before.has(name) ? before : new Set([...before, name])))}
      normalised={photos.normalised[name]}
      weight={weights[name] ?? 0}
      range={ranges[name] ?? null}
    />
  );
  return (
    <>
      {weightless && <p className="muted">{strings.ranking.noneLeft}</p>}
      {first.map(slider)}
      <button type="button" className="link" aria-expanded={more} onClick={() => setMore(!more)}>
        {more ? strings.ranking.fewer : strings.ranking.more}
      </button>
      {more && rest.map(slider)}
    </>
  );
}
