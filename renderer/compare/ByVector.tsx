// Which of two photos is better by a master vector: both probabilities side by side, and the choice of the vector.

import { useEffect, useLayoutEffect, useState, type ReactElement } from 'react';
import type { PhotoSource } from '../../shared/contract.ts';
import { sentenceOf } from '../../shared/calls/rpc.ts';
import { openModels } from '../models/model-acts.ts';
import { usePage } from '../page/store.ts';
import { whileShown } from '../parts/while-shown.ts';
import { CrossButton } from '../parts/CrossButton.tsx';
import { strings } from '../strings.ts';
import { NewVector } from './NewVector.tsx';
import { comparePhotoWith, loadVectors, removeVector, setVectors } from './vector-acts.ts';
import './by-vector.css';

type Props = { readonly first: number; readonly second: number };

export function ByVector({ first, second }: Props): ReactElement {
  const { list, chosen, dropped, adding, problem } = usePage(({ vectors }) => vectors);
  const own = list.some(({ name, own: isOwn }) => name === chosen && isOwn);
  useEffect(() => {
    void loadVectors();
    return () => void comparePhotoWith(null);
  }, []);
  const answer = useAnswer(first, dropped?.source ?? second, list.length > 0 ? chosen : null);
  const said = problem ?? answer.problem;
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
          <select value={chosen} onChange={(event) => setVectors({ chosen: event.target.value })}>
            {list.map(({ name }) => (
              <option key={name} value={name}>
                {strings.vectors.sets[name] ?? name}
              </option>
            ))}
          </select>
        </label>
        {said === null ? <Answered odds={answer.odds} /> : <Unanswered problem={said} />}
        {own && <Remove name={chosen} />}
        <button type="button" className="link" onClick={() => setVectors({ adding: true })}>
          {strings.vectors.add}
        </button>
      </div>
      {dropped ? <Dropped name={dropped.name} /> : said === null && <DropHere />}
      {adding && <NewVector />}
    </section>
  );
}

type Odds = { readonly first: number; readonly second: number };
type Answer = { readonly odds: Odds | null; readonly problem: string | null };

const asking: Answer = { odds: null, problem: null };

/** Which of two photos is better by a vector; nothing while there is none to ask by, or no answer to this question. */
function useAnswer(first: number, second: number | PhotoSource, vector: string | null): Answer {
  const [answer, setAnswer] = useState(asking);
  useLayoutEffect(() => {
    setAnswer(asking); // before anything is drawn: an answer stands under the photos that it is about
    if (vector === null) return undefined;
    const other = typeof second === 'number' ? { id: second } : second;
    return whileShown(
      async ({ ask }) => {
        const odds = await ask('vector.compare', { photos: [{ id: first }, other], vector });
        setAnswer({ odds, problem: null });
      },
      (error) => setAnswer({ odds: null, problem: sentenceOf(error) }),
    );
  }, [first, second, vector]);
  return answer;
}

function Unanswered({ problem }: { readonly problem: string }): ReactElement {
  return (
    <p role="status">
      {problem}{' '}
      <button type="button" className="link" onClick={openModels}>
        {strings.vectors.models}
      </button>
    </p>
  );
}

function Answered({ odds }: { readonly odds: Odds | null }): ReactElement {
  const dropped = usePage(({ vectors }) => vectors.dropped);
  const { share, asking: waiting, percent } = strings.vectors;
  if (!odds) return <p role="status">{waiting}</p>;
  const { first, second } = odds;
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
  return <CrossButton label={label} onClick={() => void removeVector(name)} />;
}

function DropHere(): ReactElement {
  return <p className="muted drop-here">{strings.vectors.dropHere}</p>;
}

function Dropped({ name }: { readonly name: string }): ReactElement {
  return (
    <p className="drop-here">
      {strings.vectors.droppedName(name)}{' '}
      <button type="button" className="link" onClick={() => void comparePhotoWith(null)}>
        {strings.vectors.takeAway}
      </button>
    </p>
  );
}
