// Finding a person: references to similarities, similarities to the photos that show them; names and corrections.

import type { FaceReference, PersonReference } from '../../shared/contract.ts';
import { normaliseValues } from '../../shared/normalise.ts';
import { matchFaces } from '../../shared/people.ts';
import type { Problem } from '../../shared/photo.ts';
import type { Settings } from '../../shared/settings.ts';
import { call } from '../engine.ts';
import { only } from '../grid/selection.ts';
import { get, set, type PersonSearch, type Photos } from '../store.ts';
import { strings } from '../strings.ts';
import { readDecisions } from './decide.ts';
import { openGrid } from './move.ts';
import { rerank, results } from './rank.ts';
import { changing, didUndoable, sayProblem } from './toast.ts';

/** The identity of a face in the columns. */
export function faceReference(photos: Photos, face: number): FaceReference {
  const { columns } = photos;
  return {
    id: columns.ids[columns.faces.photo[face] ?? 0] ?? 0,
    ordinal: columns.faces.ordinal[face] ?? 0,
  };
}

/** Ranks the photos of whoever the references show. */
export async function findPerson(
  references: readonly PersonReference[],
  name: string | null,
): Promise<void> {
  const { photos, person: before } = get();
  if (!photos) return;
  const person: PersonSearch = { references, name, match: null, by: before?.by ?? 'best' };
  try {
    const found = await withMatch(photos, person);
    changing(strings.undo.person(name), searched, searchAgain);
    rerank({ ...found, ...only(null) });
  } catch (error) {
    sayProblem(error);
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

async function search(person: PersonSearch): Promise<void> {
  const { photos } = get();
  if (photos) rerank({ ...(await withMatch(photos, person)), ...only(null) });
}

/** Adds another look of the person: the nearest of several references counts. */
export async function addReference(reference: PersonReference): Promise<void> {
  const { person } = get();
  await findPerson([...(person?.references ?? []), reference], person?.name ?? null);
}

export function forgetPerson(): void {
  changing(strings.undo.everybody, searched, searchAgain);
  showEverybody();
}

function showEverybody(): void {
  const { photos, settings } = get();
  if (!photos) return;
  const none = new Float64Array(photos.columns.count).fill(NaN);
  rerank({ person: null, photos: withPersonSignal(photos, none, settings) });
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

/** New faces were found: compares them too. */
export async function matchAgain(photos: Photos, problems: readonly Problem[]): Promise<void> {
  const { person } = get();
  if (!person) return;
  const found = await withMatch(photos, person);
  const decisions = await readDecisions(get().folders); // last: nothing decided meanwhile is lost
  results({ problems, ...found, decisions });
}

async function withMatch(photos: Photos, person: PersonSearch) {
  const { folders, settings } = get();
  const references = [...person.references];
  const found = await call('person.match', { folders: [...folders], references });
  const { faces, count } = photos.columns;
  if (found.similarity.length !== faces.count) return { photos }; // faces arrived in between: asked again soon
  const match = matchFaces(faces, count, found.similarity, found.threshold, settings);
  return {
    person: { ...person, match },
    photos: withPersonSignal(photos, match.similarity, settings),
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
  try {
    set({ groups: await call('person.groups', { folders: [...get().folders] }) });
  } catch (error) {
    sayProblem(error);
  }
}

/** "Not this person": permanent until taken back. */
export async function rejectFace(face: number): Promise<void> {
  const { photos, person } = get();
  if (!photos || !person) return;
  const reference = [...person.references];
  const input = { reference, face: faceReference(photos, face) };
  const write = async (rejected: boolean) => {
    await call('person.reject', { ...input, rejected });
    await loadGroups();
    if (get().person) await search({ ...person, references: reference });
  };
  try {
    await write(true);
    didUndoable({
      text: strings.people.rejected(person.name),
      undo: () => write(false),
      redo: () => write(true),
    });
  } catch (error) {
    sayProblem(error);
  }
}

/** Names all faces of a group; an empty name takes the name away. */
export async function namePerson(group: number, name: string): Promise<void> {
  const { photos, groups } = get();
  const old = groups?.groups[group];
  if (!photos || !groups || !old || (old.name ?? '') === name.trim()) return;
  const faces = Array.from(groups.group.keys())
    .filter((face) => groups.group[face] === group)
    .map((face) => faceReference(photos, face));
  const write = async (text: string) => {
    await call('person.name', { faces, name: text });
    await loadGroups();
  };
  try {
    await write(name);
    didUndoable({
      text: strings.people.named(name.trim()),
      undo: () => write(old.name ?? ''),
      redo: () => write(name),
    });
  } catch (error) {
    sayProblem(error);
  }
}

/** Finds the person whose face was clicked in the loupe, and shows their photos. */
export async function findFaceFrom(face: number, name: string | null): Promise<void> {
  const { photos } = get();
  if (!photos) return;
  openGrid();
  await findPerson([faceReference(photos, face)], name);
}
