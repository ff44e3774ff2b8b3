// People of an open shoot: finding one by a face or a group, adding looks, naming, and "not this person".

import type { FaceReference, PersonGroups } from '../../contract.ts';
import { loadGroups, compare } from './answers.ts';
import { findPerson } from './looking.ts';
import { attempt, type OpenShoot } from './open.ts';
import type { Photos } from '../photos.ts';
import { arrived, changed } from '../changes.ts';
import type { Order, PersonQuery, Shoot } from '../shoot.ts';
import { allFacesOf } from '../../people/faces.ts';
import { noteAndSay } from './undo.ts';

/** The identity of a face in the columns. Throws a sentence for a face that is not in them. */
export function faceReference({ columns }: Photos, face: number): FaceReference {
  const id = columns.ids[columns.faces.photo[face] ?? -1];
  const ordinal = columns.faces.ordinal[face];
  if (id === undefined || ordinal === undefined)
    throw new RangeError('This face has been found anew since. Choose it again.');
  return { id, ordinal };
}

function facesOfGroup(photos: Photos, groups: PersonGroups, number: number): FaceReference[] {
  return Array.from(groups.group.keys())
    .filter((face) => groups.group[face] === number)
    .map((face) => faceReference(photos, face));
}

/** Somebody else is looked at in the same way: ranked as before, and in all piles. */
function looked(open: OpenShoot): Pick<PersonQuery, 'by' | 'shown' | 'told'> {
  return { by: open.get().wanted.person?.by ?? 'best', shown: 'all', told: new Map() };
}

/** Ranks the photos of whoever the references show, all of one person. */
export function findReferences(
  open: OpenShoot,
  references: readonly FaceReference[],
  text: string,
): Promise<void> {
  return findPerson(open, { references, grouped: [], name: null, ...looked(open) }, text);
}

/** Ranks the photos of the person with this face. */
export function findFace(
  open: OpenShoot,
  face: number,
  name: string | null,
  text: string,
): Promise<void> {
  return attempt(open, () => {
    const references = [faceReference(open.get().known.photos, face)];
    return findPerson(open, { references, grouped: [], name, ...looked(open) }, text);
  });
}

/** Ranks the photos of a group of faces: as many as it says it has. */
export function findGroup(
  open: OpenShoot,
  number: number,
  name: string,
  text: string,
): Promise<void> {
  return attempt(open, async () => {
    const { photos, groups } = open.get().known;
    const group = groups?.groups[number];
    if (!groups || !group) return;
    const references = [faceReference(photos, group.cover)];
    const grouped = facesOfGroup(photos, groups, number);
    await findPerson(open, { references, grouped, name, ...looked(open) }, text);
  });
}

/** Adds another look of the person: the nearest of several references counts, also of those not yet compared. */
export function addLook(
  open: OpenShoot,
  face: number,
  text: (name: string | null) => string,
): Promise<void> {
  return attempt(open, async () => {
    const { asked, known, wanted } = open.get();
    const person = asked.person ?? wanted.person;
    if (!person) return;
    const look = faceReference(known.photos, face);
    const isKnown = person.references.some(
      (other) => 'id' in other && other.id === look.id && other.ordinal === look.ordinal,
    );
    const references = [...person.references, look];
    if (!isKnown) await findPerson(open, { ...person, references }, text(person.name));
  });
}

/**
 * The faces are corrected or named otherwise: whoever is looked for is compared anew, and people are grouped anew. What the user
 * did here is seen at once; what comes from elsewhere waits while the hand is busy.
 */
export async function peopleChanged(open: OpenShoot, by: Order['by'] = 'results'): Promise<void> {
  const { person } = open.get().wanted;
  if (person) {
    const compared = await compare(open, person.references);
    const now = open.get();
    open.put(by === 'user' ? changed(now, {}, { compared }) : arrived(now, { compared }));
  }
  await loadGroups(open);
}

/** "Not this person": permanent until taken back. */
export function rejectFace(
  open: OpenShoot,
  face: number,
  text: (name: string | null) => string,
): Promise<void> {
  return attempt(open, async () => {
    const { known, wanted } = open.get();
    const { person } = wanted;
    if (!person) return;
    const input = {
      reference: [...person.references],
      face: faceReference(known.photos, face),
    };
    const write = async (rejected: boolean) => {
      await open.tell('person.reject', { ...input, rejected });
      await peopleChanged(open, 'user');
    };
    await write(true);
    noteAndSay(open, 'decided', {
      text: text(person.name),
      undo: () => write(false),
      redo: () => write(true),
    });
  });
}

/** Number of another group that has a name; null where none has, or there is no name. */
export function groupCalled(
  { known: { groups } }: Shoot,
  name: string,
  except: number,
): number | null {
  const wanted = name.trim();
  const number = groups?.groups.findIndex(
    (group, place) => place !== except && group.name === wanted && wanted !== '',
  );
  return number === undefined || number < 0 ? null : number;
}

/** Whether two groups have a photo in common: then they are two people. */
export function doMeet({ known: { photos, groups } }: Shoot, a: number, b: number): boolean {
  if (!groups) return false;
  const photosOf = (number: number) =>
    photos.columns.faces.photo.filter((_, face) => groups.group[face] === number);
  const ofB = new Set(photosOf(b));
  return photosOf(a).some((photo) => ofB.has(photo));
}

/** Number of the group whose person is looked for; null where nobody is, or somebody whom no group holds. */
export function groupLookedAt({ known: { photos, groups }, wanted }: Shoot): number | null {
  const [first] = wanted.person?.references ?? [];
  if (!first || !('id' in first) || !groups) return null;
  const photo = photos.indexOf.get(first.id);
  if (photo === undefined) return null;
  const { faces } = photos.columns;
  const face = allFacesOf(faces, photo).find((one) => faces.ordinal[one] === first.ordinal);
  const number = groups.group[face ?? -1] ?? -1;
  return number < 0 ? null : number;
}

/** Names all faces of a group; an empty name takes the name away. */
export function namePerson(
  open: OpenShoot,
  group: number,
  name: string,
  text: (name: string) => string,
): Promise<void> {
  return attempt(open, async () => {
    const { photos, groups } = open.get().known;
    const old = groups?.groups[group];
    if (!groups || !old || (old.name ?? '') === name.trim()) return;
    const faces = facesOfGroup(photos, groups, group);
    const write = async (written: string) => {
      await open.tell('person.name', { faces, name: written });
      await loadGroups(open);
    };
    await write(name);
    noteAndSay(open, 'decided', {
      text: text(name.trim()),
      undo: () => write(old.name ?? ''),
      redo: () => write(name),
    });
  });
}
