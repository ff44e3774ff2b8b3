// Why one of two photos stands before the other: a sentence, and the parts of their scores that differ most.

import type { ReactElement } from 'react';
import { fileName } from '../page/file-name.ts';
import { isMeasured } from '../grid/tile-facts.ts';
import type { Photos } from '../../shared/shoot/photos.ts';
import { scoreText, strings } from '../strings.ts';
import { explained, isScoredByPerson, useScored, type Scored } from '../weights/explained.ts';
import { differences, type Difference } from './differences.ts';

/** More than these are too small to matter. */
const mostShown = 4;

type Props = { readonly first: number; readonly second: number };

export function Apart({ first, second }: Props): ReactElement {
  const scored = useScored();
  const { photos } = scored;
  const pair = pairOf(photos, [first, second]);
  const opened = pair && openedBoth(scored, pair);
  return (
    <section className="apart" aria-label={strings.compare.why}>
      <p aria-live="polite">
        {opened ? sentenceOf(photos, pair, opened) : strings.compare.unscored}
      </p>
      {opened && opened.found.length > 0 && <Bars found={opened.found} />}
    </section>
  );
}

type Pair = readonly [number, number];

/** The indices of both, once both have been analysed. */
function pairOf(photos: Photos, [first, second]: Pair): Pair | null {
  const pair: Pair = [photos.indexOf.get(first) ?? -1, photos.indexOf.get(second) ?? -1];
  return pair.every((index) => index >= 0 && isMeasured(photos, index)) ? pair : null;
}

type Opened = { readonly lead: number; readonly found: readonly Difference[] };

/** Both by the same rules: those for a person only where both show them. */
function openedBoth(known: Scored, [first, second]: Pair): Opened {
  const byPerson = isScoredByPerson(known, first) && isScoredByPerson(known, second);
  const [one, other] = [explained(known, first, byPerson), explained(known, second, byPerson)];
  return { lead: one.score - other.score, found: differences(one.parts, other.parts, mostShown) };
}

function sentenceOf({ columns }: Photos, [first, second]: Pair, { lead, found }: Opened): string {
  const by = scoreText(Math.abs(lead));
  if (found.length === 0) return strings.compare.even;
  const name = fileName(columns.paths[lead >= 0 ? first : second] ?? '');
  const reasons = found.filter(({ gain }) => gain > 0 === lead >= 0).slice(0, 2);
  const labels = reasons.map(({ label }) => label.toLowerCase());
  return strings.compare.ahead(name, by, labels);
}

function Bars({ found }: { readonly found: readonly Difference[] }): ReactElement {
  const most = Math.max(...found.map(({ gain }) => Math.abs(gain)));
  const value = (known: number | null) =>
    known === null ? strings.compare.unknown : scoreText(known);
  return (
    <ul>
      {found.map(({ label, first, second, gain }) => {
        const better = strings.compare[gain > 0 ? 'select' : 'candidate'].toLowerCase();
        const width = `${(100 * Math.abs(gain)) / most}%`;
        const bar = (
          <>
            <span className="fill" style={{ width }} />
            <span className="numbers">{strings.compare.gain(gain)}</span>
          </>
        );
        return (
          <li key={label}>
            <span className="visually-hidden">
              {strings.compare.side(label, value(first), value(second), better)}
            </span>
            <span className="numbers muted" aria-hidden="true">
              {value(first)}
            </span>
            <span className="half first" aria-hidden="true">
              {gain > 0 && bar}
            </span>
            <span className="part" aria-hidden="true">
              {label}
            </span>
            <span className="half second" aria-hidden="true">
              {gain < 0 && bar}
            </span>
            <span className="numbers muted" aria-hidden="true">
              {value(second)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
