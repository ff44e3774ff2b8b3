// Finding a person, other looks, names and corrections, in the page's words.

import * as maybes from '../../shared/shoot/acts/maybes.ts';
import * as people from '../../shared/shoot/acts/people.ts';
import * as looking from '../../shared/shoot/acts/looking.ts';
import { attempt, type OpenShoot } from '../../shared/shoot/acts/open.ts';
import type { ShownPile } from '../../shared/people/piles.ts';
import type { PersonQuery } from '../../shared/shoot/shoot.ts';
import { openGrid } from '../page/moving.ts';
import { opened, openedNow, page, selectedIndex, setScreen, shoot } from '../page/store.ts';
import { say } from '../page/toast.ts';
import { strings } from '../strings.ts';

/** Ranks the photos of a group of faces. */
export function findGroup(number: number, name: string): void {
  void people.findGroup(opened(), number, name, strings.undo.person(name));
}

/** Adds a face as another look of whoever is looked for. */
export function addLook(face: number): void {
  void people.addLook(opened(), face, strings.undo.person);
}

export function forgetPerson(): void {
  void looking.forgetPerson(opened(), strings.undo.everybody);
}

export function rankPersonBy(by: PersonQuery['by']): void {
  looking.rankPersonBy(opened(), by, strings.ranking.personBy);
}

export function showPile(shown: ShownPile): void {
  looking.showPile(opened(), shown, strings.people.piles.title);
}

/** "This is them", of the maybe that keys act on. */
export function confirmMaybe(): void {
  const photo = selectedIndex(shoot());
  if (!maybes.isMaybe(shoot(), photo)) say(strings.people.noMaybe);
  else void maybes.confirmMaybe(opened(), photo, strings.people.confirmed);
}

/** "Not this person", of the photo that keys act on: permanent until taken back. */
export function refuseFound(): void {
  const photo = selectedIndex(shoot());
  if (!maybes.isFound(shoot(), photo)) say(strings.people.notFound);
  else void maybes.refuseFound(opened(), photo, strings.people.rejected);
}

/**
 * Names all faces of a group; an empty name takes the name away. Where somebody else has the name, the user says first whether
 * both are one person.
 * @returns whether it is named so, or was already
 */
export function namePerson(group: number, name: string): Promise<boolean> {
  const cover = shoot().known.groups?.groups[group]?.cover ?? -1;
  return page().namings(async () => {
    // What was named before may have changed the numbers of groups.
    const number = openedNow()?.get().known.groups?.group[cover] ?? -1;
    return number < 0 ? false : nameGroup(number, name);
  });
}

async function nameGroup(group: number, name: string): Promise<boolean> {
  const open = opened();
  const answer = { mayBe: false };
  await attempt(open, async () => {
    answer.mayBe = await mayBeCalled(open, group, name.trim());
  });
  if (answer.mayBe) await people.namePerson(open, group, name, strings.people.named);
  return answer.mayBe;
}

/** Whether nobody else has the name, or the user says that both are one; who is in a photo with the other is not. */
async function mayBeCalled(open: OpenShoot, group: number, name: string): Promise<boolean> {
  const other = people.groupCalled(open.get(), name, group);
  if (other === null) return true;
  const meet = people.doMeet(open.get(), other, group);
  const same = !meet && (await open.whileOpen(askSame(name, other, group)));
  if (!same) say(meet ? strings.people.sameNever(name) : strings.people.sameNot(name));
  return same;
}

function askSame(name: string, known: number, named: number): Promise<boolean> {
  const groups = shoot().known.groups?.groups ?? [];
  return new Promise((resolve) => {
    const answer = (same: boolean) => {
      setScreen({ samePerson: null, dialog: null });
      resolve(same);
    };
    const faces = [groups[known]?.cover ?? -1, groups[named]?.cover ?? -1] as const;
    setScreen({ samePerson: { name, faces, answer }, dialog: 'samePerson' });
  });
}

/** Finds the person whose face was clicked in the loupe, and shows their photos. */
export function findFaceFrom(face: number, name: string | null): void {
  openGrid();
  void people.findFace(opened(), face, name, strings.undo.person(name));
}
