// Frames judged blind, one by one, and at the end what they prove of the order.

import type { ReactElement } from 'react';
import { judgements } from '../../shared/prove/proof.ts';
import type { ActionId } from '../keys/key-table.ts';
import { hexOf, isMeasured } from '../grid/tile-facts.ts';
import { imageUrl } from '../page/engine.ts';
import { viewId } from '../page/lost-focus.ts';
import { goBack } from '../page/moving.ts';
import { useScreen, useShoot } from '../page/store.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { proveStrings as words } from '../strings/prove.ts';
import { Back } from '../viewer/ViewerBar.tsx';
import { isComplete, type ProofAsked } from './proof-asked.ts';
import { judge, takeJudgementBack } from './prove-acts.ts';
import { ProofResults } from './ProofResults.tsx';
import '../parts/answers.css';
import '../viewer/viewer.css';
import './prove.css';

export function Prove(): ReactElement {
  const proof = useScreen((state) => state.proof);
  const complete = proof !== null && isComplete(proof);
  return (
    <section id={viewId} tabIndex={-1} className="loupe prove" aria-label={words.name}>
      <div className="loupe-bar">
        <Back text={words.back} onClick={goBack} />
        <h2>{complete ? words.done : words.question}</h2>
        <span className="spring" />
        {proof && !complete && (
          <span className="muted" role="status" aria-live="polite">
            {words.frame(proof.said.length + 1, proof.draw.frames.length)}
          </span>
        )}
      </div>
      {proof && (complete ? <ProofResults proof={proof} /> : <Judging proof={proof} />)}
    </section>
  );
}

const actions: readonly ActionId[] = ['judge0', 'judge1', 'judge2', 'judge3'];

function Judging({ proof }: { readonly proof: ProofAsked }): ReactElement {
  const { said, draw } = proof;
  const path = draw.frames[said.length]?.path ?? '';
  return (
    <>
      <Frame key={path} path={path} place={said.length + 1} />
      <div className="answers">
        {judgements.map((label) => (
          <KeyButton
            key={label}
            action={actions[label] ?? 'judge0'}
            text={words.answers[label]}
            onClick={() => judge(label)}
          />
        ))}
        <KeyButton action="skipFrame" text={words.skip} onClick={() => judge(null)} />
        <KeyButton
          action="undo"
          text={words.undo}
          onClick={takeJudgementBack}
          disabled={said.length === 0}
        />
      </div>
      <p className="blind muted">{words.blind}</p>
    </>
  );
}

/** Without its name: numbers of a camera tell the burst, and folders what somebody chose before. */
function Frame({ path, place }: { readonly path: string; readonly place: number }): ReactElement {
  const photos = useShoot(({ known }) => known.photos);
  const index = photos.columns.paths.indexOf(path);
  const hex = index >= 0 && isMeasured(photos, index) ? hexOf(photos, index) : null;
  return (
    <div className="frame">
      {hex === null ? (
        <p className="muted">{words.gone}</p>
      ) : (
        <img src={imageUrl('preview', hex)} alt={words.photo(place)} draggable={false} />
      )}
    </div>
  );
}
