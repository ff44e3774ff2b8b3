// The prompt sets: what a good photo and a bad one are in words. Podium's own, and the user's files over those.

import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { EngineError } from '../../../shared/calls/rpc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { errorCode, reasonOf } from '../../disk/file-errors.ts';

const prompts = z.array(z.string().trim().min(1)).min(1);
const promptFile = z.object({ positive: prompts, negative: prompts });

/** Its name is that of its file. */
export type PromptSet = z.output<typeof promptFile> & { readonly name: string };

const shippedFolder = fileURLToPath(new URL('../../../assets/prompts/', import.meta.url));

export type PromptSets = {
  readonly sets: ReadonlyMap<string, PromptSet>;
  /** What is wrong with a file that cannot be used, by the name of the set it would be: that one is in no way there. */
  readonly faults: ReadonlyMap<string, EngineError>;
};

/**
 * Podium's sets, and over them the files of `folder`: NAME.json with `positive` and `negative`, a list of texts
 * each. A set of a new name is one more set. Throws `bad-input` when the folder itself cannot be read.
 */
export async function readPromptSets(folder: string): Promise<PromptSets> {
  const sets = new Map<string, PromptSet>();
  const faults = new Map<string, EngineError>();
  for (const file of [...(await jsonFiles(shippedFolder)), ...(await jsonFiles(folder))]) {
    const name = basename(file, '.json');
    try {
      sets.set(name, await readPromptSet(file));
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      sets.delete(name);
      faults.set(name, error);
    }
  }
  return { sets, faults };
}

async function jsonFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
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
 * the general one for a preset that has none. Throws `bad-input` where its file has a fault.
 */
export function chosenPromptSet(
  { sets, faults }: PromptSets,
  settings: Settings,
  preset: string = settings['ranking.preset'],
): PromptSet | undefined {
  const own = preset === 'published' ? 'sports' : preset; // the weights were published with that set
  const wanted = settings['clip.prompts'] === 'preset' ? own : settings['clip.prompts'];
  const name = sets.has(wanted) || faults.has(wanted) ? wanted : 'general';
  const fault = faults.get(name);
  if (fault) throw fault;
  return sets.get(name);
}

/** Changes with every change of a set's texts. */
export function promptHash({
  positive,
  negative,
}: Pick<PromptSet, 'positive' | 'negative'>): string {
  return hash('sha256', JSON.stringify([positive, negative])).slice(0, 8);
}

/** Where the user may put prompt sets; the folder need not be there. */
export function promptsFolderBeside(settingsFile: string): string {
  return join(dirname(settingsFile), 'prompts');
}
