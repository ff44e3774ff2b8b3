// `podium caption`: captions of photos, shown, or written by template with a roster and codes.

import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import {
  captionFieldNames,
  fieldText,
  isCaptionField,
  type Caption,
} from '../../../../shared/captions/caption.ts';
import { parseCodes, type Codes } from '../../../../shared/captions/codes.ts';
import { noMatch, type Roster } from '../../../../shared/captions/roster.ts';
import type { TemplateFields } from '../../../../shared/captions/template.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import type { PodiumContract } from '../../../../shared/contract.ts';
import type { Problem } from '../../../../shared/photo.ts';
import { textOfBytes } from '../../../disk/csv-rows.ts';
import { reasonOf } from '../../../disk/file-errors.ts';
import {
  findPhotos,
  planCaptions,
  writeCaptions,
  type FoundPhotos,
  type PlannedCaption,
} from '../../../host/captioning.ts';
import { analyseFolder, syncFolder } from '../folder.ts';
import { print, printable, printJson, say } from '../../terminal/terminal.ts';

export type CaptionOptions = {
  readonly template?: string;
  readonly roster?: string;
  readonly codes?: readonly string[];
  readonly set?: readonly string[];
  readonly save?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly recursive: boolean;
};

/** Exit code 0, or 3 when some photos could not be read. */
export async function caption(
  call: Call<PodiumContract>,
  targets: readonly string[],
  options: CaptionOptions,
  signal: AbortSignal,
): Promise<number> {
  const fields = await fieldsAsked(call, options);
  const roster = options.roster === undefined ? undefined : await rosterIn(call, options.roster);
  const codes = (options.codes ?? []).map(codesIn);
  const { input, columns, photos, problems } = await findTargets(call, targets, options, signal);
  const asked = { photos, fields, roster, codes };
  const planned = await planCaptions(call, input, columns, asked, signal);
  if (options.save !== undefined) await call('template.save', { name: options.save, fields });
  const isWritten = options.dryRun !== true && Object.keys(fields).length > 0;
  if (isWritten) await writeCaptions(call, planned);
  tell(planned, options, isWritten);
  return problems.length > 0 ? 3 : 0;
}

type Found = FoundPhotos & { readonly problems: readonly Problem[] };

/** Photos named one by one are looked at alone; folders are analysed as ever. */
async function findTargets(
  call: Call<PodiumContract>,
  targets: readonly string[],
  { recursive }: CaptionOptions,
  signal: AbortSignal,
): Promise<Found> {
  const paths = targets.map((target) => resolve(target));
  const folders = paths.filter(isFolder);
  if (folders.length === 0) return { ...(await findPhotos(call, paths, signal)), problems: [] };
  if (folders.length < paths.length)
    throw new EngineError('bad-input', 'Name either folders or photos, not both.');
  const found = await syncFolder(call, folders, recursive, signal);
  const opened = await analyseFolder(call, found, signal);
  return { ...opened, photos: [...opened.columns.paths.keys()] };
}

function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found) return found.isDirectory();
  throw new EngineError('not-found', `There is nothing at ${path}.`);
}

/** Says what is wrong in a file of codes by its line, and takes the rest. */
function codesIn(file: string): Codes {
  const { codes, problems } = parseCodes(textAt(file));
  for (const { line, message } of problems) say(`${basename(file)}, line ${line}: ${message}`);
  return codes;
}

function textAt(file: string): string {
  try {
    return textOfBytes(readFileSync(file));
  } catch (cause) {
    throw new EngineError('bad-input', `${file} could not be read: ${reasonOf(cause)}.`, { cause });
  }
}

/** A saved template by its name, or a text with variables as the description; `--set` adds fields, or takes their place. */
async function fieldsAsked(
  call: Call<PodiumContract>,
  { template, set = [] }: CaptionOptions,
): Promise<TemplateFields> {
  const fields = template === undefined ? {} : await templateFields(call, template);
  return { ...fields, ...Object.fromEntries(set.map(fieldAsked)) };
}

async function templateFields(
  call: Call<PodiumContract>,
  template: string,
): Promise<TemplateFields> {
  const { templates } = await call('template.list', {});
  const saved = templates.find(({ name }) => name === template);
  if (saved) return saved.fields;
  if (template.includes('{')) return { description: template };
  const names = templates.map(({ name }) => `"${name}"`).join(', ');
  const there = names === '' ? 'None is saved yet.' : `There are ${names}.`;
  throw new EngineError('not-found', `There is no template named "${template}". ${there}`);
}

function fieldAsked(text: string): [string, string] {
  const [all, field = '', value = ''] = /^\s*([a-z]+)\s*=([^]*)$/i.exec(text) ?? [];
  if (all !== undefined && isCaptionField(field.toLowerCase())) return [field.toLowerCase(), value];
  throw new EngineError(
    'bad-input',
    `"${text}" sets no field. Write it as headline=text; the fields are ${captionFieldNames.join(', ')}.`,
  );
}

async function rosterIn(call: Call<PodiumContract>, file: string): Promise<Roster> {
  const { players, problems } = await call('roster.look', { list: { path: resolve(file) } });
  for (const { line, message } of problems) say(`${basename(file)}, line ${line}: ${message}`);
  return { players, match: noMatch };
}

function tell(planned: readonly PlannedCaption[], options: CaptionOptions, isWritten: boolean) {
  if (options.json === true) {
    printJson(planned.map(({ path, edit, empty, before }) => ({ path, before, edit, empty })));
  } else for (const one of planned) print(linesOf(one).join('\n'));
  const empty = new Map<string, number>();
  for (const name of planned.flatMap((one) => one.empty))
    empty.set(name, (empty.get(name) ?? 0) + 1);
  for (const [name, photos] of empty)
    say(`Nothing is known for {${name}} on ${photos} of ${planned.length} photos.`);
  if (isWritten)
    say(
      `Wrote captions of ${planned.length} photos. They are in Podium, and go into albums and their sidecars.`,
    );
}

function linesOf({ path, edit, before }: PlannedCaption): string[] {
  const shown: Caption = Object.keys(edit).length > 0 ? (edit as Caption) : before;
  const said = captionFieldNames
    .filter((field) => shown[field] !== undefined)
    .map((field) => `  ${field}: ${printable(fieldText(shown, field))}`);
  return [printable(path), ...said];
}
