// `podium taste`: what was learned from choices between two photos; choices in and out, tastes in and out.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { PodiumContract, TastePair } from '../../../../shared/contract.ts';
import { EngineError, type Call } from '../../../../shared/calls/rpc.ts';
import type { PhotoColumns } from '../../../../shared/photo.ts';
import type { TasteState } from '../../../../shared/taste/taste-state.ts';
import { tasteLikeness } from '../../../../shared/taste/taste-vector.ts';
import { reasonOf } from '../../../engine/engine.ts';
import { checkFileTarget, writeText } from '../../terminal/targets.ts';
import { print, printJson, say } from '../../terminal/terminal.ts';
import { analyseFolder, syncFolder } from '../folder.ts';
import { addChoices, writeChoices } from './choices.ts';
import { againstGold, goldLines, type GoldTold } from './gold.ts';
import { stateLines } from './taste-lines.ts';

export type TasteOptions = {
  readonly add?: string;
  readonly choices?: string;
  readonly next?: boolean;
  readonly export?: string;
  readonly import?: string;
  readonly name?: string;
  readonly compare?: string;
  readonly delete?: boolean;
  readonly gold?: string;
  readonly rater?: string;
  readonly sport?: string;
  readonly recursive: boolean;
  readonly json?: boolean;
};

type Ask = Call<PodiumContract>;

/** Exit code 0, or 3 where lines of choices or photos could not be read. */
export async function taste(
  call: Ask,
  folders: readonly string[],
  options: TasteOptions,
  signal: AbortSignal,
): Promise<number> {
  checkOptions(folders, options);
  if (options.import !== undefined) await importTaste(call, options.import, options);
  if (options.delete === true) await deleteTaste(call, options);
  const opened = folders.length > 0 ? await openFolders(call, folders, options, signal) : null;
  let failed = opened?.failed === true;
  if (options.add !== undefined)
    failed = (await addChoices(call, options.add, options, opened?.columns ?? null)) || failed;
  if (options.choices !== undefined)
    await writeChoices(call, options.choices, opened?.columns ?? null);
  const { rater = '', sport = '', recursive } = options;
  const asked = { folders: opened?.folders ?? [], recursive, rater, sport };
  const next = options.next === true ? await call('taste.next', asked, { signal }) : null;
  const state = next?.state ?? (await call('taste.state', asked, { signal }));
  if (options.export !== undefined) exportTaste(options.export, state);
  const likeness =
    options.compare === undefined ? null : await likenessTo(call, state, options.compare, sport);
  const gold = options.gold === undefined ? null : await againstGold(call, options.gold);
  show(state, { next, likeness, gold, columns: opened?.columns ?? null }, options);
  return failed ? 3 : 0;
}

function checkOptions(folders: readonly string[], options: TasteOptions): void {
  if (options.import !== undefined && options.name === undefined)
    throw refused('Give the taste a name: --import FILE --name NAME.');
  if (options.next === true && folders.length === 0)
    throw refused('Say from which folder: podium taste FOLDER --next.');
  for (const file of [options.choices, options.export])
    if (file !== undefined) checkFileTarget(file);
}

async function openFolders(
  call: Ask,
  folders: readonly string[],
  { recursive }: TasteOptions,
  signal: AbortSignal,
) {
  const found = await syncFolder(call, folders, recursive, signal);
  const { columns, input, problems } = await analyseFolder(call, found, signal);
  return { columns, folders: input.folders, failed: problems.length > 0 };
}

async function importTaste(call: Ask, file: string, { name = '', sport = '' }: TasteOptions) {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new EngineError(
      'bad-input',
      `${file} is no taste that Podium wrote: ${reasonOf(cause)}.`,
      { cause },
    );
  }
  try {
    await call('taste.save', { name, sport, vector: given as TasteState['vector'] & object });
  } catch (cause) {
    if (!(cause instanceof EngineError) || cause.code !== 'bad-input') throw cause;
    throw new EngineError('bad-input', `${file} is no taste that Podium wrote.`, { cause });
  }
  say(`Kept as "${name}". "podium settings set taste.from ${JSON.stringify(name)}" ranks by it.`);
}

async function deleteTaste(call: Ask, { name, rater = '', sport = '' }: TasteOptions) {
  if (name !== undefined) {
    await call('taste.remove', { name, sport });
    say(`The taste "${name}" is deleted.`);
    return;
  }
  const { forgotten } = await call('taste.forget', { rater });
  say(
    `${forgotten === 1 ? '1 choice is' : `${forgotten} choices are`} deleted, and what was learned from them.`,
  );
}

function exportTaste(file: string, { vector, sentence }: TasteState): void {
  if (!vector) throw refused(`There is nothing to export. ${sentence}`);
  writeText(file, `${JSON.stringify(vector, null, 2)}\n`);
  say(`Wrote ${file}`);
}

async function likenessTo(
  call: Ask,
  { vector, sentence }: TasteState,
  name: string,
  sport: string,
) {
  const { tastes } = await call('taste.list', {});
  const other = tastes.find((one) => one.name === name && one.sport === sport);
  if (!other) throw new EngineError('not-found', `There is no taste named "${name}".`);
  if (!vector) throw refused(`There is nothing to compare. ${sentence}`);
  return { name, likeness: tasteLikeness(vector, other.vector), sentence: other.sentence };
}

type Shown = {
  readonly next: TastePair | null;
  readonly likeness: Awaited<ReturnType<typeof likenessTo>> | null;
  readonly gold: GoldTold | null;
  readonly columns: PhotoColumns | null;
};

function show(
  state: TasteState,
  { next, likeness, gold, columns }: Shown,
  { json }: TasteOptions,
): void {
  const pathOf = (id: number) => columns?.paths[columns.ids.indexOf(id)] ?? '';
  const pair = next?.pair && {
    left: pathOf(next.pair.left),
    right: pathOf(next.pair.right),
    shown: next.pair.shown,
  };
  if (json === true) {
    printJson({
      ...state,
      ...(next && { next: pair, why: next.why }),
      ...(likeness && { compared: likeness }),
      ...(gold && { gold }),
    });
    return;
  }
  for (const line of stateLines(state)) print(line);
  if (gold) for (const line of goldLines(gold, columns)) print(line);
  if (next)
    print(
      pair
        ? `Which one would you share? ${basename(pair.left)} or ${basename(pair.right)}`
        : (next.why ?? ''),
    );
  if (likeness)
    print(
      `"${likeness.name}": ${likeness.sentence} Likeness to your taste ${likeness.likeness.toFixed(3)} (1 the same, -1 the opposite).`,
    );
}

function refused(message: string): EngineError {
  return new EngineError('bad-input', message);
}
