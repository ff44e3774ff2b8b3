// The left side: who is in the photos, largest group first; a click finds that person.

import { useState, type DragEvent, type ReactElement } from 'react';
import type { PersonGroup } from '../../shared/contract.ts';
import { findDropped } from './dropped-person.ts';
import { useGrowingUpwards } from './above-list.ts';
import { choosePerson } from './given-photos.ts';
import { findGroup } from './person-acts.ts';
import { askForget } from '../kept/kept-acts.ts';
import { usePage, useScreen, useShoot } from '../page/store.ts';
import { CrossButton } from '../parts/CrossButton.tsx';
import { Icon } from '../parts/icons.tsx';
import { KeyHint } from '../keys/KeyHint.tsx';
import { isFolderItem } from '../start/choosing.ts';
import { groupLookedAt } from '../../shared/shoot/acts/people.ts';
import { strings } from '../strings.ts';
import { keptStrings } from '../strings/kept.ts';
import { FaceCrop } from './FaceCrop.tsx';
import { PersonName } from './PersonName.tsx';
import { SearchedPerson } from './SearchedPerson.tsx';
import './people.css';

/** Shown before "more": who appears often is who one looks for. */
const firstShown = 12;

export function PeoplePanel(): ReactElement {
  const groups = useShoot(({ known }) => known.groups);
  const person = useShoot(({ wanted }) => wanted.person);
  const aboveList = useGrowingUpwards();
  const dragging = useScreen((state) => state.dragging);
  const dataFolder = usePage((state) => state.dataFolder);
  const repeated = groups?.groups.flatMap((group, number) =>
    group.size > 1 || group.name !== null ? [{ group, number }] : [],
  );
  const once = (groups?.groups.length ?? 0) - (repeated?.length ?? 0);
  return (
    <section
      className={dragging ? 'section people-panel people-drop' : 'section people-panel'}
      aria-label={strings.people.title}
      {...dropOfPhoto()}
    >
      <h2>{strings.people.title}</h2>
      <FindPerson />
      <div ref={aboveList} className="above-list">
        {person && <SearchedPerson person={person} />}
      </div>
      {!repeated && <p className="muted">{strings.people.waiting}</p>}
      {repeated?.length === 0 && <p className="muted">{strings.people.none}</p>}
      {repeated && <GroupList groups={repeated} />}
      {groups && groups.waiting > 0 && (
        <p className="muted once">{strings.people.toDescribe(groups.waiting)}</p>
      )}
      {once > 0 && <p className="muted once">{strings.people.once(once)}</p>}
      {dataFolder !== null && <p className="muted where">{keptStrings.where(dataFolder)}</p>}
    </section>
  );
}

function dropOfPhoto(): object {
  return {
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      const { items, files } = event.dataTransfer;
      if (files.length === 0 || Array.from(items).some(isFolderItem)) return; // the window opens folders
      event.preventDefault();
      event.stopPropagation();
      void findDropped(Array.from(files));
    },
  };
}

/** The way to somebody whom no face here shows yet: a photo of them from elsewhere. */
function FindPerson(): ReactElement {
  const text = strings.people;
  return (
    <button
      type="button"
      className="find-person"
      title={text.findPersonHint}
      onClick={choosePerson}
    >
      <Icon name="search" />
      {text.findPerson}
      <KeyHint action="findPerson" />
    </button>
  );
}

type Numbered = { readonly group: PersonGroup; readonly number: number };

function GroupList({ groups }: { readonly groups: readonly Numbered[] }): ReactElement {
  const [all, setAll] = useState(false);
  const shown = all ? groups : groups.slice(0, firstShown);
  return (
    <>
      <ul className="people">
        {shown.map(({ group, number }) => (
          <Person key={group.id} group={group} number={number} />
        ))}
      </ul>
      {shown.length < groups.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {strings.people.more(groups.length - shown.length)}
        </button>
      )}
    </>
  );
}

function Person({ group, number }: Numbered): ReactElement {
  const isLookedAt = useShoot((shoot) => groupLookedAt(shoot) === number);
  const name = group.name ?? strings.people.person(number + 1);
  return (
    <li className={isLookedAt ? 'looked-at' : undefined}>
      <button
        type="button"
        className="person"
        aria-current={isLookedAt ? 'true' : undefined}
        aria-label={strings.people.find(name, group.size)}
        onClick={() => findGroup(number, name)}
      >
        <FaceCrop face={group.cover} sizePx={40} />
      </button>
      <div className="who">
        <PersonName number={number} name={group.name} placeholder={name} />
        <span className="muted numbers">{strings.people.photos(group.size)}</span>
      </div>
      {group.name !== null && <ForgetPerson name={group.name} />}
    </li>
  );
}

function ForgetPerson({ name }: { readonly name: string }): ReactElement {
  const label = keptStrings.forget.person(name);
  return <CrossButton label={label} onClick={() => askForget({ kind: 'person', name })} />;
}
