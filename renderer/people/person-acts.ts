// Finding a person: references to similarities, similarities to the photos that show them; names and corrections.

import type { FaceReference, PersonGroups, PersonReference } from '../../shared/contract.ts';
import { normaliseValues } from '../../shared/normalise.ts';
import { matchFaces } from '../../shared/people.ts';
import type { PersonMatch } from '../../shared/person-score.ts';
import type { Settings } from '../../shared/settings.ts';
import { call } from '../page/engine.ts';
import { only } from '../grid/selection.ts';
import { withGrouped } from './grouped.ts';
import { get, set, type PersonSearch, type Photos, type State } from '../page/store.ts';
import { strings } from '../strings.ts';
import { sameFaces } from '../page/derive.ts';
import { openGrid } from '../page/moving.ts';
import { rerank } from '../weights/ranking.ts';
import { changing, didUndoable, sayProblem } from '../page/toast.ts';
import { whileOpen } from '../page/while-open.ts';

/** The identity of a face in the columns. Throws a sentence for a face that is not in them. */
export function faceReference({ columns }: Photos, face: number): FaceReference {
  const id = columns.ids[columns.faces.photo[face] ?? -1];
  const ordinal = columns.faces.ordinal[face];
  if (id === undefined || ordinal === undefined) throw new RangeError(strings.people.unknownFace);
  return { id, ordinal };
}

/** Ranks the photos of whoever the references show, and those of the faces that are `grouped` with them. */
export async function findPerson(
  references: readonly PersonReference[],
  name: string | null,
  grouped: readonly FaceReference[] = [],
): Promise<void> {
  const { photos, person: before } = get();
  if (!photos) return;
  const by = before?.by ?? 'best';
  const person: PersonSearch = { references, grouped, name, match: null, by };
  const still = whileOpen();
  try {
    await search(person, () => changing(strings.undo.person(name), searched, searchAgain));
  } catch (error) {
    if (still()) sayProblem(error);
  }
}

function searched(): PersonSearch | null {
  return get().person;
}

/** Shows what was searched for before, compared with the faces that are known by now. */
function searchAgain(person: PersonSearch | null): void | Promise<void> {
  if (person === null) showEverybody();
  else return search(person);
}

/** Ranks the photos of a group of faces: as many as it says it has. */
export async function findGroup(number: number, name: string): Promise<void> {
  const { photos, groups } = get();
  const group = groups?.groups[number];
  if (!photos || !groups || !group) return;
  await findPerson(
    [faceReference(photos, group.cover)],
    name,
    facesOfGroup(photos, groups, number),
  );
}

function facesOfGroup(photos: Photos, groups: PersonGroups, number: number): FaceReference[] {
  return Array.from(groups.group.keys())
    .filter((face) => groups.group[face] === number)
    .map((face) => faceReference(photos, face));
}

/** The last search that was asked for: only its answer is wanted. */
let asked = new AbortController();

function askAnew(): AbortController {
  asked.abort();
  return (asked = new AbortController());
}

/** Whom that search is about, until it is answered. */
let wanted: PersonSearch | null = null;

/** Shows a person, unless another search was asked for or other folders opened before the answer came. */
async function search(person: PersonSearch, note?: () => void): Promise<void> {
  const { signal } = askAnew();
  const still = whileOpen();
  wanted = person;
  try {
    const found = await compare(person.references, signal);
    const { photos } = get(); // results may have come in meanwhile
    if (signal.aborted || !still() || !photos) return;
    note?.();
    rerank({ ...withMatch(photos, person, matchIn(photos, found, person)), ...only(null) });
  } catch (error) {
    if (!signal.aborted && still()) throw error;
  } finally {
    if (wanted === person) wanted = null;
  }
}

/** Adds another look of the person: the nearest of several references counts, also of those not yet compared. */
export async function addReference(reference: FaceReference): Promise<void> {
  const person = wanted ?? get().person;
  const references = person?.references ?? [];
  const isKnown = references.some(
    (known) => 'id' in known && known.id === reference.id && known.ordinal === reference.ordinal,
  );
  if (!isKnown) await findPerson([...references, reference], person?.name ?? null, person?.grouped);
}

export function forgetPerson(): void {
  changing(strings.undo.everybody, searched, searchAgain);
  showEverybody();
}

function showEverybody(): void {
  const { photos } = get();
  askAnew();
  wanted = null;
  if (photos) rerank(withMatch(photos, null, null));
}

