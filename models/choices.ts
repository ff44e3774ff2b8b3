// choices.json in the model folder: the model the user wants for a role where it is not the best one installed.

import { join } from 'node:path';
import { z } from 'zod';
import type { ModelRole } from '../shared/models.ts';
import { changing } from './lock.ts';
import { readJson, unusable } from './small-files.ts';

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
  await change(dir, (now) => {
    const others = Object.entries(now).filter(([name]) => name !== role);
    return Object.fromEntries(id === null ? others : [...others, [role, id]]);
  });
}

/** The model is chosen for nothing any more. */
export async function dropChoice(dir: string, id: string): Promise<void> {
  if (!Object.values(await readChoices(dir)).includes(id)) return;
  await change(dir, (now) =>
    Object.fromEntries(Object.entries(now).filter(([, chosen]) => chosen !== id)),
  );
}

async function change(dir: string, to: (now: Choices) => Choices): Promise<void> {
  const path = join(dir, 'choices.json');
  await changing(path, async (write) => {
    await write(to(await readChoices(dir)));
  });
}
