// "Which one would you share?": two photos, large, and in plain words what the choices have taught.

import type { ReactElement } from 'react';
import type { TasteState } from '../../shared/taste/taste-state.ts';
import { hexOf, isMeasured } from '../grid/tile-facts.ts';
import { imageUrl } from '../page/engine.ts';
import { fileName } from '../page/file-name.ts';
import { viewId } from '../page/lost-focus.ts';
import { goBack } from '../page/moving.ts';
import { useScreen, useShoot } from '../page/store.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { tasteStrings as words } from '../strings/taste.ts';
import { Back } from '../viewer/ViewerBar.tsx';
import { choose, rankByTaste, takeChoiceBack } from './taste-acts.ts';
import '../parts/answers.css';
import '../parts/pair.css';
import '../viewer/viewer.css';
import './taste.css';

export function Taste(): ReactElement {
  const taste = useScreen((state) => state.taste);
  const asked = taste?.asked ?? null;
  return (
    <section
      id={viewId}
      tabIndex={-1}
      className="loupe taste"
      aria-label={words.name}
      aria-busy={taste?.busy === true}
    >
      <div className="loupe-bar">
        <Back text={words.back} onClick={goBack} />
        <h2>{words.question}</h2>
        <span className="spring" />
      </div>
      {asked?.pair ? (
        <div className="pair">
          <Choosable id={asked.pair.left} side="left" />
          <Choosable id={asked.pair.right} side="right" />
        </div>
      ) : (
        <p className="pair centred muted">{asked?.why ?? words.loading}</p>
      )}
      <Answers canTakeBack={(asked?.state.choices ?? 0) + (asked?.state.skipped ?? 0) > 0} />
      {asked && <Learned state={asked.state} />}
    </section>
  );
}

type Side = { readonly id: number; readonly side: 'left' | 'right' };

/** A photo that a click chooses. */
function Choosable({ id, side }: Side): ReactElement {
  const photos = useShoot(({ known }) => known.photos);
  const index = photos.indexOf.get(id) ?? -1;
  const file = fileName(photos.columns.paths[index] ?? '');
  const name = side === 'left' ? words.leftPhoto(file) : words.rightPhoto(file);
  const hex = index >= 0 && isMeasured(photos, index) ? hexOf(photos, index) : null;
  return (
    <button type="button" className="choosable" aria-label={name} onClick={() => choose(side)}>
      {hex !== null ? (
        <img key={id} src={imageUrl('preview', hex)} alt="" draggable={false} />
      ) : (
        <span className="muted">{words.notYet}</span>
      )}
    </button>
  );
}

function Answers({ canTakeBack }: { readonly canTakeBack: boolean }): ReactElement {
  return (
    <div className="answers">
      <KeyButton action="chooseLeft" text={words.left} onClick={() => choose('left')} />
      <KeyButton action="tooClose" text={words.close} onClick={() => choose('close')} />
      <KeyButton action="chooseRight" text={words.right} onClick={() => choose('right')} />
      <KeyButton action="skipPair" text={words.skip} onClick={() => choose('skip')} />
      <KeyButton action="undo" text={words.undo} onClick={takeChoiceBack} disabled={!canTakeBack} />
    </div>
  );
}

function Learned({ state }: { readonly state: TasteState }): ReactElement {
  const { choices, learned, sentence, foretold, right, repeats, same } = state;
  const counts = useShoot(({ wanted }) => (wanted.weights.taste ?? 0) > 0);
  return (
    <div className="learned" role="status" aria-live="polite">
      <p>
        <b>{sentence}</b>
      </p>
      <p className="muted">
        {words.choices(choices)}. {learned ? words.foretold(right, foretold) : words.usually}
        {repeats > 0 && ` ${words.steady(same, repeats)}`}
      </p>
      {learned &&
        (counts ? (
          <p className="muted">{words.ranksBy}</p>
        ) : (
          <button type="button" onClick={rankByTaste}>
            {words.rankBy}
          </button>
        ))}
    </div>
  );
}
