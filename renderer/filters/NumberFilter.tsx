// Photos on which a number was read, and the switch that has numbers read.

import { useId, type ReactElement } from 'react';
import { setFilters } from '../weights/ranking.ts';
import { useShoot } from '../page/store.ts';
import { strings } from '../strings.ts';
import { readNumbers } from './number-acts.ts';

export function NumberFilter(): ReactElement {
  const isRead = useShoot(({ known }) => known.settings['numbers.read'] === 'on');
  const number = useShoot(({ wanted }) => wanted.filters.number);
  const numbers = useShoot(({ known }) => known.photos.columns.numbers.text);
  const list = useId();
  const text = strings.filters;
  if (!isRead && numbers.length === 0)
    return (
      <button type="button" className="link" title={text.readNumbersAbout} onClick={readNumbers}>
        {text.readNumbers}
      </button>
    );
  return (
    <label className="choice">
      <span className="muted">{text.number}</span>
      <input
        type="text"
        inputMode="numeric"
        maxLength={3}
        list={list}
        value={number}
        placeholder={text.anyNumber}
        onChange={({ target }) => setFilters({ number: target.value.replace(/\D/g, '') }, 'number')}
      />
      <datalist id={list}>
        {[...new Set(numbers)].map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </label>
  );
}
