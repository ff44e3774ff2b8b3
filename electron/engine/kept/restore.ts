// Bringing back a copy of lost decisions, or starting with none: what was there is renamed, never deleted.

import { lstatSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { takeLock } from '../../../models/lock.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { asideName } from '../../disk/aside.ts';
import { decisionMigrations } from '../cache/decisions-migrations.ts';
import { lockedTransaction, logOf, openDatabase, type Database } from '../cache/database.ts';
import { beginSeries } from '../cache/log/tables.ts';
import { draftIn, placeFlushed } from '../../disk/write-file.ts';
import { placeCopy } from './copies.ts';
import { changesOf } from './extent.ts';
import type { Known } from './known.ts';
import { findBest } from './lost.ts';

/** Throws EngineError `bad-input` where nothing is lost, or there is no copy to bring back. */
export function restoreKept(
  decisionsFile: string,
  known: Known | undefined,
  what: 'copy' | 'nothing',
): void {
  const lock = takeLock(dirname(decisionsFile), 'restore');
  if (!lock) throw new EngineError('bad-input', 'Another Podium is bringing back the decisions.');
  try {
    const lost = findBest(decisionsFile, known);
    if (!lost) throw new EngineError('bad-input', `${decisionsFile} is whole: nothing is lost.`);
    const { rebuilt } = lost;
    try {
      if (what === 'copy' && !rebuilt)
        throw new EngineError('bad-input', 'There is no copy that could be brought back.');
      const from = Math.max(known?.changes ?? 0, rebuilt?.copy.changes ?? 0);
      bringBack(decisionsFile, what === 'copy' ? rebuilt?.database : undefined, from);
    } finally {
      rebuilt?.database.close();
    }
  } finally {
    lock.release();
  }
}

/** It is whole beside the old one before that goes; the log stays until then, and opening sets it aside: it is another's. */
function bringBack(decisionsFile: string, best: Database | undefined, from: number): void {
  const folder = dirname(decisionsFile);
  const draft = draftIn(folder);
  try {
    if (best) {
      beginSeries(best);
      placeCopy(best, draft);
    }
    setAside(decisionsFile);
    if (best) placeFlushed(draft, decisionsFile);
  } finally {
    rmSync(draft, { force: true });
  }
  goOnCounting(decisionsFile, from);
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
    const count = database.prepare<[number]>(
      `UPDATE revisions SET number = number + ? WHERE area = 'decisions'`,
    );
    lockedTransaction(database, () => count.run(missing))();
    logOf(database)?.empty();
  } finally {
    database.close();
  }
}
