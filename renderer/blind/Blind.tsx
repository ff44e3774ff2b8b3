// Two rankings compared blind: which two, the pairs on which they differ most, and which one suits the user better.

import { useState, type ReactElement } from 'react';
import { blindResult, blindSentences } from '../../shared/blind/blind-result.ts';
import { presetNames } from '../../shared/ranking/presets.ts';
import { hexOf, isMeasured } from '../grid/tile-facts.ts';
import { imageUrl } from '../page/engine.ts';
import { viewId } from '../page/lost-focus.ts';
import { goBack } from '../page/moving.ts';
import { setScreen, useScreen, useShoot } from '../page/store.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { blindStrings as words } from '../strings/blind.ts';
import { Back } from '../viewer/ViewerBar.tsx';
import { takePreset } from '../weights/ranking.ts';
import { judgePair, startBlind, takeVerdictBack, titleOf } from './blind-acts.ts';
import type { BlindAsked } from './blind-asked.ts';
import '../parts/answers.css';
import '../parts/pair.css';
import '../viewer/viewer.css';
import './blind.css';

export function Blind(): ReactElement {
  const blind = useScreen((state) => state.blind);
  const isDone = blind !== null && blind.said.length >= blind.pairs.length;
  const heading = blind === null ? words.name : isDone ? words.done : words.question;
  return (
    <section id={viewId} tabIndex={-1} className="loupe blind" aria-label={words.name}>
      <div className="loupe-bar">
        <Back text={words.back} onClick={goBack} />
        <h2>{heading}</h2>
        <span className="spring" />
        {blind && !isDone && (
          <span className="muted" role="status" aria-live="polite">
            {words.pair(blind.said.length + 1, blind.pairs.length)}
          </span>
        )}
      </div>
      {blind === null ? (
        <Choosing />
      ) : isDone ? (
        <Result blind={blind} />
      ) : (
        <Judging blind={blind} />
      )}
    </section>
  );
}

function Choosing(): ReactElement {
  const own = useShoot(({ known }) => known.presets);
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState<string>('general');
  const names = ['', ...presetNames, ...own.map(({ name }) => name)];
  const choice = (label: string, value: string, onChange: (name: string) => void) => (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {names.map((name) => (
          <option key={name} value={name}>
            {titleOf(name)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="blind-text">
      <p>{words.choose}</p>
      <div className="blind-choices">
        {choice(words.first, first, setFirst)}
        {choice(words.second, second, setSecond)}
        <button
          type="button"
          className="primary"
          disabled={first === second}
          onClick={() => startBlind(first, second)}
        >
          {words.start}
        </button>
      </div>
      <p className="muted">{words.explain}</p>
    </div>
  );
}

type Asked = { readonly blind: BlindAsked };

function Judging({ blind }: Asked): ReactElement {
  const pair = blind.pairs[blind.said.length];
  return (
    <>
      <div className="pair">
        <Side id={pair?.left ?? NaN} side="left" />
        <Side id={pair?.right ?? NaN} side="right" />
      </div>
      <div className="answers">
        <KeyButton action="chooseLeft" text={words.left} onClick={() => judgePair('left')} />
        <KeyButton action="tooClose" text={words.close} onClick={() => judgePair('close')} />
        <KeyButton action="chooseRight" text={words.right} onClick={() => judgePair('right')} />
        <KeyButton action="skipPair" text={words.skip} onClick={() => judgePair(null)} />
        <KeyButton
          action="undo"
          text={words.undo}
          onClick={takeVerdictBack}
          disabled={blind.said.length === 0}
        />
      </div>
    </>
  );
}

type SideProps = { readonly id: number; readonly side: 'left' | 'right' };

/** Without its name, rank or score: nothing tells which ranking prefers it. */
function Side({ id, side }: SideProps): ReactElement {
  const photos = useShoot(({ known }) => known.photos);
  const index = photos.indexOf.get(id) ?? -1;
  const hex = index >= 0 && isMeasured(photos, index) ? hexOf(photos, index) : null;
  const name = side === 'left' ? words.leftPhoto : words.rightPhoto;
  return (
    <button type="button" className="choosable" aria-label={name} onClick={() => judgePair(side)}>
      {hex === null ? (
        <span className="muted">{words.gone}</span>
      ) : (
        <img key={id} src={imageUrl('preview', hex)} alt="" draggable={false} />
      )}
    </button>
  );
}

function Result({ blind }: Asked): ReactElement {
  const result = blindResult(blind.pairs, blind.said);
  const [first, second] = blind.names;
  const { interval } = result;
  const winner = result.first >= result.second ? first : second;
  return (
    <div className="blind-text" tabIndex={-1}>
      <div role="status">
        {blindSentences(result, [titleOf(first), titleOf(second)]).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {interval && (
        <p className="muted">{words.share(titleOf(first), interval.low, interval.high)}</p>
      )}
      <div className="blind-choices">
        {result.p < 0.05 && winner !== '' && (
          <button type="button" className="primary" onClick={() => takePreset(winner)}>
            {words.use(titleOf(winner))}
          </button>
        )}
        <button type="button" onClick={() => setScreen({ blind: null })}>
          {words.again}
        </button>
      </div>
    </div>
  );
}
