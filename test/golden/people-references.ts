// Owns the golden table of any photo as the reference: every labelled photo of a person tried, alone and with others.
// Run: node test/golden/people-references.ts

import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Engine } from '../../electron/engine/engine.ts';
import type { FaceReference, PersonMatch } from '../../shared/contract.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { at } from '../../shared/arithmetic/vectors.ts';
import { measurePeople } from './people-engine.ts';
import { labelsSchema, minHeightPx, round } from './people-scores.ts';

/** References together; people with fewer than six photos are left out of all rows, so that rows compare. */
const counts = [1, 2, 3, 5];
const fewest = 6;

/** A labelled person: the photos that show them with the face that is theirs, and those that do not. */
type Person = { readonly shown: ReadonlyMap<number, number>; readonly others: readonly number[] };

type Tried = {
  readonly f1: number;
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
};

await measurePeople(measure);

async function measure(engine: Engine, folder: string, columns: PhotoColumns): Promise<void> {
  const input = { folders: [folder] };
  const match = (faces: readonly number[]) =>
    engine.call('person.match', {
      ...input,
      references: faces.map((face) => referenceOf(columns, face)),
    });
  const labelled = await labelledPeople(columns, folder, match);
  const all = labelled.filter(({ shown }) => shown.size > 1);
  const many = labelled.filter(({ shown }) => shown.size >= fewest);
  const row = async (references: number, people: readonly Person[], searches: Searches) => ({
    references,
    people: people.length,
    ...(await figures(columns, people, searches, match)),
  });
  const rows = [await row(1, all, each(1))];
  for (const count of counts) rows.push(await row(count, many, each(count)));
  console.log(`Every photo of a person as the reference, ${columns.count} photos:`);
  console.table(rows);
  const most = Math.max(...counts);
  const same: object[] = [];
  for (const count of counts) same.push(await row(count, many, eachOfThese(most, count)));
  console.log(
    `The first of ${most} references, judged by the photos that none of the ${most} lies in:`,
  );
  console.table(same);
}

/** The references of one search, and the faces in whose photos nobody is looked for. */
type Asked = { readonly references: readonly number[]; readonly leftOut: readonly number[] };
type Searches = (faces: readonly number[]) => readonly Asked[];

/** Each photo is judged but those of the references themselves: the more of them, the fewer photos. */
function each(count: number): Searches {
  return (faces) => chosen(faces, count).map((references) => ({ references, leftOut: references }));
}

/** The first `count` of `most` references: as many photos are judged by however many of them. */
function eachOfThese(most: number, count: number): Searches {
  return (faces) =>
    chosen(faces, most).map((leftOut) => ({ references: leftOut.slice(0, count), leftOut }));
}

type Match = (faces: readonly number[]) => Promise<PersonMatch>;

function referenceOf({ ids, faces }: PhotoColumns, face: number): FaceReference {
  return { id: at(ids, at(faces.photo, face)), ordinal: at(faces.ordinal, face) };
}

function countedFaces({ faces }: PhotoColumns, photo: number): number[] {
  return [...faces.photo.keys()].filter(
    (face) => faces.photo[face] === photo && at(faces.heightPx, face) >= minHeightPx,
  );
}

/** In a photo of several the face most like the given reference is the person's: labels name photos, not faces. */
async function labelledPeople(
  columns: PhotoColumns,
  folder: string,
  match: Match,
): Promise<Person[]> {
  const labels = labelsSchema.parse(JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')));
  const photoOf = new Map(
    columns.paths.map((path, photo) => [relative(folder, path).replaceAll('\\', '/'), photo]),
  );
  const found: Person[] = [];
  for (const [identity, path] of Object.entries(labels.references)) {
    const [given] = countedFaces(columns, photoOf.get(path) ?? -1);
    if (given === undefined) throw new Error(`No face was found in the reference ${path}.`);
    const { similarity } = await match([given]);
    const shown = new Map<number, number>();
    const others: number[] = [];
    for (const [name, known] of Object.entries(labels.labels)) {
      const photo = photoOf.get(name);
      const faces = photo === undefined ? [] : countedFaces(columns, photo);
      if (photo === undefined || faces.length === 0) continue;
      if (known[identity] === '0') others.push(photo);
      if (known[identity] === '1')
        shown.set(photo, faces.toSorted((a, b) => at(similarity, b) - at(similarity, a))[0] ?? -1);
    }
    found.push({ shown, others });
  }
  return found;
}

async function figures(
  columns: PhotoColumns,
  labelled: readonly Person[],
  searches: Searches,
  match: Match,
) {
  const tried: Tried[] = [];
  let [held, faults, piled] = [0, 0, 0];
  const sure = { right: 0, wrong: 0 };
  const maybe = { right: 0, wrong: 0 };
  for (const person of labelled)
    for (const { references, leftOut } of searches([...person.shown.values()])) {
      const result = await match(references);
      const own = new Set(leftOut.map((face) => columns.faces.photo[face]));
      const likeness = (photo: number) =>
        Math.max(...countedFaces(columns, photo).map((face) => at(result.similarity, face)));
      const scored = [
        ...[...person.shown.keys()].map((photo) => ({ photo, present: true })),
        ...person.others.map((photo) => ({ photo, present: false })),
      ]
        .filter(({ photo }) => !own.has(photo))
        .map(({ photo, present }) => ({ present, value: likeness(photo) }));
      tried.push(tally(scored, result.threshold));
      for (const { present, value } of scored) {
        const pile = value >= result.sureFrom ? sure : value >= result.maybeFrom ? maybe : null;
        if (pile) pile[present ? 'right' : 'wrong'] += 1;
        if (pile === maybe) piled += 1;
        if (present === value >= result.threshold) continue;
        faults += 1;
        if (pile === maybe) held += 1;
      }
    }
  const f1s = tried.map(({ f1 }) => f1).sort((a, b) => a - b);
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const sum = (name: 'right' | 'wrong' | 'missed') =>
    tried.reduce((total, one) => total + one[name], 0);
  const right = sum('right');
  return {
    tried: tried.length,
    'mean F1': round(mean(f1s)),
    'worst tenth': round(mean(f1s.slice(0, Math.ceil(f1s.length / 10)))),
    precision: round(right / (right + sum('wrong'))),
    recall: round(right / (right + sum('missed'))),
    'sure: precision': round(sure.right / (sure.right + sure.wrong)),
    'sure: recall': round(sure.right / (right + sum('missed'))),
    'maybe: precision': round(maybe.right / (maybe.right + maybe.wrong)),
    'sure + maybe: recall': round((sure.right + maybe.right) / (right + sum('missed'))),
    'maybes a search': round(piled / tried.length),
    'faults in maybe': round(held / faults),
  };
}

/** One face after the other, or as many sets of several: each face with those that follow it in steps of its own. */
function chosen(faces: readonly number[], count: number): number[][] {
  return faces.map((_, first) => {
    const step = 1 + (first % Math.max(1, Math.floor((faces.length - 1) / count)));
    const places = Array.from({ length: count }, (__, i) => (first + i * step) % faces.length);
    return [...new Set(places)].map((place) => faces[place] ?? -1);
  });
}

function tally(
  scored: readonly { readonly present: boolean; readonly value: number }[],
  from: number,
): Tried {
  const count = (present: boolean, found: boolean) =>
    scored.filter((one) => one.present === present && one.value >= from === found).length;
  const [right, wrong, missed] = [count(true, true), count(false, true), count(true, false)];
  return { f1: (2 * right) / (2 * right + wrong + missed), right, wrong, missed };
}
