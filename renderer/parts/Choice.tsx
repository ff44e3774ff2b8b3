// One of several, by its words, in a dropdown with its name above.

import type { ReactElement, ReactNode } from 'react';

type ChoiceProps<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
  /** What belongs to the choice, on a line below it. */
  readonly children?: ReactNode;
};

export function Choice<T extends string>({
  label,
  value,
  choices,
  words,
  onChange,
  children,
}: ChoiceProps<T>): ReactElement {
  return (
    <div className="field">
      <label className="field">
        <span>{label}</span>
        <select
          value={value}
          onChange={(event) => {
            const wanted = choices.find((choice) => choice === event.target.value);
            if (wanted !== undefined) onChange(wanted);
          }}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {words[choice]}
            </option>
          ))}
        </select>
      </label>
      {children && <div className="choice-numbers">{children}</div>}
    </div>
  );
}
