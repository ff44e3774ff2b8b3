// Finding a person, other looks, names and corrections, in the page's words.

import * as maybes from '../../shared/shoot/acts/maybes.ts';
import * as people from '../../shared/shoot/acts/people.ts';
import * as looking from '../../shared/shoot/acts/looking.ts';
import type { ShownPile } from '../../shared/people/piles.ts';
import type { PersonQuery } from '../../shared/shoot/shoot.ts';
import { openGrid } from '../page/moving.ts';
import { opened, selectedIndex, shoot } from '../page/store.ts';
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

/** Names all faces of a group; an empty name takes the name away. */
export function namePerson(group: number, name: string): void {
  void people.namePerson(opened(), group, name, strings.people.named);
}

/** Finds the person whose face was clicked in the loupe, and shows their photos. */
export function findFaceFrom(face: number, name: string | null): void {
  openGrid();
  void people.findFace(opened(), face, name, strings.undo.person(name));
}
