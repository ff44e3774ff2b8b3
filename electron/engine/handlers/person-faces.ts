// The faces of one photo, from a file or as dropped on a page, so that the user can say whom they mean.

import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { hash } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import type { PhotoFaces, PhotoSource } from '../../../shared/contract.ts';
import { boxOf } from '../../../shared/people/faces.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { PhotoColumns } from '../../../shared/photo.ts';
import { at } from '../../../shared/arithmetic/vectors.ts';
import type { FileRow } from '../cache/file-row.ts';
import type { EngineParts } from '../context.ts';
import { photoFile } from '../photo-source.ts';
import { facesToChoose } from '../people/person.ts';
import { notByName } from '../files/left-out.ts';
import { scannedFile, type ScannedFile } from '../files/scan.ts';
import { syncReference } from '../files/sync.ts';

export type FacesParts = Pick<
  EngineParts,
  'files' | 'analyses' | 'analysis' | 'photos' | 'imagesFolder' | 'settings'
>;

/** Rejects with `bad-input` and a sentence where the photo cannot be read or shows no face that counts. */
export function facesOfPhoto(
  parts: FacesParts,
  source: PhotoSource,
  signal: AbortSignal,
): Promise<PhotoFaces> {
  return withRow(parts, source, 'reference photo', (row) => facesIn(parts, row, signal));
}

/** What is done with the row of a photo, wherever it comes from. `what` it is called where there is none. */
export async function withRow<T>(
  parts: FacesParts,
  source: PhotoSource,
  what: string,
  use: (row: FileRow) => Promise<T>,
): Promise<T> {
  if ('id' in source) return use(photoFile(parts, source.id));
  if ('path' in source) return use(await rowAnywhere(parts, source.path, what));
  const sha256 = hash('sha256', source.bytes);
  const folder = join(dirname(parts.imagesFolder), 'dropped', sha256);
  const path = join(folder, basename(source.name));
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, source.bytes);
    return await use(await rowAnywhere(parts, path, what));
  } finally {
    // What was found is kept, the photo itself is the user's: no copy of it stays.
    await rm(folder, { recursive: true, force: true });
  }
}

/** The row of a photo anywhere on the disk. Rejects with `not-found` where there is none. */
export async function referenceRow(parts: FacesParts, path: string): Promise<FileRow> {
  return rowAnywhere(parts, path, 'reference photo');
}

async function rowAnywhere(parts: FacesParts, path: string, what: string): Promise<FileRow> {
  return syncReference(parts.files, await fileAnywhere(path, what));
}

/** A file as a scan would have found it. */
async function fileAnywhere(path: string, what: string): Promise<ScannedFile> {
  const absolute = resolve(path);
  const found = await stat(absolute, { bigint: true }).catch(() => undefined);
  if (!found?.isFile()) throw new EngineError('not-found', `There is no ${what} at ${absolute}.`);
  const reason = notByName(basename(absolute));
  if (reason !== null) throw new EngineError('bad-input', reason);
  return scannedFile(absolute, found);
}

/** Analyses one photo, which need not lie in an open folder. */
export async function analyseAlone(
  parts: FacesParts,
  row: FileRow,
  signal: AbortSignal,
): Promise<void> {
  await parts.analysis.run([dirname(row.path)], () => [row], {
    signal,
    onProgress: () => undefined,
  });
}

/** The columns of one photo as it is known now. */
export function columnsAlone(parts: FacesParts, row: FileRow): PhotoColumns {
  return parts.photos.columnsOf([parts.files.find(row.path) ?? row]);
}

async function facesIn(parts: FacesParts, row: FileRow, signal: AbortSignal): Promise<PhotoFaces> {
  await analyseAlone(parts, row, signal); // not in turn: one photo need not wait for the run through a whole folder
  const columns = columnsAlone(parts, row);
  const { faces, meant } = facesToChoose(basename(row.path), columns, parts.settings());
  return {
    id: at(columns.ids, 0),
    contentHex: Buffer.from(columns.contents.subarray(0, 32)).toString('hex'),
    faces: faces.map((face) => ({
      ordinal: at(columns.faces.ordinal, face),
      box: boxOf(columns.faces, face),
    })),
    meant: meant === undefined ? null : faces.indexOf(meant),
  };
}
