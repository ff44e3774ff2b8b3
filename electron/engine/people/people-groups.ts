// The faces of the open folders as people: clusters of like faces, with the user's names.

import { setImmediate } from 'node:timers/promises';
import type { PersonGroup, PersonGroups } from '../../../shared/contract.ts';
import { isCounted, isHighEnough } from '../../../shared/people/faces.ts';
import { clusterFaces, type ClusterInput } from '../../../shared/people/people-clusters.ts';
import type { PhotoColumns } from '../../../shared/photo.ts';
import type { Settings } from '../../../shared/settings.ts';
import { at } from '../../../shared/arithmetic/vectors.ts';
import { throwIfCancelled } from '../../../shared/calls/rpc.ts';
import { withDotProducts } from '../running/dot-products.ts';
import type { FaceEmbeddings } from '../stages/faces/face-vectors.ts';
import { rejectedFaces, type Corrections } from './people-corrections.ts';
import { waitingFaces } from './person.ts';

export type Sources = {
  readonly columns: PhotoColumns;
  readonly embeddings: FaceEmbeddings;
  readonly corrections: Corrections;
  readonly threshold: number;
  readonly settings: Settings;
};

/** Lets others in often; rejects when cancelled. */
export async function groupPeople(sources: Sources, signal: AbortSignal): Promise<PersonGroups> {
  const { columns, corrections } = sources;
  const pause = async () => {
    throwIfCancelled(signal);
    await setImmediate();
  };
  const clusters = await withDotProducts((products) =>
    clusterFaces(clusterInput(sources), { products, pause }),
  );
  const group = new Int32Array(columns.faces.count).fill(-1);
  clusters.forEach((members, index) => {
    for (const face of members) group[face] = index;
  });
  const named = new Map(corrections.marked.flatMap((mark) => namedGroup(mark, group)));
  const groups = clusters.map((members, index): PersonGroup => {
    const cover = members[0] ?? -1;
    const { person, name } = named.get(index) ?? { person: null, name: null };
    const id = person === null ? faceId(columns, cover) : `person-${person}`;
    return { id, name, size: members.length, cover };
  });
  return { group, groups, waiting: waitingFaces(sources.embeddings) };
}

type Named = { readonly person: number | null; readonly name: string | null };

function namedGroup(
  { face, person, name }: Corrections['marked'][number],
  group: Int32Array,
): [number, Named][] {
  if (face === undefined || person === null || at(group, face) < 0) return [];
  return [[at(group, face), { person, name }]];
}

function faceId({ contents, faces }: PhotoColumns, face: number): string {
  const photo = at(faces.photo, face);
  const content = Buffer.from(contents.subarray(32 * photo, 32 * photo + 8)).toString('hex');
  return `face-${content}-${at(faces.ordinal, face)}`;
}

// Below, the landmarks by which a face is cut out are guessed, and it looks like any other such face: of the pairs of
// athletes in helmets, in profile or behind an arm a quarter is as alike as one person (docs/accuracy.md).
const TOLD_FROM = 0.3;

function clusterInput(sources: Sources): ClusterInput {
  const { columns, embeddings, corrections, threshold, settings } = sources;
  const { faces } = columns;
  const person = new Int32Array(faces.count).fill(-1);
  for (const mark of corrections.marked)
    if (mark.face !== undefined && mark.person !== null) person[mark.face] = mark.person;
  const mayBeSomebody = (face: number) =>
    at(person, face) >= 0
      ? isHighEnough(faces, face, settings) // named: no longer a stranger, whatever it looks like
      : isCounted(faces, face, settings) && at(faces.visibility, face) >= TOLD_FROM;
  return {
    ...embeddings,
    data: askedForMore(sources),
    usable: embeddings.known.map((known, face) => Number(known === 1 && mayBeSomebody(face))),
    photo: faces.photo,
    quality: Float64Array.from(faces.heightPx, (_, face) => quality(columns, face)),
    person,
    rejected: rejectedFaces(corrections),
    threshold,
  };
}

// Lower faces look alike whoever they are. Asked for more, known people shown 48 px high keep 759 of 782 right pairs, those
// of 70 px all of 659, and of the pairs of faces among athletes who are nearly all different people 65 of 125 are left.
const smallPx = 65;
/** The share of what lies between the threshold and 1 that two small faces must reach beyond it: .955 becomes .964. */
const moreOfSmall = 0.2;

/**
 * The embeddings, a small face's shorter, so that against the one threshold a pair of small faces needs more likeness, and
 * a small and a large face half as much more.
 */
function askedForMore({ columns, embeddings, threshold }: Sources): Float32Array {
  const { length, data } = embeddings;
  if (threshold <= 0) return data; // every face is asked for next to nothing
  const reach = Math.sqrt(threshold / (threshold + moreOfSmall * (1 - threshold)));
  const asked = data.slice();
  columns.faces.heightPx.forEach((height, face) => {
    if (height >= smallPx) return;
    for (let i = face * length; i < (face + 1) * length; i++) asked[i] = at(data, i) * reach;
  });
  return asked;
}

/** From this height on a face shows all that the embedder sees: its crop is 150 px. */
const enoughPx = 150;

/** How well a face can be recognised, 0..1: large enough, turned to the camera, nothing in front of it. */
function quality({ faces }: PhotoColumns, face: number): number {
  const size = Math.min(1, at(faces.heightPx, face) / enoughPx);
  return size * (0.2 + 0.8 * at(faces.facing, face)) * at(faces.visibility, face);
}
