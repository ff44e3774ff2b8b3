// What the files of a photo say of it, read now or known by now: its sidecars first, then the photo itself.

import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileRow } from '../cache/file-row.ts';
import type { FileRatings } from '../cache/sidecars.ts';
import { readAll, type KnownBytes } from '../files/sync-sidecars.ts';
import { statedFacts } from '../formats/decode.ts';
import { mergeRatings, unrated, type FileRating } from '../formats/facts/rating.ts';
import { readPhoto, type KnownFiles } from '../photo-source.ts';
import type { PhotoPlace } from './place.ts';

type Parts = KnownFiles & { readonly ratings: FileRatings };

export type KnownToSay = Pick<FilesSay, 'said' | 'inside'>;

/** As far as scans and analysis know; of a photo that nobody has looked at yet the file is asked now. */
async function knownToSay(parts: Parts, file: FileRow): Promise<KnownToSay> {
  if (!parts.ratings.isKnown(file.id)) return withInside(parts, file, readInside(parts, file));
  const said = parts.ratings.of([file.id]).get(0) ?? unrated;
  return { said, inside: parts.ratings.inside([file.id]).get(0) ?? unrated };
}

async function withInside(
  parts: Parts,
  file: FileRow,
  asked: Promise<FileRating>,
): Promise<KnownToSay> {
  const inside = await asked;
  const said = parts.ratings.of([file.id]).get(0) ?? unrated;
  return { said: mergeRatings(said, inside), inside };
}

/**
 * What names the photo's picture, and what its files say, as far as scans and analysis know. Of a photo that nobody has
 * looked at yet the file is read, once for both; rejects as `readPhoto` does.
 */
export async function knownPhoto(
  parts: Parts,
  file: FileRow,
): Promise<KnownToSay & { readonly picture: Buffer }> {
  const picture = parts.analyses.pictureOf(file.path);
  if (picture) return { picture, ...(await knownToSay(parts, file)) };
  return readPhoto(parts, file, async (bytes, identity) => {
    const isKnown = parts.ratings.isKnown(file.id); // of the same content elsewhere
    const say = isKnown ? knownToSay(parts, file) : withInside(parts, file, insideOf(bytes, file));
    return { picture: identity.picture, ...(await say) };
  });
}

export type FilesSay = {
  /** Of sidecars and photo together. */
  readonly said: FileRating;
  /** Of the photo itself. */
  readonly inside: FileRating;
  /** When the photo, and its newest sidecar, were last written; no sidecar: -Infinity. */
  readonly insideMs: number;
  readonly besideMs: number;
};

/** As the disk has it at this moment; `written`: a sidecar counts as it was written, whoever has written over it since. */
export async function readWhatFilesSay(
  parts: Parts,
  { file, sidecars }: PhotoPlace,
  written?: KnownBytes,
): Promise<FilesSay> {
  const beside = await readAll(sidecars, written);
  const inside = parts.ratings.isKnown(file.id)
    ? (parts.ratings.inside([file.id]).get(0) ?? unrated)
    : await readInside(parts, file);
  return {
    said: mergeRatings(beside.rating, inside),
    inside,
    insideMs: (await stat(file.path)).mtimeMs,
    besideMs: Math.max(...sidecars.map(({ modifiedMs }) => modifiedMs)),
  };
}

/** Nothing is said by what cannot be read: its analysis says why. */
function readInside(parts: Parts, file: FileRow): Promise<FileRating> {
  return readPhoto(parts, file, (bytes) => insideOf(bytes, file)).catch(() => unrated);
}

function insideOf(bytes: Buffer, file: FileRow): Promise<FileRating> {
  return statedFacts(bytes, basename(file.path)).then(
    ({ rating }) => rating,
    () => unrated,
  );
}
