// Waits for what comes to the disk: it is written a moment after the hand has rested, whatever host the page runs in.

import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { openDatabase } from '../../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../../electron/engine/cache/decisions-migrations.ts';
import type { Session } from './session.ts';

const longestMs = 60_000;

/** Resolves when the page has kept something with `text` in it, as JSON; rejects after a minute. */
export function isKept(session: Session, text: string): Promise<void> {
  const found = 'SELECT count(*) > 0 FROM page_state WHERE instr(value, ?)';
  return answers(session, found, [text], 1);
}

/** Resolves when so many photos are in bursts by hand; rejects after a minute. */
export function areByHand(session: Session, photos: number): Promise<void> {
  return answers(session, 'SELECT count(*) FROM hand_bursts', [], photos);
}

async function answers(
  { folder }: Session,
  query: string,
  values: readonly string[],
  wanted: number,
): Promise<void> {
  const file = join(folder, 'data', 'decisions.db');
  const database = openDatabase(file, decisionMigrations, 'kept');
  const asked = database.prepare(query).pluck();
  const isThere = () => asked.get(...values) === wanted;
  try {
    await holds(isThere, `It is not kept: ${query} ${values.join()}`);
  } finally {
    database.close();
  }
}

/** Resolves when a check of the disk holds; rejects after a minute with the sentence. */
export async function holds(check: () => boolean, otherwise: string): Promise<void> {
  const endMs = Date.now() + longestMs;
  while (!check()) {
    if (Date.now() > endMs) throw new Error(otherwise);
    await rest(50);
  }
}
