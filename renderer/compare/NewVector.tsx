// The form in which a master vector is made of words.

import { useState, type ReactElement } from 'react';
import { saveVector, setVectors } from './vector-acts.ts';
import { strings } from '../strings.ts';

export function NewVector(): ReactElement {
  const [name, setName] = useState('');
  const [positive, setPositive] = useState('');
  const [negative, setNegative] = useState('');
  const text = strings.vectors;
  const complete = [name, positive, negative].every((part) => part.trim() !== '');
  return (
    <form
      className="new-vector"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) void saveVector({ name, positive, negative });
      }}
    >
      <label>
        {text.addName}
        <input type="text" value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <label>
        {text.positive}
        <textarea value={positive} onChange={(event) => setPositive(event.target.value)} />
      </label>
      <label>
        {text.negative}
        <textarea value={negative} onChange={(event) => setNegative(event.target.value)} />
      </label>
      <div className="new-vector-buttons">
        <button type="button" onClick={() => setVectors({ adding: false })}>
          {text.cancel}
        </button>
        <button type="submit" className="primary" disabled={!complete}>
          {text.save}
        </button>
      </div>
    </form>
  );
}
