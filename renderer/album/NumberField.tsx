// A number that is typed: what is no number of its range leaves the last one that was.

import { useState, type ReactElement } from 'react';

type Props = {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly onChange: (value: number) => void;
};

export function NumberField({ label, value, min, max, step = 1, onChange }: Props): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      type="number"
      aria-label={label}
      title={label}
      min={min}
      max={max}
      step={step}
      value={typed ?? value}
      onChange={(event) => {
        const number = event.target.valueAsNumber;
        setTyped(event.target.value);
        const fits = number >= min && number <= max;
        if (fits && (step !== 1 || Number.isInteger(number))) onChange(number);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
