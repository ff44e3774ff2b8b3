// Which model fills a role, by the user's word.

import type { ModelRole } from '../shared/models.ts';
import { EngineError } from '../shared/calls/rpc.ts';
import { writeChoice } from './choices.ts';
import type { ModelFolder } from './folder.ts';

/**
 * Keeps the choice in the folder, which has to be opened again to see it; null takes the best one installed.
 * Throws `not-found` or `bad-input` with a sentence when the model cannot fill the role.
 */
export function chooseModel(folder: ModelFolder, role: ModelRole, id: string | null): void {
  if (id !== null) {
    const entry = folder.entries.find((model) => model.id === id);
    if (!entry) throw unknownModel(id);
    if (entry.role !== role)
      throw new EngineError(
        'bad-input',
        `${entry.title} is a model for ${entry.role}, not for ${role}.`,
      );
    if (!folder.installed(id))
      throw new EngineError(
        'bad-input',
        `${entry.title} is not installed. Install it first: podium models install ${id}`,
      );
  }
  writeChoice(folder.dir, role, id);
}

export function unknownModel(id: string): EngineError {
  return new EngineError(
    'not-found',
    `There is no model named "${id}"; "podium models list" lists them all.`,
  );
}
