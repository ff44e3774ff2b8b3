// Stills in the line at the bottom: how many there are, how far taking them is, and the way to begin.

import type { ReactElement } from 'react';
import { stillsSentence } from '../../shared/stills/words.ts';
import type { StillsRun } from '../page/page.ts';
import { Icon } from '../parts/icons.tsx';
import { useScreen, useShoot } from '../page/store.ts';
import { durationText, strings } from '../strings.ts';
import { stillStrings as text } from '../strings/stills.ts';
import { stopStills, takeStills } from './still-acts.ts';

export function StillsStatus(): ReactElement | null {
  const run = useScreen((state) => state.stills);
  const videos = useShoot(({ known }) => known.leftOut.video ?? 0);
  const isUsed = useShoot(({ known }) => known.settings['stills.use'] === 'on');
  const there = useShoot(({ known }) => stillsSentence(known.stills));
  if (run) return <Run progress={run.progress} />;
  return (
    <>
      {there !== null && <span className="muted left-out">{there}</span>}
      {videos > 0 && isUsed && (
        <button type="button" className="link" title={text.means} onClick={() => void takeStills()}>
          {text.take(videos)}
        </button>
      )}
    </>
  );
}

function Run({ progress }: Pick<StillsRun, 'progress'>): ReactElement {
  const { done, total, secondsLeft } = progress ?? { done: 0, total: 0, secondsLeft: null };
  const parts = [
    progress === null ? text.looking : text.done(done, total),
    ...(secondsLeft === null ? [] : [strings.status.left(durationText(secondsLeft))]),
  ];
  return (
    <>
      <progress max={Math.max(1, total)} value={done} aria-label={text.progress} />
      <span>{parts.join(' · ')}</span>
      <button type="button" className="link" onClick={stopStills}>
        <Icon name="pause" />
        {text.stop}
      </button>
    </>
  );
}
