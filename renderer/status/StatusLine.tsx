// The one line at the bottom: how far the analysis is, what went wrong, what has been decided.

import type { ReactElement } from 'react';
import { analyse, pause } from '../start/opening.ts';
import { Icon } from '../parts/icons.tsx';
import { set, useStore, type Analysis } from '../page/store.ts';
import { durationText, strings } from '../strings.ts';
import './status.css';

export function StatusLine(): ReactElement {
  const analysis = useStore((state) => state.analysis);
  const problems = useStore((state) => state.problems.length);
  return (
    <footer className="status numbers">
      <Run analysis={analysis} />
      {problems > 0 && (
        <button type="button" className="link problems" onClick={() => set({ dialog: 'problems' })}>
          <Icon name="warning" />
          {strings.status.problems(problems)}
        </button>
      )}
      <div className="spring" />
      <Decided />
    </footer>
  );
}

function Run({ analysis }: { readonly analysis: Analysis }): ReactElement {
  const { state, progress, problem } = analysis;
  if (state === 'idle') return <span className="muted">{strings.status.done}</span>;
  const waiting = state !== 'running';
  return (
    <>
      {progress && (
        <progress max={progress.total} value={progress.done} aria-label={strings.status.progress} />
      )}
      <span>{words[state]}</span>
      {problem !== null && <span className="muted">{problem}</span>}
      {progress && <Counts progress={progress} running={!waiting} />}
      <button type="button" className="link" onClick={waiting ? () => void analyse() : pause}>
        <Icon name={waiting ? 'play' : 'pause'} />
        {state === 'stopped' && strings.status.again}
        {state === 'paused' && strings.status.resume}
        {state === 'running' && strings.status.pause}
      </button>
    </>
  );
}

const words = {
  running: strings.status.analysing,
  paused: strings.status.paused,
  stopped: strings.status.stopped,
} as const;

type CountsProps = {
  readonly progress: NonNullable<Analysis['progress']>;
  readonly running: boolean;
};

function Counts({ progress, running }: CountsProps): ReactElement {
  const { done, total, photosPerSecond, secondsLeft } = progress;
  const parts = [
    strings.status.of(done, total),
    ...(running && photosPerSecond > 0 ? [strings.status.speed(photosPerSecond.toFixed(1))] : []),
    ...(running && secondsLeft !== null ? [strings.status.left(durationText(secondsLeft))] : []),
  ];
  return <span className="muted">{parts.join(' · ')}</span>;
}

function Decided(): ReactElement | null {
  const pick = useStore((state) => state.decisions.pick);
  let picks = 0;
  let rejects = 0;
  for (const value of pick) {
    if (value === 1) picks += 1;
    else if (value === -1) rejects += 1;
  }
  if (picks + rejects === 0) return null;
  return (
    <span className="muted decided-so-far">
      {strings.status.picks(picks)} · {strings.status.rejects(rejects)}
    </span>
  );
}
