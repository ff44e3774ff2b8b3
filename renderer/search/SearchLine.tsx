// The line above the photos that says what is searched for, how many photos show it, or why it cannot be searched.

import type { ReactElement } from 'react';
import { openModels } from '../models/model-acts.ts';
import { clearSearch, showAllFound } from './searching.ts';
import type { Found } from '../../shared/shoot/order.ts';
import { Icon } from '../parts/icons.tsx';
import { useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import './search.css';

/** Nothing while no words are searched for. */
export function SearchLine(): ReactElement | null {
  const asked = useShoot((state) => state.asked.words);
  const search = useShoot(({ wanted }) => wanted.search);
  const found = useShoot(({ known }) => known.found);
  const words = asked?.words ?? search?.words;
  if (words === undefined) return null;
  const isFound = !asked && search && found;
  return (
    <div className="search-line" role="group" aria-label={strings.search.line}>
      <p role="status">
        {isFound ? (
          <FoundWords found={found} all={search.all} />
        ) : (
          (asked?.problem ?? strings.search.looking(words))
        )}
      </p>
      {isFound && (
        <button type="button" className="link" onClick={() => showAllFound(!search.all)}>
          {search.all ? strings.search.showBest : strings.search.showAll}
        </button>
      )}
      {asked?.problem != null && (
        <button type="button" className="link" onClick={openModels}>
          {strings.search.models}
        </button>
      )}
      <span className="spring" />
      <button type="button" className="quiet" onClick={clearSearch}>
        <Icon name="close" />
        {strings.search.clear}
      </button>
    </div>
  );
}

function FoundWords({
  found,
  all,
}: {
  readonly found: Found;
  readonly all: boolean;
}): ReactElement {
  const shown = useShoot(({ order }) => order.ranking.order.length);
  const { words, similarity, model } = found;
  const unseen = similarity.reduce((sum, value) => sum + Number(Number.isNaN(value)), 0);
  const text = strings.search;
  return (
    <>
      <b>{all ? text.all(words, shown) : text.found(words, shown)}</b>{' '}
      <span className="muted">
        {text.by(model)}
        {unseen > 0 && ` · ${text.waiting(unseen)}`}
      </span>
    </>
  );
}
