// What helps to write captions and is kept: templates by name, the roster of a folder, and files of code replacements.

import { dirname } from 'node:path';
import type { Roster } from '../../../shared/captions/roster.ts';
import type { Template, TemplateFields } from '../../../shared/captions/template.ts';
import type { KeptCodes } from '../../../shared/contract.ts';
import { lockedTransaction, type Database } from '../cache/database.ts';

export type KeptWriting = {
  /** By name. */
  templates(): Template[];
  saveTemplate(template: Template): void;
  /** False when there is none of this name. */
  removeTemplate(name: string): boolean;
  /** Of the folder itself. */
  roster(folder: string): Roster | null;
  /** Of the folder, or of the nearest one around it that has one. */
  nearestRoster(folder: string): Roster | null;
  /** Null keeps none; gives back what was kept. */
  saveRoster(folder: string, roster: Roster | null): Roster | null;
  /** The one taken last is the last. */
  codes(): KeptCodes[];
  /** Takes the place of a file of the same name, as the last. */
  takeCodes(file: KeptCodes): void;
  /** False when there is none of this name. */
  removeCodes(name: string): boolean;
};

export function openWriting(database: Database): KeptWriting {
  const find = database.prepare<[string], { roster: string }>(
    'SELECT roster FROM rosters WHERE folder = ?',
  );
  const save = database.prepare<[string, string]>(
    'INSERT OR REPLACE INTO rosters (folder, roster) VALUES (?, ?)',
  );
  const drop = database.prepare<[string]>('DELETE FROM rosters WHERE folder = ?');
  const roster = (folder: string): Roster | null => {
    const row = find.get(folder);
    return row ? (JSON.parse(row.roster) as Roster) : null;
  };
  return {
    ...openTemplates(database),
    ...openCodes(database),
    roster,
    nearestRoster(folder) {
      for (let at = folder; ; at = dirname(at)) {
        const found = roster(at);
        if (found || at === dirname(at)) return found;
      }
    },
    saveRoster: lockedTransaction(database, (folder: string, fresh: Roster | null) => {
      const before = roster(folder);
      if (fresh) save.run(folder, JSON.stringify(fresh));
      else drop.run(folder);
      return before;
    }),
  };
}

function openTemplates(
  database: Database,
): Pick<KeptWriting, 'templates' | 'saveTemplate' | 'removeTemplate'> {
  const all = database.prepare<[], { name: string; fields: string }>(
    'SELECT name, fields FROM caption_templates ORDER BY name',
  );
  const save = database.prepare<[string, string]>(
    'INSERT OR REPLACE INTO caption_templates (name, fields) VALUES (?, ?)',
  );
  const drop = database.prepare<[string]>('DELETE FROM caption_templates WHERE name = ?');
  return {
    templates: () =>
      all.all().map(({ name, fields }) => ({ name, fields: JSON.parse(fields) as TemplateFields })),
    saveTemplate: lockedTransaction(database, ({ name, fields }: Template) => {
      save.run(name, JSON.stringify(fields));
    }),
    removeTemplate: lockedTransaction(database, (name: string) => drop.run(name).changes > 0),
  };
}

function openCodes(database: Database): Pick<KeptWriting, 'codes' | 'takeCodes' | 'removeCodes'> {
  const all = database.prepare<[], KeptCodes>(
    'SELECT name, text FROM code_files ORDER BY taken, name',
  );
  const take = database.prepare<KeptCodes>(
    `INSERT OR REPLACE INTO code_files (name, taken, text)
     VALUES (@name, (SELECT coalesce(max(taken), 0) + 1 FROM code_files), @text)`,
  );
  const drop = database.prepare<[string]>('DELETE FROM code_files WHERE name = ?');
  return {
    codes: () => all.all(),
    takeCodes: lockedTransaction(database, (file: KeptCodes) => {
      take.run(file);
    }),
    removeCodes: lockedTransaction(database, (name: string) => drop.run(name).changes > 0),
  };
}
