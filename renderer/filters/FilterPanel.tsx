// Which photos are shown: decisions, stars, labels, faces, eyes.

import type { ReactElement } from 'react';
import { clearFilters, setFilters } from '../actions/rank.ts';
import { useStore } from '../store.ts';
import { strings } from '../strings.ts';
import { activeFilters, decisionFilters, peopleFilters } from './filters.ts';
import './filters.css';

const fiveStars = [0, 1, 2, 3, 4, 5];

export function FilterPanel(): ReactElement {
  const filters = useStore((state) => state.filters);
  const active = activeFilters(filters);
  const text = strings.filters;
  return (
    <section className="section" aria-label={text.title}>
      <h2>{text.title}</h2>
      <div className="filters">
        <Choice
          label={text.decision}
          value={filters.decision}
          options={decisionFilters.map((value) => [value, text.decisions[value]])}
          onChange={(decision) => setFilters({ decision })}
        />
        <Choice
          label={text.stars}
          value={String(filters.minStars)}
          options={fiveStars.map((stars) => [
            String(stars),
            stars === 0 ? text.anyStars : text.starsText(stars),
          ])}
          onChange={(stars) => setFilters({ minStars: Number(stars) })}
        />
        <Choice
          label={text.label}
          value={String(filters.label)}
          options={strings.labels.map((name, label) => [
            String(label),
            label === 0 ? text.anyLabel : name,
          ])}
          onChange={(label) => setFilters({ label: Number(label) })}
        />
        <Choice
          label={text.people}
          value={filters.people}
          options={peopleFilters.map((value) => [value, text.peopleChoices[value]])}
          onChange={(faces) => setFilters({ people: faces })}
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={filters.eyesOpen}
          onChange={(event) => setFilters({ eyesOpen: event.target.checked })}
        />
        {text.eyes}
      </label>
      {active > 0 && (
        <button type="button" className="link" onClick={clearFilters}>
          {text.clear(active)}
        </button>
      )}
    </section>
  );
}

type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
};

function Choice<Value extends string>(props: ChoiceProps<Value>): ReactElement {
  const { label, value, options, onChange } = props;
  return (
    <label className="choice">
      <span className="muted">{label}</span>
      <select
        value={value}
        onChange={(event) => {
          const chosen = options.find(([option]) => option === event.target.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
