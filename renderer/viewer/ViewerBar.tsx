// The line above a photo that is looked at: the way back, its name, rank and score, what is decided, and its neighbours.

import type { ReactElement, ReactNode } from 'react';
import { fileName } from '../page/file-name.ts';
import { framesAsTaken } from '../../shared/shoot/burst-covers.ts';
import { isRanked, noPlace } from '../../shared/shoot/order.ts';
import { selectNext } from '../page/moving.ts';
import { Icon } from '../parts/icons.tsx';
import { useShoot } from '../page/store.ts';
import { scoreText, strings } from '../strings.ts';
import { Decided } from './Decided.tsx';

type Props = {
  readonly index: number;
  readonly back: string;
  readonly onBack: () => void;
  readonly children?: ReactNode;
};

export function ViewerBar({ index, back, onBack, children }: Props): ReactElement {
  const shown = useShoot(({ order }) => order.shown);
  const text = strings.loupe;
  const place = shown.indexOf(index);
  return (
    <div className="loupe-bar">
      <Back text={back} onClick={onBack} />
      <FileName index={index} />
      <Rank index={index} />
      <FrameOf index={index} />
      <Decided index={index} />
      <Copies index={index} />
      <span className="spring" />
      {place >= 0 && <span className="muted numbers">{text.of(place + 1, shown.length)}</span>}
      <button
        type="button"
        className="quiet"
        aria-label={text.previous}
        onClick={() => selectNext(-1)}
      >
        <Icon name="left" />
      </button>
      <button type="button" className="quiet" aria-label={text.next} onClick={() => selectNext(1)}>
        <Icon name="right" />
      </button>
      {children}
    </div>
  );
}

type BackProps = { readonly text: string; readonly onClick: () => void };

/** The way out of a view, where every view has it. */
export function Back({ text, onClick }: BackProps): ReactElement {
  return (
    <button type="button" className="quiet" onClick={onClick}>
      <Icon name="back" />
      {text}
    </button>
  );
}

type OfPhoto = { readonly index: number };

export function FileName({ index }: OfPhoto): ReactElement {
  const path = useShoot(({ known }) => known.photos.columns.paths[index] ?? '');
  const name = fileName(path);
  return (
    <b className="file" title={name}>
      {name}
    </b>
  );
}

/** The other files that hold this picture; where they lie is in the title. */
function Copies({ index }: OfPhoto): ReactElement | null {
  const paths = useShoot(({ known }) => known.photos.columns.copies.get(index));
  if (paths === undefined) return null;
  const { copies, copiesAt } = strings.loupe;
  return (
    <span className="muted numbers" title={copiesAt(paths)}>
      <Icon name="copies" /> {copies(paths.length)}
    </span>
  );
}

/** Which frame of its burst it is, as they were taken; nothing of a photo alone. */
function FrameOf({ index }: OfPhoto): ReactElement | null {
  const { bursts, burstSizes, ties } = useShoot(({ known }) => known.photos);
  const burst = bursts[index];
  if ((burstSizes[burst ?? -1] ?? 1) < 2) return null;
  const frames = framesAsTaken(burst, bursts, ties);
  const frame = strings.loupe.frameOf(frames.indexOf(index) + 1, frames.length);
  return (
    <span className="muted numbers" title={strings.loupe.frameKeys}>
      {frame}
    </span>
  );
}

/** Rank and score, or that they are not known yet. */
export function Rank({ index }: OfPhoto): ReactElement {
  const ranking = useShoot(({ order }) => order.ranking);
  const place = ranking.places[index] ?? noPlace;
  const ranked = isRanked(ranking, index);
  const score = scoreText(ranking.scores[index] ?? 0);
  const { rank, notYet } = strings.grid;
  return <span className="muted numbers">{ranked ? `${rank(place + 1)} · ${score}` : notYet}</span>;
}
