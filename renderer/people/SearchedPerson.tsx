// The person being looked for: how many photos show them, surely and maybe, other looks, corrections, and back to everybody.

import type { ReactElement } from 'react';
import { addLook, confirmMaybe, forgetPerson, refuseFound, showPile } from './person-acts.ts';
import { chordText } from '../keys/chord-text.ts';
import { chordFor } from '../keys/key-sets.ts';
import type { ActionId } from '../keys/key-table.ts';
import { Icon } from '../parts/icons.tsx';
import { useLookedAt, usePage, useShoot } from '../page/store.ts';
import { countPiles, likenessOf, shownPiles, type Likeness } from '../../shared/people/piles.ts';
import type { PersonQuery } from '../../shared/shoot/shoot.ts';
import { strings } from '../strings.ts';

export function SearchedPerson({ person }: { readonly person: PersonQuery }): ReactElement {
  const match = useShoot(({ known }) => known.match);
  const text = strings.people;
  const piles = match && countPiles(match);
  return (
    <div className="searched">
      <p>
        <b>{piles ? text.found(person.name ?? text.someone, piles) : text.finding}</b>
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
          <Key action="confirmMaybe" />
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
        <Key action="refuseFound" />
      </button>
    </>
  );
}

/** Beside the words of a button, for the eye: the help sheet says it to all. */
function Key({ action }: { readonly action: ActionId }): ReactElement | null {
  const keys = usePage(({ kept }) => kept.keys);
  const chord = chordFor(keys, action);
  return chord === undefined ? null : <kbd aria-hidden="true">{chordText(chord)}</kbd>;
}
