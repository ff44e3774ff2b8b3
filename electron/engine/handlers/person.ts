// Handlers of people: find one, group all, name them, and keep the user's corrections.

import type { FaceReference, PersonReference, PhotoReference } from '../../../shared/contract.ts';
import { nearestBox } from '../../../shared/people/boxes.ts';
import { boxOf } from '../../../shared/people/faces.ts';
import type { Box, PhotoColumns } from '../../../shared/photo.ts';
import { EngineError, throwIfCancelled } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { at } from '../../../shared/arithmetic/vectors.ts';
import { sameFaceOverlap, type FaceKey } from '../cache/people.ts';
import type { Area, EngineParts } from '../context.ts';
import { applyRejections, findCorrections } from '../people/people-corrections.ts';
import { besideFaces } from '../people/beside-faces.ts';
import type { PlayerBody } from '../people/seen-again.ts';
import { agreedLikeness, unsureLikeness } from '../people/agreed-likeness.ts';
import { nearestReference } from '../people/likeness.ts';
import { doubtedFaces } from '../people/next-person.ts';
import { keepGrouping } from '../people/grouping.ts';
import type { Sources } from '../people/people-groups.ts';
import {
  faceKey,
  faceOfReference,
  findFace,
  waitingFaces,
  wantedFace,
  type Wanted,
} from '../people/person.ts';
import { thingsOfPhotos } from '../stages/bodies/stage.ts';
import { kitsOfPhotos } from '../stages/kits/stage.ts';
import { playersOf as playersAmong } from '../stages/numbers/stage.ts';
import { faceSpace } from '../stages/faces/faces.ts';
import { photoFile } from '../photo-source.ts';
import {
  analyseAlone,
  columnsAlone,
  facesOfPhoto,
  referenceRow,
  type FacesParts,
} from './person-faces.ts';

type Parts = FacesParts & Pick<EngineParts, 'people' | 'models' | 'turns' | 'rows' | 'exchanging'>;

export function personHandlers(parts: Parts): Area<'person'> {
  const { photos, people } = parts;
  const grouping = keepGrouping();
  const sourcesOf = async (input: Input): Promise<Sources> => {
    const settings = parts.settings();
    const { space, threshold: published } = faceSpace(await parts.models.folder());
    const columns = photos.columns(input);
    return {
      columns,
      embeddings: photos.embeddings(input, space),
      corrections: findCorrections(columns, people),
      threshold: matchThreshold(settings, published),
      settings,
    };
  };
  return {
    'person.match': async ({ references, waits, ...input }, { signal }) => {
      const { space, margins } = faceSpace(await parts.models.folder());
      const found = await locateAll(parts, references, input, signal);
      const wanted: Wanted[] = [];
      for (const one of found) wanted.push(await describedFace(parts, one, input, space, signal));
      if (waits && margins) await grouping.people(await sourcesOf(input), signal);
      const sources = await sourcesOf(input);
      const { columns, embeddings, corrections, threshold, settings } = sources;
      const own = nearestReference(embeddings, wanted);
      const keys = wanted.map(({ key }) => key);
      applyRejections(own, corrections, keys, threshold);
      const least = settings['faces.minHeightPx'];
      const described = wanted.map(({ embedding, key }) => ({
        embedding,
        photo: photoOf(columns, key),
      }));
      const usable = (face: number) => at(columns.faces.heightPx, face) >= least;
      const search = margins && {
        faces: embeddings,
        photo: columns.faces.photo,
        usable,
        threshold,
        margins,
      };
      const similarity = search ? agreedLikeness(search, own, described) : own;
      const known = search && grouping.known(sources);
      const doubted = known ? doubtedFaces(search, similarity, described, known.people) : [];
      if (search) for (const face of doubted) similarity[face] = unsureLikeness(search);
      const limits = {
        sureFrom: threshold + (margins?.sure ?? 0),
        maybeFrom: threshold - (margins?.maybe ?? 0),
      };
      const playersOf = (some: readonly number[]) => playersOfPhotos(parts, columns, some);
      const besides = besideFaces({ columns, similarity, limits, settings, playersOf });
      const waiting = waitingFaces(embeddings);
      const isUngrouped = search !== null && known?.isOld !== false;
      return { similarity, waiting, threshold, ...limits, space, doubted, isUngrouped, besides };
    },
    'person.groups': async (input, { signal }) => grouping.people(await sourcesOf(input), signal),
    'person.faces': ({ photo }, { signal }) => facesOfPhoto(parts, photo, signal),
    'person.name': ({ faces, name }) => {
      const keys = faces.map((face) => keyOf(parts, face));
      const pictures = new Set(keys.map(({ picture }) => picture.toString('hex')));
      if (name !== '' && pictures.size < keys.length)
        throw new EngineError(
          'bad-input',
          'Two faces of one photo cannot be the same person. Choose one face a photo.',
        );
      people.name(keys, name);
      parts.exchanging.decided(new Set(faces.map(({ id }) => id)));
      return Promise.resolve({});
    },
    'person.reject': async ({ reference, face, rejected }, { signal }) => {
      const found = await locateAll(parts, reference, undefined, signal);
      const keys = found.map((one) => faceKey(one.columns, one.face));
      people.reject(keys, keyOf(parts, face), rejected);
      return {};
    },
  };
}

