// Deciding about maybes, one after the other: "this is them" and "not this person", learned at once.

import type { FaceReference } from '../../contract.ts';
import { isCancelled } from '../../calls/rpc.ts';
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

/** Whether a photo shows whoever is looked for, surely or maybe. */
export function isFound({ known: { match } }: Shoot, photo: number): boolean {
  return match !== null && likenessOf(match, photo) !== null;
}

/** Whether a photo only maybe shows whoever is looked for. */
export function isMaybe({ known: { match } }: Shoot, photo: number): boolean {
  return match !== null && likenessOf(match, photo) === 'maybe';
}

/**
 * "This is them": the face is another look of the person from now on, or the photo without one is taken for theirs, and the next
 * maybe is looked at.
 */
export function confirmMaybe(open: OpenShoot, photo: number, text: Said): Promise<void> {
  return attempt(open, async () => {
    const shoot = open.get();
    const person = asked(shoot);
    if (!person || !isMaybe(shoot, photo)) return;
    const face = faceOf(shoot, photo);
    const write =
      face < 0
        ? tellOf(open, person, photo, true)
        : lookOf(open, person, faceReference(shoot.known.photos, face));
    const next = goToNextMaybe(open, photo);
    await decide(open, text(person.name), write);
    // What was learned may have settled that one too.
    if (next !== null && isLookedAt(open.get(), next) && !isMaybe(open.get(), next))
      goToNextMaybe(open, next);
  });
}

/** "Not this person", of a maybe or a sure photo: permanent until taken back; after a maybe the next one is looked at. */
export function refuseFound(open: OpenShoot, photo: number, text: Said): Promise<void> {
  return attempt(open, async () => {
    const shoot = open.get();
    const person = asked(shoot);
    if (!person || !isFound(shoot, photo)) return;
    const face = faceOf(shoot, photo);
    if (isMaybe(shoot, photo)) goToNextMaybe(open, photo);
    if (face < 0) await decide(open, text(person.name), tellOf(open, person, photo, false));
    else await rejectFace(open, face, text);
  });
}

/** -1 where the person's face cannot be seen. */
function faceOf({ known: { match } }: Shoot, photo: number): number {
  return match?.face[photo] ?? -1;
}

type Write = (done: boolean) => Promise<void>;

/** Does it, and notes the way back at once: the next maybe may be decided before this one has been compared. */
async function decide(open: OpenShoot, text: string, write: Write): Promise<void> {
  const step: Step = { text, undo: () => write(false), redo: () => write(true) };
  noteAndSay(open, 'decided', step);
  try {
    await write(true);
  } catch (error) {
    if (!isCancelled(error)) forget(open, 'decided', step);
    throw error;
  }
}

/** Whoever is looked for, as soon as it was asked. */
function asked({ asked: { person }, wanted }: Shoot): PersonQuery | null {
  return person ?? wanted.person;
}

/** A person with other looks is the same as long as the first look is. */
function isSame(a: PersonQuery, b: PersonQuery): boolean {
  return a.references[0] === b.references[0];
}

/** Changes whoever is looked for; where that is somebody else by now, what was said went with the search. */
async function changePerson(
  open: OpenShoot,
  of: PersonQuery,
  change: (now: PersonQuery) => Partial<PersonQuery>,
): Promise<void> {
  const person = asked(open.get());
  if (!person || !isSame(person, of)) return;
  await lookForPerson(open, { ...person, ...change(person) }, () => {
    const { selected, anchor, selection } = open.get().wanted;
    return { selected, anchor, selection };
  });
}

/** With this look, or without it. */
function lookOf(open: OpenShoot, person: PersonQuery, look: FaceReference): Write {
  return (done) =>
    changePerson(open, person, ({ references }) => {
      const others = references.filter((one) => one !== look);
      return { references: done ? [...others, look] : others };
    });
}

/** A photo in which the person's face cannot be seen is theirs or is not, as long as they are looked for. */
function tellOf(open: OpenShoot, person: PersonQuery, photo: number, isThem: boolean): Write {
  const id = open.get().known.photos.columns.ids[photo] ?? NaN;
  const before = person.told.get(id);
  return (done) =>
    changePerson(open, person, ({ told }) => {
      const now = new Map(told);
      const says = done ? isThem : before;
      if (says === undefined) now.delete(id);
      else now.set(id, says);
      return { told: now };
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
  const isNext = (other: number) => isMaybe(shoot, other);
  const next = shown.subarray(place + 1).find(isNext) ?? shown.subarray(0, place).findLast(isNext);
  const id = shoot.known.photos.columns.ids[next ?? -1];
  if (next === undefined || id === undefined) return null;
  open.put(changed(shoot, only(id)));
  return next;
}
