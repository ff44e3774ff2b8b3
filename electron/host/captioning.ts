// Captions written by template to many photos, asked of the engine: what the command line and the HTTP API have in common.

import { dirname } from 'node:path';
import { captionedPhotos } from '../../shared/captions/captioned.ts';
import {
  delimiterIn,
  expandCodes,
  joinCodes,
  parseCodes,
  type Codes,
} from '../../shared/captions/codes.ts';
import type { Roster } from '../../shared/captions/roster.ts';
import {
  effective,
  planCaption,
  templateProblem,
  type TemplateFields,
  type Variable,
} from '../../shared/captions/template.ts';
import type { Caption, CaptionEdit } from '../../shared/captions/caption.ts';
import { EngineError, type Call } from '../../shared/calls/rpc.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import type { FolderInput } from './rank-folders.ts';

export type AskedCaptions = {
  /** Indices in the columns. */
  readonly photos: readonly number[];
  readonly fields: TemplateFields;
  /** Instead of the one that is kept with the folder. */
  readonly roster?: Roster | undefined;
  /** Before those that are kept. */
  readonly codes?: readonly Codes[];
};

export type PlannedCaption = {
  readonly path: string;
  readonly id: number;
  /** What is to be written; nothing where no field is asked for. */
  readonly edit: CaptionEdit;
  /** Variables of which nothing is known on this photo. */
  readonly empty: readonly Variable[];
  /** What the photo says now. */
  readonly before: Caption;
};

/** What a template, or fields of one's own, become on each photo; nothing is written. Throws `bad-input` for an unknown variable. */
export async function planCaptions(
  call: Call<PodiumContract>,
  input: FolderInput,
  columns: PhotoColumns,
  { photos, fields, roster, codes = [] }: AskedCaptions,
  signal: AbortSignal,
): Promise<PlannedCaption[]> {
  const settings = await call('settings.read', {}, { signal });
  const typed = await withoutCodes(call, fields, codes, settings['captions.delimiter'], signal);
  for (const text of Object.values(typed)) refuseUnknown(text);
  const groups = await call('person.groups', input, { signal });
  if (groups.group.length !== columns.faces.count)
    throw new EngineError('stopped', 'The folder was changed by another program. Run it again.');
  const captioned = captionedPhotos({ columns, groups, settings });
  const ids = photos.map((photo) => columns.ids[photo] ?? NaN);
  const { captions } = await call('caption.read', { ids }, { signal });
  const rosters = rosterByFolder(call, roster);
  const planned: PlannedCaption[] = [];
  for (const [place, photo] of photos.entries()) {
    const path = columns.paths[photo] ?? '';
    const { said = {}, written = {} } = captions[place] ?? {};
    const known = captioned(photo, { said, written });
    const plan = planCaption(typed, known, await rosters(dirname(path)));
    planned.push({ path, id: ids[place] ?? NaN, ...plan, before: effective(known) });
  }
  return planned;
}

function refuseUnknown(text: string): void {
  const problem = templateProblem(text);
  if (problem !== null) throw new EngineError('bad-input', problem);
}

async function withoutCodes(
  call: Call<PodiumContract>,
  fields: TemplateFields,
  given: readonly Codes[],
  delimiter: string,
  signal: AbortSignal,
): Promise<TemplateFields> {
  const { files } = await call('code.list', {}, { signal });
  const codes = joinCodes([...files.map(({ text }) => parseCodes(text).codes), ...given]);
  const expanded = Object.entries(fields).map(([field, text]) => {
    return [field, expandCodes(text, codes, delimiterIn(delimiter))];
  });
  return Object.fromEntries(expanded) as TemplateFields;
}

/** Each folder is asked for once. */
function rosterByFolder(call: Call<PodiumContract>, given: Roster | undefined) {
  const known = new Map<string, Promise<Roster>>();
  return (folder: string): Promise<Roster> => {
    if (given) return Promise.resolve(given);
    const asked = known.get(folder) ?? call('roster.read', { folders: [folder], recursive: true });
    known.set(folder, asked);
    return asked;
  };
}

export type FoundPhotos = {
  readonly input: FolderInput;
  readonly columns: PhotoColumns;
  /** Their indices in the columns, in the order of the paths. */
  readonly photos: readonly number[];
};

/** Single photos by absolute paths, each looked at now. Throws `not-found` for what is no photo. */
export async function findPhotos(
  call: Call<PodiumContract>,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<FoundPhotos> {
  for (const path of paths) await call('photo.about', { photo: { path } }, { signal });
  const folders = [...new Set(paths.map((path) => dirname(path)))];
  const input = { folders, recursive: false };
  await call('folder.sync', input, { signal });
  const columns = await call('folder.columns', input, { signal });
  return { input, columns, photos: paths.map((path) => indexOf(columns, path)) };
}

function indexOf({ paths, otherPaths, copies }: PhotoColumns, path: string): number {
  const isOf = (one: string, photo: number) =>
    one === path || [otherPaths, copies].some((more) => more.get(photo)?.includes(path) === true);
  const photo = paths.findIndex(isOf);
  if (photo >= 0) return photo;
  throw new EngineError('not-found', `${path} is no photo that Podium reads.`);
}

/** Writes what was planned: in Podium, all or nothing; no file is touched. */
export async function writeCaptions(
  call: Call<PodiumContract>,
  planned: readonly PlannedCaption[],
): Promise<void> {
  const changes = planned
    .filter(({ edit }) => Object.keys(edit).length > 0)
    .map(({ id, edit }) => ({ id, edit }));
  if (changes.length > 0) await call('caption.write', { changes });
}