function matchThreshold(settings: Settings, published: number): number {
  return settings['person.threshold'] === 'custom' ? settings['person.customThreshold'] : published;
}

/** The players of photos, by their index in the columns. */
function playersOfPhotos(
  { rows }: Parts,
  { ids }: PhotoColumns,
  photos: readonly number[],
): Map<number, readonly PlayerBody[]> {
  const wanted = photos.map((photo) => at(ids, photo));
  const kits = kitsOfPhotos(rows, wanted);
  return new Map(
    [...thingsOfPhotos(rows, wanted)].map(([place, things]) => {
      const worn = new Map(kits.get(place)?.map(({ body, kit }) => [body, kit]));
      const players = playersAmong({ things }).map((player) => {
        return { ...player, kit: worn.get(player.body) ?? null };
      });
      return [at(photos, place), players];
    }),
  );
}

/** Index of the photo with a face's picture; -1 where it is none of these. */
function photoOf({ pictures, count }: PhotoColumns, { picture }: FaceKey): number {
  for (let photo = 0; photo < count; photo++)
    if (
      pictures[32 * photo] === picture[0] &&
      picture.equals(pictures.subarray(32 * photo, 32 * photo + 32))
    )
      return photo;
  return -1;
}

type Input = { readonly folders: readonly string[]; readonly recursive: boolean };
type Located = { readonly columns: PhotoColumns; readonly face: number };

/** Finds the face each reference means; photos given by path are analysed first where they are not yet. */
async function locateAll(
  parts: Parts,
  references: readonly PersonReference[],
  input: Input | undefined,
  signal: AbortSignal,
): Promise<Located[]> {
  const located: Located[] = [];
  for (const reference of references) {
    throwIfCancelled(signal);
    located.push(
      'path' in reference
        ? await locateInPhoto(parts, reference, signal)
        : locateFace(parts, reference, input),
    );
  }
  return located;
}

async function locateInPhoto(
  parts: Parts,
  reference: PhotoReference,
  signal: AbortSignal,
): Promise<Located> {
  const row = await referenceRow(parts, reference.path);
  await parts.turns.inTurn(() => analyseAlone(parts, row, signal));
  const columns = columnsAlone(parts, row);
  return { columns, face: faceOfReference(reference, columns, parts.settings()) };
}

/** The face with its embedding in `space`; a face that only another model described is described first. */
async function describedFace(
  parts: Parts,
  { columns, face }: Located,
  input: Input,
  space: string,
  signal: AbortSignal,
): Promise<Wanted> {
  const near = parts.photos.columns(input) === columns;
  const known = near && wantedFace(columns, parts.photos.embeddings(input, space), face);
  if (known) return known;
  const { box } = faceKey(columns, face);
  const row = photoFile(parts, at(columns.ids, at(columns.faces.photo, face)));
  const before = faceAtBox(parts, row.id, box, space);
  if (before) return before;
  // Not in turn: one photo need not wait for the run that describes the whole folder again.
  await analyseAlone(parts, row, signal);
  const after = faceAtBox(parts, row.id, box, space);
  if (after) return after;
  throw unknownFace();
}

/** The face at a place of a photo, by the place: another detector may count the faces in another order. */
function faceAtBox(parts: Parts, id: number, box: Box, space: string): Wanted | undefined {
  const columns = parts.photos.columnsOf([photoFile(parts, id)]);
  const boxes = Array.from({ length: columns.faces.count }, (_, face) =>
    boxOf(columns.faces, face),
  );
  const face = nearestBox(box, boxes, sameFaceOverlap);
  return face === undefined
    ? undefined
    : wantedFace(columns, parts.photos.embeddingsOf(columns.ids, space), face);
}

/** In the open folders' columns where it is there: their embeddings are in memory. */
function locateFace(parts: Parts, reference: FaceReference, input: Input | undefined): Located {
  const near = input && parts.photos.columns(input);
  const nearFace = near && findFace(near, reference);
  if (near && nearFace !== undefined) return { columns: near, face: nearFace };
  const columns = parts.photos.columnsOf([photoFile(parts, reference.id)]);
  const face = findFace(columns, reference);
  if (face !== undefined) return { columns, face };
  throw unknownFace();
}

function unknownFace(): EngineError {
  return new EngineError(
    'not-found',
    'That face is not known any more: its photo was changed or analysed again. Choose it again.',
  );
}

function keyOf(parts: Parts, face: FaceReference) {
  const { columns, face: index } = locateFace(parts, face, undefined);
  return faceKey(columns, index);
}
