// The columns and embeddings of the folders in use, kept in memory until the cache says otherwise.

import { resolve } from 'node:path';
import type { PhotoColumns } from '../../shared/photo.ts';
import type { Settings } from '../../shared/settings.ts';
import type { DerivedScore } from './cache/clip.ts';
import type { NamedSports } from './cache/sports.ts';
import type { Columns } from './cache/columns.ts';
import type { Database } from './cache/database.ts';
import type { FaceEmbeddings } from './cache/face-columns.ts';
import type { FileRow, Files } from './cache/files.ts';
import { groupFiles } from './cache/photo-files.ts';
import { fileProblems, filesIn, type FolderInput } from './sync.ts';

export type OpenPhotos = {
  /** The columns of folders; the same object until anything they are made of changes. */
  columns(input: FolderInput): PhotoColumns;
  /** Embeddings in `space` of the faces of `columns(input)`, in their order. */
  embeddings(input: FolderInput, space: string): FaceEmbeddings;
  /** Columns of single files, not kept. */
  columnsOf(rows: readonly FileRow[]): PhotoColumns;
};

type Sources = {
  readonly database: Database;
  readonly files: Files;
  readonly columns: Columns;
  readonly settings: () => Settings;
  /** Whose scores and sports count now. */
  readonly told: { aesthetic(): DerivedScore | null; sports(): NamedSports | null };
};

export function openPhotos({ database, files, columns, settings, told }: Sources): OpenPhotos {
  const changes = database.prepare<[], number>('SELECT total_changes()').pluck();
  /** Moves with every change of the database: by this process (changes) and by any other (data version). */
  const revision = () =>
    `${String(changes.get())} ${String(database.pragma('data_version', { simple: true }))}`;
  const toldNow = () => ({ aesthetic: told.aesthetic(), sports: told.sports() });
  const columnsOf = (rows: readonly FileRow[]) =>
    columns.read(groupFiles(rows), fileProblems(rows), settings(), toldNow());

  let kept: { readonly key: string; readonly columns: PhotoColumns } | undefined;
  let block:
    { readonly of: PhotoColumns; readonly space: string; read: FaceEmbeddings } | undefined;

  const read = (input: FolderInput): PhotoColumns => {
    const roots = input.folders.map((folder) => resolve(folder));
    const key = JSON.stringify([roots, input.recursive, settings(), toldNow(), revision()]);
    if (kept?.key !== key) kept = { key, columns: columnsOf(filesIn(files, input)) };
    return kept.columns;
  };
  return {
    columns: read,
    columnsOf,
    embeddings(input, space) {
      const of = read(input);
      if (block?.of !== of || block.space !== space)
        block = { of, space, read: columns.embeddings(of.ids, space) };
      return block.read;
    },
  };
}
