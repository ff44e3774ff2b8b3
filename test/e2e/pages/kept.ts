// Waits for what the page keeps: it writes a moment after the hand has rested, whatever host it runs in.

import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { openDatabase } from '../../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../../electron/engine/cache/decisions-migrations.ts';
import type { Session } from './session.ts';

const longestMs = 60_000;

/** Resolves when the page has kept something with `text` in it, as JSON; rejects after a minute. */
export async function isKept({ folder }: Session, text: string): Promise<void> {
  const file = join(folder, 'data', 'decisions.db');
  const database = openDatabase(file, decisionMigrations, 'kept');
  const found = database.prepare('SELECT 1 FROM page_state WHERE instr(value, ?)').pluck();
  const endMs = Date.now() + longestMs;
  try {
    while (found.get(text) === undefined) {
      if (Date.now() > endMs) throw new Error(`The page has not kept ${text}.`);
      await rest(50);
    }
  } finally {
    database.close();
  }
}
