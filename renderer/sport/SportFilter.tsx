// Which sports the folder shows and how often: the distribution, and by a click the filter.

import { useState, type ReactElement } from 'react';
import { plainClass } from '../../shared/sport/sport.ts';
import { countSport } from './sport-acts.ts';
import { setFilters } from '../weights/ranking.ts';
import { useShoot } from '../page/store.ts';
import { sportName } from '../strings/sport.ts';
import { count, strings } from '../strings.ts';
import { shownSports, type SportShare } from './shares.ts';
import './sport.css';

/** Shown before "more": a match has one sport, a games day a handful. */
const firstShown = 5;

/** `counts` of the photos that all other filters leave. Nothing where no sport is known. */
export function SportFilter({
  counts,
}: {
  readonly counts: readonly number[] | null;
}): ReactElement | null {
  const names = useShoot(({ known }) => known.photos.columns.sports.names);
  const chosen = useShoot(({ wanted }) => wanted.filters.sport);
  const [all, setAll] = useState(false);
  const shares = counts ? shownSports(names, counts, chosen) : [];
  if (shares.length === 0) return null;
  const shown = all ? shares : shares.slice(0, firstShown);
  const hidden = shares.length - Math.min(shares.length, firstShown);
  const most = Math.max(...shares.map(({ photos }) => photos), 1);
  return (
    <div className="sport-filter" role="group" aria-label={strings.sport.title}>
      <span className="muted">{strings.sport.title}</span>
      <ul>
        {shown.map((share) => (
          <li key={share.sport}>
            <Sport share={share} most={most} isChosen={share.sport === chosen} />
          </li>
        ))}
      </ul>
      {chosen && <Counting sport={chosen} />}
      {hidden > 0 && (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? strings.sport.fewer : strings.sport.more(hidden)}
        </button>
      )}
    </div>
  );
}

/** Lets the probability of the sport be a part of the score. */
function Counting({ sport }: { readonly sport: string }): ReactElement {
  const chosen = useShoot(({ known }) => known.settings['sport.chosen']);
  const counts = plainClass(chosen) === plainClass(sport);
  const text = strings.sport;
  return (
    <button type="button" className="link" onClick={() => countSport(counts ? '' : sport)}>
      {counts ? text.countNot(sport) : text.count(sport)}
    </button>
  );
}

type SportProps = {
  readonly share: SportShare;
  readonly most: number;
  readonly isChosen: boolean;
};

function Sport({ share: { sport, photos }, most, isChosen }: SportProps): ReactElement {
  return (
    <button
      type="button"
      className="quiet"
      aria-pressed={isChosen}
      onClick={() => setFilters({ sport: isChosen ? null : sport })}
    >
      <span>{sport === '' ? strings.sport.unknown : sportName(sport)}</span>
      <span className="numbers muted">{count(photos)}</span>
      <span className="track">
        <span className="fill" style={{ width: `${(100 * photos) / most}%` }} />
      </span>
    </button>
  );
}
