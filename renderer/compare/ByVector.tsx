// Which of two photos is better by a master vector: both probabilities side by side, and the choice of the vector.

import { useEffect, type ReactElement } from 'react';
import { openModels } from '../models/model-acts.ts';
import {
  askWhichIsBetter,
  chooseVector,
  comparePhotoWith,
  loadVectors,
  removeVector,
} from './vector-acts.ts';
import { Icon } from '../parts/icons.tsx';
import { strings } from '../strings.ts';
import { NewVector } from './NewVector.tsx';
import { useVectors } from './vectors.ts';
import './by-vector.css';

type Props = { readonly first: number; readonly second: number };

export function ByVector({ first, second }: Props): ReactElement {
  const { list, chosen, dropped, adding } = useVectors();
  const own = list.some(({ name, own: isOwn }) => name === chosen && isOwn);
  const asked = JSON.stringify([first, dropped?.name ?? second, chosen]);
  useEffect(() => {
    void loadVectors();
    return () => void comparePhotoWith(null);
  }, []);
  useEffect(() => {
    if (list.length === 0) return;
    void askWhichIsBetter({ id: first }, dropped?.source ?? { id: second }, chosen, asked);
  }, [list, first, second, chosen, dropped, asked]);
  return (
    <section
      className="by-vector"
      aria-label={strings.vectors.name}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation(); // or the window would take it too
        void comparePhotoWith(event.dataTransfer.files[0] ?? null);
      }}
    >
      <div className="by-vector-row">
        <label>
          <span className="muted">{strings.vectors.by}</span>{' '}
          <select value={chosen} onChange={(event) => chooseVector(event.target.value)}>
            {list.map(({ name }) => (
              <option key={name} value={name}>
                {strings.vectors.sets[name] ?? name}
              </option>
            ))}
          </select>
        </label>
        <Answered asked={asked} />
        {own && <Remove name={chosen} />}
        <button
          type="button"
          className="link"
          onClick={() => useVectors.setState({ adding: true })}
        >
          {strings.vectors.add}
        </button>
      </div>
      <Dropped />
      {adding && <NewVector />}
    </section>
  );
}

function Answered({ asked }: { readonly asked: string }): ReactElement {
  const { answer, problem, dropped } = useVectors();
  const { share, asking, models, percent } = strings.vectors;
  if (problem !== null)
    return (
      <p role="status">
        {problem}{' '}
        <button type="button" className="link" onClick={openModels}>
          {models}
        </button>
      </p>
    );
  if (answer?.asked !== asked) return <p role="status">{asking}</p>;
  const { first, second } = answer;
  const other = dropped ? dropped.name : strings.compare.candidate;
  return (
    <>
      <p className="visually-hidden" role="status">
        {share(strings.compare.select, first)}, {share(other, second)}
      </p>
      <div className="odds numbers" aria-hidden="true">
        <b>{percent(first)}</b>
        <span className="odds-bar">
          <span style={{ width: `${100 * first}%` }} />
        </span>
        <b>{percent(second)}</b>
      </div>
    </>
  );
}

function Remove({ name }: { readonly name: string }): ReactElement {
  const label = strings.vectors.remove(name);
  return (
    <button
      type="button"
      className="quiet"
      aria-label={label}
      title={label}
      onClick={() => void removeVector(name)}
    >
      <Icon name="close" />
    </button>
  );
}

function Dropped(): ReactElement | false {
  const { dropped, problem } = useVectors();
  const { dropHere, droppedName, takeAway } = strings.vectors;
  if (!dropped) return problem === null && <p className="muted drop-here">{dropHere}</p>;
  return (
    <p className="drop-here">
      {droppedName(dropped.name)}{' '}
      <button type="button" className="link" onClick={() => void comparePhotoWith(null)}>
        {takeAway}
      </button>
    </p>
  );
}
