// How far a copy from a card is, and the time that is left.

import type { ReactElement } from 'react';
import type { IngestProgress } from '../../shared/contract.ts';
import { durationText } from '../strings.ts';
import { ingestStrings as text } from '../strings/ingest.ts';

type Props = {
  /** Null while it is being found out what is missing where. */
  readonly progress: IngestProgress | null;
};

export function ProgressText({ progress }: Props): ReactElement {
  if (!progress)
    return (
      <div className="ingest-plan">
        <progress aria-label={text.title} />
        <p>{text.plan.looking}</p>
      </div>
    );
  const { doneBytes, totalBytes } = progress;
  return (
    <div className="ingest-plan numbers">
      <progress max={Math.max(1, totalBytes)} value={doneBytes} aria-label={text.title} />
      {partsOf(progress).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

function partsOf(progress: IngestProgress): readonly string[] {
  const { done, total, doneBytes, totalBytes, bytesPerSecond, secondsLeft } = progress;
  const speed = [
    ...(secondsLeft === null ? [] : [text.left(durationText(secondsLeft))]),
    ...(bytesPerSecond > 0 ? [text.speed(bytesPerSecond)] : []),
  ];
  return [
    text.progress(done, total, doneBytes, totalBytes),
    ...(speed.length > 0 ? [speed.join(', ')] : []),
  ];
}
