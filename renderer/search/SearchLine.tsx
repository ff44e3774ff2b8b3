// The line above the photos that says what is searched for, how many photos show it, or why it cannot be searched.

import type { ReactElement } from 'react';
import { openModels } from '../models/model-acts.ts';
import { clearSearch, showAllFound } from './searching.ts';
import { Icon } from '../parts/icons.tsx';
import { useStore, type WordSearch } from '../page/store.ts';
import { strings } from '../strings.ts';
import './search.css';

/** Nothing while no words are searched for. */
export function SearchLine(): ReactElement | null {
  const search = useStore((state) => state.search);
  if (!search) return null;
  return (
    <div className="search-line" role="group" aria-label={strings.search.line}>
      <p role="status">{search.found ? <Found search={search} /> : <Waiting search={search} />}</p>
      {search.found && (
        <button type="button" className="link" onClick={() => showAllFound(!search.all)}>
          {search.all ? strings.search.showBest : strings.search.showAll}
        </button>
      )}
      {search.problem !== null && (
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

function Waiting({ search }: { readonly search: WordSearch }): ReactElement {
  return <>{search.problem ?? strings.search.looking(search.words)}</>;
}

function Found({ search }: { readonly search: WordSearch }): ReactElement {
  const shown = useStore((state) => state.ranking.order.length);
  const { words, all, found } = search;
  const unseen = found?.similarity.reduce((sum, value) => sum + Number(Number.isNaN(value)), 0);
  const text = strings.search;
  return (
    <>
      <b>{all ? text.all(words, shown) : text.found(words, shown)}</b>{' '}
      <span className="muted">
        {text.by(found?.model ?? '')}
        {unseen !== undefined && unseen > 0 && ` · ${text.waiting(unseen)}`}
      </span>
    </>
  );
}
