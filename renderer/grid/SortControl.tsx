// By what the photos are sorted, and which way round.

import type { ReactElement } from 'react';
import { isSortName, sortNames } from '../../shared/shoot/sorting.ts';
import { chordText } from '../keys/chord-text.ts';
import { chordFor } from '../keys/key-sets.ts';
import { usePage, useShoot } from '../page/store.ts';
import { Icon } from '../parts/icons.tsx';
import { strings } from '../strings.ts';
import { sortBy, turnOrder } from './sorting.ts';

export function SortControl(): ReactElement {
  const { by, reversed } = useShoot(({ wanted }) => wanted.sort);
  const isLookedFor = useShoot(({ wanted }) => wanted.person !== null);
  const chord = usePage(({ kept }) => chordFor(kept.keys, 'sort'));
  const text = strings.order;
  const [now, then] = [text.way(by, reversed), text.way(by, !reversed)];
  const names = sortNames.filter((name) => name !== 'person' || isLookedFor || by === 'person');
  return (
    <div className="sort" role="group" aria-label={text.sortBy}>
      <span className="muted" aria-hidden="true">
        {text.sort}
      </span>
      <select
        aria-label={text.sortBy}
        title={
          chord === undefined ? text.sortBy : strings.views.withKey(text.sortBy, chordText(chord))
        }
        value={by}
        onChange={({ target }) => {
          if (isSortName(target.value)) sortBy(target.value);
        }}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {text.by[name]}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="quiet"
        aria-label={text.turn(now, then)}
        title={text.turn(now, then)}
        onClick={turnOrder}
      >
        <Icon name={reversed ? 'ascending' : 'descending'} />
      </button>
    </div>
  );
}
