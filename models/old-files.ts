// What earlier versions of Podium kept in JSON files beside the models: taken into models.db, then removed.

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { unusable } from './small-files.ts';

/** Of a file or of the files in a folder; what is not as it should be is null, which the tables refuse. */
const statements = new Map([
  [
    'choices.json',
    "INSERT OR REPLACE INTO choices SELECT key, iif(type = 'text', value, NULL) FROM json_each(@json)",
  ],
  [
    'verified.json',
    `INSERT OR REPLACE INTO readings
     SELECT key, value->>'bytes', value->>'modifiedNs', value->>'sha256' FROM json_each(@json)`,
  ],
  [
    'provider-checks',
    `INSERT OR REPLACE INTO trials SELECT @name,
       CASE WHEN json_type(@json, '$.reason') IN ('text', 'null') THEN 1
            WHEN json_type(@json, '$.trial.deaths') = 'integer' THEN 0 END,
       coalesce(@json->>'$.trial.deaths', 0), @json->>'$.reason'`,
  ],
]);

/** The files and folders that are there. */
export function oldFilesIn(dir: string): readonly string[] {
  if (!existsSync(dir)) return [];
  const homes = readdirSync(dir).filter((name) => name.startsWith('embedded-'));
  const names = [...statements.keys(), ...homes.map((home) => join(home, 'provider-checks'))];
  return names.map((name) => join(dir, name)).filter((path) => existsSync(path));
}

type Run = (sql: string, values: { readonly json: string; readonly name: string }) => void;

/**
 * Gives every file to `run`, as a statement and its values. Throws `bad-input` with a sentence where the choices cannot
 * be read; what else cannot is found out anew.
 */
export function takeOver(dir: string, run: Run): void {
  for (const path of oldFilesIn(dir)) {
    const kind = basename(path);
    const files = kind === 'provider-checks' ? readdirSync(path) : [''];
    for (const file of files) {
      try {
        const json = readFileSync(join(path, file), 'utf8');
        run(statements.get(kind) ?? '', { json, name: basename(file, '.json') });
      } catch (error) {
        if (kind === 'choices.json' && existsSync(path)) throw unusable(path, error);
      }
    }
  }
}

/** What cannot be removed is taken over once more the next time. */
export function removeOldFiles(dir: string): void {
  for (const path of oldFilesIn(dir)) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      continue;
    }
  }
}
