// Deciding about maybes, one after the other: "this is them" and "not this person", learned at once.

import type { FaceReference } from '../../contract.ts';
import { isCancelled } from '../../calls/rpc.ts';
import { at } from '../../arithmetic/vectors.ts';
import { likenessOf } from '../../people/piles.ts';
import { changed } from '../changes.ts';
import { only } from '../selection.ts';
import type { PersonQuery, Shoot } from '../shoot.ts';
import type { Step } from '../undo-line.ts';
import { lookForPerson } from './finding.ts';
import { attempt, type OpenShoot } from './open.ts';
import { faceReference, rejectFace } from './people.ts';
import { forget, noteAndSay } from './undo.ts';

type Said = (name: string | null) => string;

/** The face by which a photo shows whoever is looked for, surely or maybe; null where it does not. */
export function foundFace({ known: { match } }: Shoot, photo: number): number | null {
  return match && likenessOf(match, photo) !== null ? at(match.face, photo) : null;
}

/** The face by which a photo is a maybe; null where it is none. */
export function maybeFace({ known: { match } }: Shoot, photo: number): number | null {
  return match && likenessOf(match, photo) === 'maybe' ? at(match.face, photo) : null;
}

/** "This is them": the face is another look of the person from now on, and the next maybe is looked at. */
export function confirmMaybe(open: OpenShoot, photo: number, text: Said): Promise<void> {
  return attempt(open, async () => {
    const shoot = open.get();
    const face = maybeFace(shoot, photo);
    const person = asked(shoot);
    if (face === null || !person) return;
    const look = faceReference(shoot.known.photos, face);
    const write = (confirmed: boolean) => putLook(open, person, look, confirmed);
    const step: Step = {
      text: text(person.name),
      undo: () => write(false),
      redo: () => write(true),
    };
    const next = goToNextMaybe(open, photo);
    noteAndSay(open, 'decided', step); // at once: the next maybe may be decided before this one has been compared
    try {
      await write(true);
      // What was learned may have settled that one too.
      if (next !== null && isLookedAt(open.get(), next) && maybeFace(open.get(), next) === null)
        goToNextMaybe(open, next);
    } catch (error) {
      if (!isCancelled(error)) forget(open, 'decided', step);
      throw error;
    }
  });
}

/** "Not this person", of a maybe or a sure photo: permanent until taken back; after a maybe the next one is looked at. */
export function refuseFound(open: OpenShoot, photo: number, text: Said): Promise<void> {
  const shoot = open.get();
  const face = foundFace(shoot, photo);
  if (face === null) return Promise.resolve();
  if (maybeFace(shoot, photo) !== null) goToNextMaybe(open, photo);
  return rejectFace(open, face, text);
}

/** Whoever is looked for, as soon as it was asked. */
function asked({ asked: { person }, wanted }: Shoot): PersonQuery | null {
  return person ?? wanted.person;
}

/** A person with other looks is the same as long as the first look is. */
function isSame(a: PersonQuery, b: PersonQuery): boolean {
  return a.references[0] === b.references[0];
}

/** With this look or without it; where somebody else is looked for by now the look went with the search. */
async function putLook(
  open: OpenShoot,
  of: PersonQuery,
  look: FaceReference,
  confirmed: boolean,
): Promise<void> {
  const person = asked(open.get());
  if (!person || !isSame(person, of)) return;
  const others = person.references.filter((one) => one !== look);
  const references = confirmed ? [...others, look] : others;
  await lookForPerson(open, { ...person, references }, () => {
    const { selected, anchor, selection } = open.get().wanted;
    return { selected, anchor, selection };
  });
}

function isLookedAt({ known, wanted }: Shoot, photo: number): boolean {
  return known.photos.columns.ids[photo] === wanted.selected;
}

/**
 * From a photo to the next maybe that is shown, or to the last one before it; null where there is no other, and it stays.
 */
function goToNextMaybe(open: OpenShoot, photo: number): number | null {
  const shoot = open.get();
  const { shown } = shoot.order;
  const place = shown.indexOf(photo);
  const isMaybe = (other: number) => maybeFace(shoot, other) !== null;
  const next =
    shown.subarray(place + 1).find(isMaybe) ?? shown.subarray(0, place).findLast(isMaybe);
  const id = shoot.known.photos.columns.ids[next ?? -1];
  if (next === undefined || id === undefined) return null;
  open.put(changed(shoot, only(id)));
  return next;
}
