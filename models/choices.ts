// choices.json in the model folder: the model the user wants for a role where it is not the best one installed.

import { join } from 'node:path';
import { z } from 'zod';
import type { ModelRole } from '../shared/models.ts';
import { readJson, unusable, writeJson } from './small-files.ts';

export type Choices = Readonly<Partial<Record<ModelRole, string>>>;

const choices = z.record(z.string(), z.string());

/** Throws `bad-input` when the file cannot be used. */
export async function readChoices(dir: string): Promise<Choices> {
  const path = join(dir, 'choices.json');
  const read = choices.safeParse((await readJson(path)) ?? {});
  if (!read.success) throw unusable(path, new Error(z.prettifyError(read.error)));
  return read.data;
}

/** `id` null: the best one installed. */
export async function writeChoice(dir: string, role: ModelRole, id: string | null): Promise<void> {
  const others = Object.entries(await readChoices(dir)).filter(([name]) => name !== role);
  const kept = id === null ? others : [...others, [role, id]];
  await writeJson(join(dir, 'choices.json'), Object.fromEntries(kept));
}
