// The person being looked for: how many photos show them, surely and maybe, other looks, corrections, and back to everybody.

import type { ReactElement } from 'react';
import { addLook, confirmMaybe, forgetPerson, refuseFound, showPile } from './person-acts.ts';
import { KeyHint } from '../keys/KeyHint.tsx';
import { Icon } from '../parts/icons.tsx';
import { useLookedAt, useShoot } from '../page/store.ts';
import { countPiles, likenessOf, shownPiles, type Likeness } from '../../shared/people/piles.ts';
import type { PersonQuery, Shoot } from '../../shared/shoot/shoot.ts';
import { groupLookedAt } from '../../shared/shoot/acts/people.ts';
import { strings } from '../strings.ts';

export function SearchedPerson({ person }: { readonly person: PersonQuery }): ReactElement {
  const match = useShoot(({ known }) => known.match);
  const text = strings.people;
  const piles = match && countPiles(match);
  const name = useShoot((shoot) => nameNow(shoot)) ?? person.name;
  return (
    <div className="searched">
      <p>
        <b>{piles ? text.found(name ?? text.someone, piles) : text.finding}</b>
        <span className="muted looks">{text.references(person.references.length)}</span>
      </p>
      {piles && piles.maybe > 0 && <Piles shown={person.shown} piles={piles} />}
      <Corrections />
      <button type="button" onClick={forgetPerson}>
        <Icon name="back" />
        {text.showAll}
      </button>
    </div>
  );
}

/** What the group of whoever is looked for is called by now: they may have been named since. */
function nameNow(shoot: Shoot): string | null {
  const number = groupLookedAt(shoot);
  return number === null ? null : (shoot.known.groups?.groups[number]?.name ?? null);
}

type PilesProps = Pick<PersonQuery, 'shown'> & {
  readonly piles: Readonly<Record<Likeness, number>>;
};

/** Sure and maybe, to be looked at apart. */
function Piles({ shown, piles }: PilesProps): ReactElement {
  const text = strings.people.piles;
  const counts = { ...piles, all: piles.sure + piles.maybe };
  return (
    <div className="segments" role="group" aria-label={text.title}>
      {shownPiles.map((pile) => (
        <button
          key={pile}
          type="button"
          aria-pressed={shown === pile}
          onClick={() => showPile(pile)}
        >
          {text[pile](counts[pile])}
        </button>
      ))}
    </div>
  );
}

/** What can be said about the face found in the selected photo. */
function Corrections(): ReactElement | null {
  const match = useShoot(({ known }) => known.match);
  const index = useLookedAt();
  const face = match?.face[index] ?? -1;
  const likeness = match && likenessOf(match, index);
  if (likeness === null) return null;
  return (
    <>
      {likeness === 'maybe' ? (
        <button type="button" onClick={confirmMaybe}>
          <Icon name="plus" />
          {strings.people.confirm}
          <KeyHint action="confirmMaybe" />
        </button>
      ) : (
        face >= 0 && (
          <button type="button" onClick={() => addLook(face)}>
            <Icon name="plus" />
            {strings.people.add}
          </button>
        )
      )}
      <button type="button" onClick={refuseFound}>
        <Icon name="reject" />
        {strings.people.notThis}
        <KeyHint action="refuseFound" />
      </button>
    </>
  );
}
