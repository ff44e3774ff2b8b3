// One delivery: how far it is, what is in its way, and what can be done about that.

import { useState, type ReactElement } from 'react';
import { isOver, type Delivery, type DeliveryProblem } from '../../shared/delivery/deliveries.ts';
import { call } from '../page/engine.ts';
import { fileName } from '../page/file-name.ts';
import { CrossButton } from '../parts/CrossButton.tsx';
import { durationText } from '../strings.ts';
import { deliveryStrings as text } from '../strings/delivery.ts';
import { megabytes } from '../strings/numbers.ts';
import { act, unlock } from './sending-acts.ts';

export function DeliveryRow({ delivery }: { readonly delivery: Delivery }): ReactElement {
  const { id, destination, title, state, totalBytes, doneBytes, problem, notes } = delivery;
  const isWaiting = delivery.againInSeconds !== null;
  return (
    <li>
      <div className="delivery-head">
        <b title={title}>{text.to(fileName(title), destination)}</b>
        <span className="muted numbers">{factsOf(delivery).join(' · ')}</span>
        {isWaiting && (
          <button type="button" onClick={() => act(call('delivery.retry', { id }))}>
            {text.now}
          </button>
        )}
        {(state === 'waiting' || state === 'sending') && (
          <button
            type="button"
            aria-label={text.stopName(fileName(title))}
            onClick={() => act(call('delivery.cancel', { id }))}
          >
            {text.stop}
          </button>
        )}
        {isOver(delivery) && (
          <CrossButton
            label={text.dismiss(fileName(title))}
            onClick={() => act(call('delivery.remove', { id }))}
          />
        )}
      </div>
      {!isOver(delivery) && (
        <progress
          max={totalBytes}
          value={doneBytes}
          aria-label={text.to(fileName(title), destination)}
        />
      )}
      {problem && <Problem delivery={delivery} problem={problem} />}
      {notes.map((note) => (
        <p key={note} className="muted">
          {note}
        </p>
      ))}
    </li>
  );
}

function factsOf(delivery: Delivery): string[] {
  const { state, done, total, already, bytesPerSecond, secondsLeft, againInSeconds } = delivery;
  return [
    againInSeconds === null
      ? text.states[state]
      : text.inSeconds(durationText(Math.max(1, againInSeconds))),
    text.of(done, total),
    ...(already > 0 ? [text.already(already)] : []),
    ...(bytesPerSecond > 0 ? [`${megabytes(bytesPerSecond)}/s`] : []),
    ...(secondsLeft !== null ? [text.left(durationText(secondsLeft))] : []),
  ];
}

type ProblemProps = { readonly delivery: Delivery; readonly problem: DeliveryProblem };

function Problem({ delivery, problem }: ProblemProps): ReactElement {
  const { id, destination, state } = delivery;
  const { kind, sentence, fingerprint } = problem;
  return (
    <div className="delivery-problem">
      <p className="problem">{sentence}</p>
      {state === 'stopped' && kind === 'password' && <Password name={destination} />}
      {state === 'stopped' && kind === 'trust' && fingerprint !== null && (
        <>
          <button
            type="button"
            onClick={() => act(call('destination.trust', { name: destination, fingerprint }))}
          >
            {text.trust}
          </button>
          <span className="muted">{text.trustHint}</span>
        </>
      )}
      {state === 'stopped' && (kind === 'refused' || kind === 'changed') && (
        <button type="button" onClick={() => act(call('delivery.retry', { id }))}>
          {text.again}
        </button>
      )}
    </div>
  );
}

function Password({ name }: { readonly name: string }): ReactElement {
  const [secret, setSecret] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (secret === '') return;
        act(unlock(name, secret));
        setSecret('');
      }}
    >
      <input
        type="password"
        autoComplete="off"
        aria-label={text.password}
        placeholder={text.password}
        value={secret}
        onChange={(event) => setSecret(event.target.value)}
      />
      <button type="submit" disabled={secret === ''}>
        {text.goOn}
      </button>
    </form>
  );
}
