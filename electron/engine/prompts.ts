// The prompt sets: what a good photo and a bad one are in words. Podium's own, and the user's copies of them over those.

import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { EngineError } from '../../shared/rpc.ts';
import type { Settings } from '../../shared/settings.ts';
import { reasonOf } from './file-errors.ts';

const prompts = z.array(z.string().trim().min(1)).min(1);
const promptFile = z.object({ positive: prompts, negative: prompts });

/** Its name is that of its file. */
export type PromptSet = z.output<typeof promptFile> & { readonly name: string };

const shippedFolder = fileURLToPath(new URL('../../assets/prompts/', import.meta.url));

/**
 * Podium's sets, and over them the files of `folder`: NAME.json with `positive` and `negative`, a list of texts
 * each. A set of a new name is one more set. Throws `bad-input` with the fault of a file that cannot be used.
 */
export async function readPromptSets(folder: string): Promise<ReadonlyMap<string, PromptSet>> {
  const files = [...(await jsonFiles(shippedFolder)), ...(await jsonFiles(folder))];
  const sets = await Promise.all(files.map(readPromptSet));
  return new Map(sets.map((set) => [set.name, set]));
}

/** Puts copies of Podium's own sets where the user may change them; what is there already stays as it is. */
export async function copyPromptSets(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of await jsonFiles(shippedFolder)) {
    const copy = join(folder, basename(file));
    await writeFile(copy, await readFile(file), { flag: 'wx' }).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

async function jsonFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new EngineError('bad-input', `${folder} cannot be read: ${reasonOf(error)}.`);
  });
  const files = names.filter((name) => extname(name) === '.json').sort();
  return files.map((name) => join(folder, name));
}

async function readPromptSet(file: string): Promise<PromptSet> {
  const fix = `Correct it, or delete it to return to Podium's own.`;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new EngineError('bad-input', `${file} cannot be read: ${reasonOf(error)}.`);
  });
  try {
    return { ...promptFile.parse(JSON.parse(text)), name: basename(file, '.json') };
  } catch (cause) {
    const message = `${file} is no prompt set: it needs "positive" and "negative", a list of texts each. ${fix}`;
    throw new EngineError('bad-input', message, { cause });
  }
}

/**
 * The set that the aesthetic signal is measured by, as the settings say: one for all, or that of the preset in use,
 * the general one for a preset that has none.
 */
export function chosenPromptSet(
  sets: ReadonlyMap<string, PromptSet>,
  settings: Settings,
  preset: string = settings['ranking.preset'],
): PromptSet | undefined {
  const wanted = settings['clip.prompts'] === 'preset' ? preset : settings['clip.prompts'];
  return sets.get(wanted) ?? sets.get('general');
}

/** Changes with every change of a set's texts. */
export function promptHash({
  positive,
  negative,
}: Pick<PromptSet, 'positive' | 'negative'>): string {
  return hash('sha256', JSON.stringify([positive, negative])).slice(0, 8);
}

/** Where the user's prompt sets are. */
export function promptsFolderBeside(settingsFile: string): string {
  return join(dirname(settingsFile), 'prompts');
}
