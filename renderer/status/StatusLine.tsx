// The one line at the bottom: how far the analysis is, what went wrong, what has been decided.

import type { ReactElement } from 'react';
import { analyse, pause } from '../start/opening.ts';
import { SendingStatus } from '../delivery/SendingStatus.tsx';
import { fileName } from '../page/file-name.ts';
import { Icon } from '../parts/icons.tsx';
import { setScreen, useShoot } from '../page/store.ts';
import { openSidecars } from '../sidecars/sidecar-acts.ts';
import { leftOutSentence } from '../../shared/left-out.ts';
import { copiesSentence, countCopies } from '../../shared/shoot/copies.ts';
import type { Analysis } from '../../shared/shoot/shoot.ts';
import { durationText, strings } from '../strings.ts';
import { sidecarStrings } from '../strings/sidecars.ts';
import { StillsStatus } from '../stills/StillsStatus.tsx';
import './status.css';

export function StatusLine(): ReactElement {
  const analysis = useShoot(({ known }) => known.analysis);
  const away = useShoot(({ known }) => known.away);
  const problems = useShoot(({ known }) => known.problems.length);
  const leftOut = useShoot(({ known }) => leftOutSentence(known.leftOut));
  const copies = useShoot(({ known }) => copiesSentence(countCopies(known.photos.columns)));
  return (
    <footer className="status numbers">
      {away.length > 0 ? <Away folders={away} /> : <Run analysis={analysis} />}
      {problems > 0 && (
        <button
          type="button"
          className="link problems"
          onClick={() => setScreen({ dialog: 'problems' })}
        >
          <Icon name="warning" />
          {strings.status.problems(problems)}
        </button>
      )}
      <Sidecars />
      <SendingStatus />
      {leftOut !== null && <span className="muted left-out">{leftOut}</span>}
      <StillsStatus />
      {copies !== null && <span className="muted left-out">{copies}</span>}
      <div className="spring" />
      <Decided />
    </footer>
  );
}

/** There while other programs say something else, or something could not be written for them. */
function Sidecars(): ReactElement | null {
  const differ = useShoot(({ known }) => known.sidecars?.conflicts.length ?? 0);
  const unwritten = useShoot(({ known }) => known.sidecars?.unwritten.length ?? 0);
  if (differ + unwritten === 0) return null;
  return (
    <button type="button" className="link" title={sidecarStrings.open} onClick={openSidecars}>
      {sidecarStrings.status(differ, unwritten)}
    </button>
  );
}

function Away({ folders }: { readonly folders: readonly string[] }): ReactElement {
  const names = folders.map(fileName);
  return (
    <span className="away" role="status" title={folders.join('\n')}>
      <Icon name="warning" />
      {strings.status.away(names)}
    </span>
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
      <button type="button" className="link" onClick={waiting ? analyse : pause}>
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
  const pick = useShoot(({ known }) => known.decisions.pick);
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
