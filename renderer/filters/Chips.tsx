// One choice of a few as chips: a click chooses, another lets go of it again.

import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { focusView } from '../page/lost-focus.ts';
import { strings } from '../strings.ts';

export type Chip<Value extends string> = {
  readonly value: Value;
  /** What it leaves, in words. */
  readonly text: string;
  /** How many photos it leaves; undefined while they are not counted. */
  readonly photos: number | undefined;
  /** What is drawn in place of the words. */
  readonly drawn?: ReactNode;
  /** Drawn as chosen although another is: the stars below the least number. */
  readonly filled?: boolean;
};

type Props<Value extends string> = {
  readonly label: string;
  /** What is chosen; `any` when nothing is. */
  readonly value: Value;
  readonly any: Value;
  readonly chips: readonly Chip<Value>[];
  readonly onChange: (value: Value) => void;
};

export function Chips<Value extends string>(props: Props<Value>): ReactElement {
  const { label, value, any, chips, onChange } = props;
  const reached = chips.some((chip) => chip.value === value) ? value : chips[0]?.value;
  return (
    <div className="choice" role="group" aria-label={label} onKeyDown={walk}>
      <span className="muted" aria-hidden="true">
        {label}
      </span>
      <span className="chips">
        {chips.map((chip) => (
          <button
            key={chip.value}
            type="button"
            className={`chip${chip.drawn === undefined ? '' : ' drawn'}${chip.filled ? ' filled' : ''}`}
            aria-pressed={chip.value === value}
            aria-label={saidOf(chip)}
            title={saidOf(chip)}
            tabIndex={chip.value === reached ? 0 : -1}
            onClick={({ detail: clicks }) => {
              onChange(chip.value === value ? any : chip.value);
              if (clicks > 0) focusView(); // with the pointer one is done: the next key means the photos
            }}
          >
            {chip.drawn ?? chip.text}
          </button>
        ))}
      </span>
    </div>
  );
}

function saidOf({ text, photos }: Chip<string>): string {
  return photos === undefined ? text : strings.filters.choice(text, photos);
}

/** A row is one stop of the Tab key; the arrows go along it. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const chips = [...event.currentTarget.querySelectorAll<HTMLElement>('.chip')];
  const here = chips.findIndex((chip) => chip === document.activeElement);
  chips[here + step]?.focus();
  event.preventDefault(); // the photos stay where they are
}
