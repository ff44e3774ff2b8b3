// A person found beside the face: frames around sure ones in which they are turned away or too small to tell, as maybes.

import type { Beside } from '../../../shared/contract.ts';
import { allFacesOf, boxOf, isHighEnough } from '../../../shared/people/faces.ts';
import { matchFaces } from '../../../shared/people/people.ts';
import { likenessOf, type PileLimits } from '../../../shared/people/piles.ts';
import type { Box, FaceColumns, PhotoColumns } from '../../../shared/photo.ts';
import type { Settings } from '../../../shared/settings.ts';
import { at } from '../../../shared/arithmetic/vectors.ts';
import { areaOf, middleOf } from '../stages/bodies/places.ts';
import { nearbyPhotos } from './nearby-photos.ts';
import { seenAgain, type PlayerBody } from './seen-again.ts';

/** A body is followed by its place alone for no longer, milliseconds. */
const placeMs = 1000;
export type BesideSources = {
  readonly columns: PhotoColumns;
  readonly similarity: Float32Array;
  readonly limits: PileLimits;
  readonly settings: Settings;
  /** The players of photos, by their index in the columns. */
  readonly playersOf: (photos: readonly number[]) => ReadonlyMap<number, readonly PlayerBody[]>;
};

/** Somebody who may be the person: which body, and why. */
export type BesideBody = Beside & { readonly body: number };

/** One body a photo at most, none that holds a face of somebody else. In the order of the photos. */
export function besideFaces(sources: BesideSources): Beside[] {
  return besideBodies(sources).map(({ photo, because }) => ({ photo, because }));
}

/** `besideFaces`, with the body. */
export function besideBodies({
  columns,
  similarity,
  limits,
  settings,
  playersOf,
}: BesideSources): BesideBody[] {
  const { faces, count } = columns;
  const match = matchFaces(faces, count, similarity, limits, settings);
  const isSure = (photo: number) => likenessOf(match, photo) === 'sure';
  const isOpen = (photo: number) => likenessOf(match, photo) === null;
  const near = nearbyPhotos(columns, isSure, isOpen, settings);
  if (near.size === 0) return [];
  const photos = [...near].flatMap(([photo, nearby]) => [photo, ...nearby.map((one) => one.sure)]);
  const players = playersOf([...new Set(photos)].sort((a, b) => a - b));
  const numbers = numbersOnBodies(columns);
  return [...near].flatMap(([photo, nearby]) => {
    const all = players.get(photo) ?? [];
    const free = all.filter((player) => !holdsFace(faces, photo, player.box, settings));
    for (const { sure, afterMs, words } of nearby) {
      const before = players.get(sure) ?? [];
      const person = bodyWith(faces, at(match.face, sure), before);
      if (!person) continue;
      const worn = numbers.get(sure)?.get(person.body);
      const numberOf = (player: PlayerBody) => numbers.get(photo)?.get(player.body);
      const wearers = free.filter((player) => worn !== undefined && numberOf(player) === worn);
      const [wearer] = wearers;
      if (wearer && wearers.length === 1)
        return [{ photo, body: wearer.body, because: `number ${worn} again, ${words}` }];
      const others = (player: PlayerBody) =>
        worn !== undefined && numberOf(player) !== undefined && numberOf(player) !== worn;
      const open = free.filter((player) => !others(player));
      const found = seenAgain(person, { before, open, all, isSoon: Math.abs(afterMs) <= placeMs });
      if (found) return [{ photo, body: found.body, because: `${found.how}, ${words}` }];
    }
    return [];
  });
}

/** The smallest body whose upper half holds the middle of the face. */
function bodyWith(
  faces: FaceColumns,
  face: number,
  players: readonly PlayerBody[],
): PlayerBody | undefined {
  if (face < 0) return undefined;
  const { x, y } = middleOf(boxOf(faces, face));
  return players
    .filter(({ box }) => isInUpperHalf(box, x, y))
    .sort((a, b) => areaOf(a.box) - areaOf(b.box))[0];
}

/** Whether a face high enough to be told lies where the body's head may be: it has been compared, and is somebody else. */
function holdsFace(faces: FaceColumns, photo: number, box: Box, settings: Settings): boolean {
  return allFacesOf(faces, photo).some((face) => {
    const { x, y } = middleOf(boxOf(faces, face));
    return isHighEnough(faces, face, settings) && isInUpperHalf(box, x, y);
  });
}

function isInUpperHalf(box: Box, x: number, y: number): boolean {
  return (
    x >= box.x &&
    x <= box.x + box.width &&
    y >= box.y - box.height / 10 &&
    y <= box.y + box.height / 2
  );
}

/** The number on each body that wears one, by photo. */
function numbersOnBodies({ numbers }: PhotoColumns): Map<number, Map<number, string>> {
  const byPhoto = new Map<number, Map<number, string>>();
  for (const [i, text] of numbers.text.entries()) {
    const photo = at(numbers.photo, i);
    const bodies = byPhoto.get(photo) ?? new Map<number, string>();
    byPhoto.set(photo, bodies.set(at(numbers.body, i), text));
  }
  return byPhoto;
}
