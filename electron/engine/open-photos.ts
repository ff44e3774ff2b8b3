// The columns and embeddings of the folders in use, kept in memory until the cache says otherwise.

import { resolve } from 'node:path';
import type { PhotoColumns } from '../../shared/photo.ts';
import type { Settings } from '../../shared/settings.ts';
import { fileColumns, photoColumns, stageColumns } from './cache/columns.ts';
import type { Database } from './cache/database.ts';
import type { FileRow } from './cache/file-row.ts';
import type { Files } from './cache/files.ts';
import type { Moments } from './cache/moments.ts';
import { fileProblems, filesIn, type FolderInput } from './files/sync.ts';
import { keptLatest, type KeptLatest } from './kept-latest.ts';
import type { FileColumns, Rows, StageColumns, StageRows } from './stage.ts';
import { faceEmbeddings, type FaceEmbeddings } from './stages/faces/face-vectors.ts';

/** Columns that depend on who asks: by the preset in use, say. */
export type Score = {
  /** Of all that its values depend on beside the cache and the settings. */
  readonly key: string;
  load(ids: ArrayLike<number>, settings: Settings): StageColumns;
};

/** What a caller wants to see beside what is known of the photos in any case. */
export type Asked = {
  readonly scores: readonly Score[];
  /** Names of stages that are left out: they do not run any more, so that what they knew of some photos misleads. */
  readonly without: readonly string[];
};

export type OpenPhotos = {
  /**
   * The columns of folders: the photos in the same order whatever is asked, and the same object until anything it is
   * made of changes, or too much else has been asked for.
   */
  columns(input: FolderInput, asked?: Asked): PhotoColumns;
  /** Embeddings in `space` of the faces of `columns(input)`, in their order. */
  embeddings(input: FolderInput, space: string): FaceEmbeddings;
  /** Columns of single files, not kept. */
  columnsOf(rows: readonly FileRow[]): PhotoColumns;
  /** Embeddings in `space` of the faces of `columnsOf`, not kept. */
  embeddingsOf(ids: Float64Array, space: string): FaceEmbeddings;
};

type Sources = {
  readonly database: Database;
  readonly rows: Rows;
  readonly files: Files;
  readonly stages: readonly StageRows[];
  readonly settings: () => Settings;
  readonly moments: Moments;
};

/** One set of folders: at 50,000 photos some 12 MB, with the embeddings of their faces 40. */
type OpenFolders = {
  readonly files: FileColumns;
  readonly ofStages: ReadonlyMap<string, StageColumns>;
  readonly scores: KeptLatest<StageColumns>;
  readonly columns: KeptLatest<PhotoColumns>;
  readonly embeddings: KeptLatest<FaceEmbeddings>;
};

/** Sets of folders kept at once: those of a few windows and programs. */
const mostFolders = 4;
/** Of one set: as many presets as take turns. */
const mostAsked = 8;
/** Of one set: there are two only while another model is being chosen. */
const mostSpaces = 1;

const nothingMore: Asked = { scores: [], without: [] };

export function openPhotos(sources: Sources): OpenPhotos {
  const { database, rows, files, stages, settings, moments } = sources;
  const changes = database.prepare<[], number>('SELECT total_changes()').pluck();
  /** Moves with every change of the database: by this process (changes) and by any other (data version). */
  const revision = () =>
    `${String(changes.get())} ${String(database.pragma('data_version', { simple: true }))}`;
  const read = (found: readonly FileRow[], now: Settings): OpenFolders => {
    const known = fileColumns(rows, files.photosOf(found), fileProblems(found));
    return {
      files: known,
      ofStages: new Map(stages.map((stage) => [stage.name, stageColumns(rows, stage, known, now)])),
      scores: keptLatest(mostAsked),
      columns: keptLatest(mostAsked),
      embeddings: keptLatest(mostSpaces),
    };
  };
  let kept = { revision: '', folders: keptLatest<OpenFolders>(mostFolders) };
  const open = (input: FolderInput, now: Settings): OpenFolders => {
    const current = revision();
    if (kept.revision !== current) kept = { revision: current, folders: keptLatest(mostFolders) };
    const roots = input.folders.map((folder) => resolve(folder));
    const key = JSON.stringify([roots, input.recursive, now]);
    return kept.folders.get(key, () => read(filesIn(files, input), now));
  };
  return {
    columns(input, { scores, without } = nothingMore) {
      const now = settings();
      const folders = open(input, now);
      const key = JSON.stringify([scores.map((score) => score.key), without, moments.revision()]);
      return folders.columns.get(key, () => {
        const shown = [...folders.ofStages].filter(([name]) => !without.includes(name));
        const scored = scores.map((score) =>
          folders.scores.get(score.key, () => score.load(folders.files.ids, now)),
        );
        const parts = [...shown.map(([, columns]) => columns), ...scored];
        return asUserSaid(photoColumns(folders.files, parts), sources);
      });
    },
    embeddings(input, space) {
      const folders = open(input, settings());
      return folders.embeddings.get(space, () => faceEmbeddings(rows, folders.files.ids, space));
    },
    columnsOf(found) {
      const { files: known, ofStages } = read(found, settings());
      return asUserSaid(photoColumns(known, [...ofStages.values()]), sources);
    },
    embeddingsOf: (ids, space) => faceEmbeddings(rows, ids, space),
  };
}

/** With the bursts that were made by hand, and by clocks that were put right. */
function asUserSaid(
  columns: PhotoColumns,
  { files, moments: { bursts, clocks } }: Pick<Sources, 'files' | 'moments'>,
): PhotoColumns {
  const videos = new Map(
    columns.paths.flatMap((path, photo) => {
      const video = files.videoOf(path);
      return video === undefined ? [] : [[photo, video] as const];
    }),
  );
  const said = { ...columns, videos, handBursts: bursts.read(columns.pictures) };
  // The clock of a video is that of its folder, wherever its stills lie.
  const paths = columns.paths.map((path, photo) => videos.get(photo) ?? path);
  const shifts = clocks.shifts({ paths, bodies: columns.bodies });
  if (!shifts) return said;
  const takenMs = columns.takenMs.map((time, photo) => time + (shifts[photo] ?? 0));
  const shiftMs = shifts.map((shift) => (shift === 0 ? NaN : shift));
  return { ...said, takenMs, shots: { ...columns.shots, shiftMs } };
}
