// What could not be told of photos that are there all the same: by content and stage, with the reason.

import type { Problem } from '../../../shared/photo.ts';
import { shownName } from '../unreadable.ts';
import type { Database } from './database.ts';

/** The stages whose models Podium can do without. */
type PartVersions = { readonly clip?: string; readonly sport?: string };

export type PartFailures = {
  /** @param why end of a sentence, without its full stop */
  save(content: number, stage: string, version: string, why: string): void;
  /** Forgets that of a stage that has succeeded. */
  drop(content: number, stage: string): void;
  /** Forgets those of other versions: another model or setting may succeed, and what is no longer used is no problem. */
  forget(versions: PartVersions): void;
  /** Those of files by id, one problem a file. */
  problems(ids: readonly number[]): Problem[];
};

export function openPartFailures(database: Database): PartFailures {
  const save = database.prepare<[number, string, string, string]>(
    'INSERT OR REPLACE INTO part_failures (content, stage, version, why) VALUES (?, ?, ?, ?)',
  );
  const drop = database.prepare<[number, string]>(
    'DELETE FROM part_failures WHERE content = ? AND stage = ?',
  );
  const forget = database.prepare<{ clip: string | null; sport: string | null }>(
    `DELETE FROM part_failures
     WHERE version IS NOT CASE stage WHEN 'clip' THEN @clip ELSE @sport END`,
  );
  const ofFiles = database.prepare<[string], { path: string; stage: string; why: string }>(
    `SELECT files.path, stage, why FROM json_each(?) AS wanted
       CROSS JOIN files ON files.id = wanted.value
       CROSS JOIN part_failures ON part_failures.content = files.content
     ORDER BY wanted.key, stage`,
  );
  return {
    save: (content, stage, version, why) => void save.run(content, stage, version, why),
    drop: (content, stage) => void drop.run(content, stage),
    forget: ({ clip = null, sport = null }) => void forget.run({ clip, sport }),
    problems(ids) {
      const found = new Map<string, string[]>();
      for (const { path, stage, why } of ofFiles.all(JSON.stringify(ids)))
        found.set(path, [...(found.get(path) ?? []), sentence(path, stage, why)]);
      return [...found].map(([path, sentences]) => ({ path, message: sentences.join(' ') }));
    },
  };
}

function sentence(path: string, stage: string, why: string): string {
  const name = shownName(path);
  return stage === 'clip'
    ? `${name} could not be described by CLIP: ${why}. The rest of its analysis is there.`
    : `No sport could be told of ${name}: ${why}. The rest of its analysis is there.`;
}
