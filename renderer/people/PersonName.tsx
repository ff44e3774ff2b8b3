// A person's name, to be read and written in the same place.

import { useEffect, useState, type ReactElement } from 'react';
import { namePerson } from './person-acts.ts';
import { strings } from '../strings.ts';

type Props = {
  /** Number of the group in `person.groups`. */
  readonly number: number;
  readonly name: string | null;
  readonly placeholder: string;
};

export function PersonName({ number, name, placeholder }: Props): ReactElement {
  const [text, setText] = useState(name ?? '');
  useEffect(() => setText(name ?? ''), [name]);
  const keep = async () => {
    if (!(await namePerson(number, text))) setText(name ?? '');
  };
  return (
    <input
      type="text"
      className="name"
      maxLength={200}
      aria-label={strings.people.nameOf(placeholder)}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(name ?? '');
      }}
    />
  );
}
