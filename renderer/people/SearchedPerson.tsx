// The person being looked for: how many photos show them, other looks, corrections, and back to everybody.

import type { ReactElement } from 'react';
import { addLook, forgetPerson, rejectFace } from './person-acts.ts';
import { Icon } from '../parts/icons.tsx';
import { useLookedAt, useShoot } from '../page/store.ts';
import type { PersonQuery } from '../../shared/shoot/shoot.ts';
import { strings } from '../strings.ts';

export function SearchedPerson({ person }: { readonly person: PersonQuery }): ReactElement {
  const found = useShoot(({ order }) => order.ranking.order.length);
  const match = useShoot(({ known }) => known.match);
  const text = strings.people;
  return (
    <div className="searched">
      <p>
        <b>{match ? text.found(person.name ?? text.someone, found) : text.finding}</b>
        <span className="muted looks">{text.references(person.references.length)}</span>
      </p>
      <Corrections />
      <button type="button" onClick={forgetPerson}>
        <Icon name="back" />
        {text.showAll}
      </button>
    </div>
  );
}

/** What can be said about the face found in the selected photo. */
function Corrections(): ReactElement | null {
  const match = useShoot(({ known }) => known.match);
  const index = useLookedAt();
  const face = match?.face[index] ?? -1;
  if (face < 0 || match?.matched[index] !== 1) return null;
  return (
    <>
      <button type="button" onClick={() => addLook(face)}>
        <Icon name="plus" />
        {strings.people.add}
      </button>
      <button type="button" onClick={() => rejectFace(face)}>
        <Icon name="reject" />
        {strings.people.notThis}
      </button>
    </>
  );
}
