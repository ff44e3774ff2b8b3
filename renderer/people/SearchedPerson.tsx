// The person being looked for: how many photos show them, other looks, corrections, and back to everybody.

import type { ReactElement } from 'react';
import { addReference, faceReference, forgetPerson, rejectFace } from './person-acts.ts';
import { Icon } from '../parts/icons.tsx';
import { selectedIndex, useStore, type PersonSearch } from '../page/store.ts';
import { strings } from '../strings.ts';

export function SearchedPerson({ person }: { readonly person: PersonSearch }): ReactElement {
  const found = useStore((state) => state.ranking.order.length);
  const text = strings.people;
  return (
    <div className="searched">
      <p>
        <b>{person.match ? text.found(person.name ?? text.someone, found) : text.finding}</b>
        <span className="muted looks">{text.references(person.references.length)}</span>
      </p>
      <Corrections person={person} />
      <button type="button" onClick={forgetPerson}>
        <Icon name="back" />
        {text.showAll}
      </button>
    </div>
  );
}

/** What can be said about the face found in the selected photo. */
function Corrections({ person }: { readonly person: PersonSearch }): ReactElement | null {
  const photos = useStore((state) => state.photos);
  const index = useStore(selectedIndex);
  const face = index < 0 ? -1 : (person.match?.face[index] ?? -1);
  if (!photos || face < 0 || person.match?.matched[index] !== 1) return null;
  return (
    <>
      <button type="button" onClick={() => void addReference(faceReference(photos, face))}>
        <Icon name="plus" />
        {strings.people.add}
      </button>
      <button type="button" onClick={() => void rejectFace(face)}>
        <Icon name="reject" />
        {strings.people.notThis}
      </button>
    </>
  );
}
