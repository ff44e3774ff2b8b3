// The columns and embeddings of the folders in use, kept in memory until the cache says otherwise.

import { resolve } from 'node:path';
import type { PhotoColumns } from '../../shared/photo.ts';
import type { Settings } from '../../shared/settings.ts';
import type { DerivedScore } from './cache/clip.ts';
import type { NamedSports } from './cache/sports.ts';
import type { Columns, Told } from './cache/columns.ts';
import type { Database } from './cache/database.ts';
import type { FaceEmbeddings } from './cache/face-columns.ts';
import type { FileRow, Files } from './cache/files.ts';
import { groupFiles } from './cache/photo-files.ts';
import { fileProblems, filesIn, type FolderInput } from './files/sync.ts';

export type OpenPhotos = {
  /**
   * The columns of folders; the same object until anything they are made of changes.
   * @param aesthetic the score to show, that of the last call of `folder.columns` when left out
   */
  columns(input: FolderInput, aesthetic?: DerivedScore | null): PhotoColumns;
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
  const toldNow = (aesthetic = told.aesthetic()): Told => ({ aesthetic, sports: told.sports() });
  const columnsOf = (rows: readonly FileRow[], by = toldNow()) =>
    columns.read(groupFiles(rows), fileProblems(rows), settings(), by);

  let kept: { readonly key: string; readonly columns: PhotoColumns } | undefined;
  let block:
    { readonly of: PhotoColumns; readonly space: string; read: FaceEmbeddings } | undefined;

  const read: OpenPhotos['columns'] = (input, aesthetic) => {
    const by = toldNow(aesthetic);
    const roots = input.folders.map((folder) => resolve(folder));
    const key = JSON.stringify([roots, input.recursive, settings(), by, revision()]);
    if (kept?.key !== key) kept = { key, columns: columnsOf(filesIn(files, input), by) };
    return kept.columns;
  };
  return {
    columns: read,
    columnsOf: (rows) => columnsOf(rows),
    embeddings(input, space) {
      const of = read(input);
      if (block?.of !== of || block.space !== space)
        block = { of, space, read: columns.embeddings(of.ids, space) };
      return block.read;
    },
  };
}
