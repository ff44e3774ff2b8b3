// Bringing back a copy of lost decisions, or starting with none: what was there is renamed, never deleted.

import { lstatSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { takeLock } from '../../../models/lock.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { asideName } from '../../disk/aside.ts';
import { decisionMigrations } from '../cache/decisions-migrations.ts';
import { openDatabase } from '../cache/database.ts';
import { placeCopy } from './copies.ts';
import { changesOf } from './extent.ts';
import type { Known } from './known.ts';
import { findLost } from './lost.ts';

/** Throws EngineError `bad-input` where nothing is lost, or there is no copy to bring back. */
export function restoreKept(
  decisionsFile: string,
  known: Known | undefined,
  what: 'copy' | 'nothing',
): void {
  const lock = takeLock(dirname(decisionsFile), 'restore');
  if (!lock) throw new EngineError('bad-input', 'Another Podium is bringing back the decisions.');
  try {
    const lost = findLost(decisionsFile, known);
    if (!lost) throw new EngineError('bad-input', `${decisionsFile} is whole: nothing is lost.`);
    const { copy } = lost;
    if (what === 'copy' && !copy)
      throw new EngineError('bad-input', 'There is no copy that could be brought back.');
    setAside(decisionsFile);
    if (what === 'copy' && copy) placeCopy(copy.file, decisionsFile);
    goOnCounting(decisionsFile, Math.max(known?.changes ?? 0, copy?.changes ?? 0));
  } finally {
    lock.release();
  }
}

/** With what its journals hold, which belongs to it: whoever knows more may still get something out of them. */
function setAside(decisionsFile: string): void {
  const aside = asideName(decisionsFile);
  for (const end of ['-journal', '-wal', '-shm'])
    if ((statSync(decisionsFile + end, { throwIfNoEntry: false })?.size ?? 0) > 0)
      renameSync(decisionsFile + end, aside + end);
  if (lstatSync(decisionsFile, { throwIfNoEntry: false })) renameSync(decisionsFile, aside);
}

/** Changes go on being counted from the highest number that was ever seen: who listens, and the next copy, go by them. */
function goOnCounting(decisionsFile: string, from: number): void {
  const database = openDatabase(decisionsFile, decisionMigrations, 'kept');
  try {
    const missing = Math.max(0, from - changesOf(database)) + 1;
    database
      .prepare(`UPDATE revisions SET number = number + ? WHERE area = 'decisions'`)
      .run(missing);
  } finally {
    database.close();
  }
}