export function rankPersonBy(by: PersonSearch['by']): void {
  const { person } = get();
  if (!person || person.by === by) return;
  const write = (chosen: PersonSearch['by']) => {
    const now = get().person;
    if (now) rerank({ person: { ...now, by: chosen } });
  };
  changing(strings.ranking.personBy, () => get().person?.by ?? by, write);
  write(by);
}

type Compared = { readonly similarity: Float32Array; readonly threshold: number };

function compare(references: readonly PersonReference[], signal?: AbortSignal): Promise<Compared> {
  const input = { folders: [...get().folders], references: [...references] };
  return call('person.match', input, { ...(signal && { signal }) });
}

/** Null when the engine knew other faces than these: results bring them, and it is asked again then. */
function matchIn(
  { columns, indexOf }: Photos,
  { similarity, threshold }: Compared,
  { grouped }: PersonSearch,
): PersonMatch | null {
  const { faces, count } = columns;
  if (similarity.length !== faces.count) return null;
  const ordinals = new Map(grouped.map(({ id, ordinal }) => [indexOf.get(id) ?? -1, ordinal]));
  const alike = withGrouped(similarity, faces, ordinals, threshold);
  return matchFaces(faces, count, alike, threshold, get().settings);
}

/** Whoever is looked for, in new photos: as before where their faces are the same, else compared anew. */
export async function matchAgain(
  photos: Photos,
  person: PersonSearch | null,
): Promise<PersonMatch | null> {
  if (!person) return null;
  if (person.match && sameFaces(get().photos, photos)) return person.match;
  return matchIn(photos, await compare(person.references), person);
}

/** A person and the photos that show them by `match`; without one no photo is known to. */
export function withMatch(
  photos: Photos,
  person: PersonSearch | null,
  match: PersonMatch | null,
): Pick<State, 'photos' | 'person'> {
  const similarity = match?.similarity ?? new Float64Array(photos.columns.count).fill(NaN);
  return {
    person: person && { ...person, match },
    photos: withPersonSignal(photos, similarity, get().settings),
  };
}

/** The `person` signal of the columns, and nothing else, made anew. */
function withPersonSignal(photos: Photos, similarity: Float64Array, settings: Settings): Photos {
  const { columns, normalised } = photos;
  return {
    ...photos,
    columns: { ...columns, signals: { ...columns.signals, person: similarity } },
    normalised: { ...normalised, person: normaliseValues(similarity, settings) },
  };
}

export async function loadGroups(): Promise<void> {
  const still = whileOpen();
  try {
    const groups = await call('person.groups', { folders: [...get().folders] });
    const known = groups.group.length === get().photos?.columns.faces.count; // they number the faces
    if (still()) set({ groups: known ? groups : null });
  } catch (error) {
    if (still()) sayProblem(error);
  }
}

/** "Not this person": permanent until taken back. */
export async function rejectFace(face: number): Promise<void> {
  const { photos, person } = get();
  if (!photos || !person) return;
  const still = whileOpen();
  const references = [...person.references];
  const input = { reference: references, face: faceReference(photos, face) };
  const write = async (rejected: boolean) => {
    const before = asked;
    await call('person.reject', { ...input, rejected });
    if (!still()) return;
    await loadGroups();
    if (still() && asked === before && get().person) await search({ ...person, references });
  };
  try {
    await write(true);
    if (!still()) return;
    didUndoable({
      text: strings.people.rejected(person.name),
      undo: () => write(false),
      redo: () => write(true),
    });
  } catch (error) {
    if (still()) sayProblem(error);
  }
}

/** Names all faces of a group; an empty name takes the name away. */
export async function namePerson(group: number, name: string): Promise<void> {
  const { photos, groups } = get();
  const old = groups?.groups[group];
  if (!photos || !groups || !old || (old.name ?? '') === name.trim()) return;
  const still = whileOpen();
  const faces = facesOfGroup(photos, groups, group);
  const write = async (text: string) => {
    await call('person.name', { faces, name: text });
    if (still()) await loadGroups();
  };
  try {
    await write(name);
    if (!still()) return;
    didUndoable({
      text: strings.people.named(name.trim()),
      undo: () => write(old.name ?? ''),
      redo: () => write(name),
    });
  } catch (error) {
    if (still()) sayProblem(error);
  }
}

/** Finds the person whose face was clicked in the loupe, and shows their photos. */
export async function findFaceFrom(face: number, name: string | null): Promise<void> {
  const { photos } = get();
  if (!photos) return;
  openGrid();
  await findPerson([faceReference(photos, face)], name);
}
