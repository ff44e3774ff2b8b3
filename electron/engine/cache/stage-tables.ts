// The tables that stages bring along: each step of a stage runs once in a cache, also where the stage is new to it.

import { EngineError } from '../../../shared/calls/rpc.ts';
import type { StageRows } from '../stage.ts';
import { lockedTransaction, type Database } from './database.ts';

/**
 * Makes what is missing of the tables of `stages`; those of stages that are no longer there stay as they are. Throws
 * EngineError `bad-input` where a newer Podium has changed one.
 */
export function openStageTables(
  database: Database,
  stages: readonly Pick<StageRows, 'name' | 'tables'>[],
): void {
  const stepsDone = database
    .prepare<[string], number>('SELECT steps FROM stage_tables WHERE stage = ?')
    .pluck();
  const done = database.prepare<[string, number]>(
    'INSERT OR REPLACE INTO stage_tables (stage, steps) VALUES (?, ?)',
  );
  for (const { name, tables } of stages) {
    const before = stepsDone.get(name) ?? 0;
    if (before > tables.length)
      throw new EngineError(
        'bad-input',
        `cache.db was made by a newer version of Podium (${name} ${before}, this one knows ${tables.length}). Update Podium, or start it with another data folder.`,
      );
    for (const [step, sql] of tables.entries()) {
      if (step < before) continue;
      lockedTransaction(database, () => {
        // Another Podium that started at the same moment may have done this step while this one waited.
        if ((stepsDone.get(name) ?? 0) > step) return;
        database.exec(sql);
        done.run(name, step + 1);
      })();
    }
  }
}
