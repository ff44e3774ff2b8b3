// The model the user wants for a role where it is not the best one installed.

import type { ModelRole } from '../shared/models.ts';
import { change, rowsOf } from './state.ts';

export type Choices = Readonly<Partial<Record<ModelRole, string>>>;

type Row = { readonly role: ModelRole; readonly id: string };

/** Throws a sentence when they cannot be read. */
export function readChoices(dir: string): Choices {
  const rows = rowsOf<Row>(dir, 'SELECT * FROM choices');
  return Object.fromEntries(rows.map(({ role, id }) => [role, id]));
}

/** `id` null: the best one installed. Throws a sentence when it cannot be kept. */
export function writeChoice(dir: string, role: ModelRole, id: string | null): void {
  if (id === null) change(dir, 'DELETE FROM choices WHERE role = ?', [role]);
  else change(dir, 'INSERT OR REPLACE INTO choices VALUES (?, ?)', [role, id]);
}

/** The model is chosen for nothing any more. */
export function dropChoice(dir: string, id: string): void {
  if (Object.values(readChoices(dir)).includes(id))
    change(dir, 'DELETE FROM choices WHERE id = ?', [id]);
}
