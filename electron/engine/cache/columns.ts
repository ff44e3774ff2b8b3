// Photos of whole folders as columns: the shape in which they cross to the renderer and the command line.

import { lookBytes } from '../../../shared/bursts/looks.ts';
import type { FaceColumns, PhotoColumns, Problem } from '../../../shared/photo.ts';
import type { Settings } from '../../../shared/settings.ts';
import { signalNames, unmeasured, type SignalColumn } from '../../../shared/signals.ts';
import { noNumbers } from '../../../shared/numbers.ts';
import { noNames, unknownShots } from '../../../shared/shot.ts';
import { unknownSports } from '../../../shared/sport/sport.ts';
import type { FileColumns, OwnColumns, Rows, StageColumns, StageRows } from '../stage.ts';
import type { FileRow } from './file-row.ts';
import type { PhotoFiles } from './photo-files.ts';

/** Columns of `all` but of those that failed: they are listed as problems after `problems`. */
export function fileColumns(
  rows: Rows,
  all: readonly PhotoFiles[],
  problems: readonly Problem[],
): FileColumns {
  const photos = all.filter(({ file }) => file.failure === null);
  const ids = Float64Array.from(photos, ({ file }) => file.id);
  return {
    count: photos.length,
    ids,
    ...namesOf(rows, ids),
    paths: photos.map(({ file }) => file.path),
    sizeBytes: Float64Array.from(photos, ({ file }) => file.sizeBytes),
    otherPaths: sparsePaths(photos, ({ others }) => others),
    copies: sparsePaths(photos, ({ copies }) => copies),
    problems: [...problems, ...all.flatMap(failures)],
  };
}

/** The columns of one stage; none where it has none. */
export function stageColumns(
  rows: Rows,
  stage: StageRows,
  { ids }: FileColumns,
  settings: Settings,
): StageColumns {
  const looked = () => {
    const photos = new Uint8Array(ids.length);
    const values = { stage: stage.name };
    const found = rows.stream<readonly [number]>(
      ids,
      'version',
      'analyses',
      'stage = @stage',
      values,
    );
    for (const [place] of found) photos[place] = 1;
    return photos;
  };
  return stage.load?.(rows, { ids, settings, looked }) ?? {};
}

/** Puts together what is known of the files and what the stages made of them. */
export function photoColumns(files: FileColumns, parts: readonly StageColumns[]): PhotoColumns {
  let own: OwnColumns = unknownColumns(files.count);
  let made: Readonly<Record<string, SignalColumn | undefined>> = {};
  for (const { signals, ...columns } of parts) {
    own = { ...own, ...columns };
    made = { ...made, ...signals };
  }
  const names = [...new Set([...signalNames, ...Object.keys(made)])];
  const column = (name: string) => made[name] ?? unmeasured(files.count);
  const missing = Object.entries(made).flatMap(([name, column]) =>
    column?.missing.some(Boolean) ? [[name, column.missing]] : [],
  );
  return {
    ...files,
    ...own,
    signals: Object.fromEntries(
      names.map((name) => [name, column(name).values]),
    ) as PhotoColumns['signals'],
    missing: Object.fromEntries(missing) as PhotoColumns['missing'],
  };
}

/** What names the photos' files and their pictures. */
function namesOf(rows: Rows, ids: Float64Array): Pick<FileColumns, 'contents' | 'pictures'> {
  const contents = new Uint8Array(32 * ids.length);
  const pictures = new Uint8Array(32 * ids.length);
  // One query for all photos: one a photo costs six times as much at 50,000 photos.
  const found = rows.read<readonly [place: number, sha256: Buffer, picture: Buffer | null]>(
    `SELECT wanted.key, sha256, picture FROM json_each(@ids) AS wanted
       CROSS JOIN files ON files.id = wanted.value
       CROSS JOIN contents ON contents.id = files.content`,
    { ids: JSON.stringify(Array.from(ids)) },
  );
  for (const [place, sha256, picture] of found) {
    contents.set(sha256, 32 * place);
    // A file that only an earlier version has read: what was said of it then stands under the file's hash.
    pictures.set(picture ?? sha256, 32 * place);
  }
  return { contents, pictures };
}

function failures({ file, others }: PhotoFiles): Problem[] {
  return [file, ...others].flatMap(({ path, failure }) =>
    failure === null ? [] : [{ path, message: failure }],
  );
}

function sparsePaths(
  photos: readonly PhotoFiles[],
  filesOf: (photo: PhotoFiles) => readonly FileRow[],
): Map<number, string[]> {
  const entries = photos.flatMap((photo, index): [number, string[]][] => {
    const paths = filesOf(photo).map(({ path }) => path);
    return paths.length === 0 ? [] : [[index, paths]];
  });
  return new Map(entries);
}

function unknownColumns(count: number): OwnColumns {
  return {
    takenMs: new Float64Array(count).fill(NaN),
    cameras: noNames(count),
    bodies: noNames(count),
    shots: unknownShots(count),
    widthPx: new Uint32Array(count),
    heightPx: new Uint32Array(count),
    perceptualHash: new BigUint64Array(count),
    hashKnown: new Uint8Array(count),
    looks: new Int8Array(count * lookBytes),
    sports: unknownSports(count),
    faces: noFaces(),
    play: { ball: new Uint8Array(count), gear: new Uint8Array(count) },
    focus: { face: new Float64Array(count).fill(NaN), body: new Float64Array(count).fill(NaN) },
    numbers: noNumbers(),
    handBursts: new Map(),
    videos: new Map(),
  };
}

function noFaces(): FaceColumns {
  return {
    count: 0,
    photo: new Uint32Array(),
    ordinal: new Uint16Array(),
    box: new Float32Array(),
    heightPx: new Float32Array(),
    confidence: new Float32Array(),
    sharpness: new Float64Array(),
    smile: new Float32Array(),
    eyesOpen: new Float32Array(),
    yawDeg: new Float32Array(),
    pitchDeg: new Float32Array(),
    rollDeg: new Float32Array(),
    facing: new Float32Array(),
    visibility: new Float32Array(),
    meant: new Float32Array(),
  };
}
