// The search box: names filter as they are typed, Enter finds photos by what they show.

import { useState, type ReactElement } from 'react';
import { typedSearch } from '../../shared/numbers.ts';
import { setFilters } from '../weights/ranking.ts';
import { clearSearch, searchWords } from './searching.ts';
import { Icon } from '../parts/icons.tsx';
import { useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import './search.css';

export function SearchBox(): ReactElement {
  const text = useShoot(({ wanted }) => wanted.filters.text);
  const [focused, setFocused] = useState(false);
  const words = text.trim();
  const isRead = useShoot(({ known }) => known.settings['numbers.read'] === 'on');
  const find = () => searchWords(words);
  return (
    <div className="search">
      <Icon name="search" />
      <input
        id="search"
        type="search"
        aria-label={strings.search.field}
        placeholder={strings.search.placeholder}
        value={text}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onChange={(event) => setFilters({ text: event.target.value }, 'text')}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            clearSearch();
            event.currentTarget.blur();
          } else if (event.key === 'Enter' && words !== '') {
            find();
            event.currentTarget.blur();
          }
        }}
      />
      {focused && words !== '' && (
        <button
          type="button"
          className="search-suggestion"
          // The box keeps the focus until the click is done, or the suggestion would be gone before it.
          onPointerDown={(event) => event.preventDefault()}
          onClick={find}
        >
          {suggestion(words, isRead)}
          <kbd>{strings.search.enter}</kbd>
        </button>
      )}
    </div>
  );
}

/** What Enter will do. */
function suggestion(typed: string, areNumbersRead: boolean): string {
  const { number, words } = typedSearch(typed);
  const text = strings.search;
  if (number === null) return text.suggestion(words);
  if (!areNumbersRead) return text.readNumber(number);
  return words === '' ? text.number(number) : text.numberAnd(number, words);
}
