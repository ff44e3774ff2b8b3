// Whether decisions.db is what it was when anybody last looked: a missing, empty or damaged one is never taken for a new one.

import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copySentences, type LostKept } from '../../../shared/kept.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { asideMark } from '../../disk/aside.ts';
import { decisionMigrations } from '../cache/decisions-migrations.ts';
import { isDamage, isSound, openToLook, type Database } from '../cache/database.ts';
import { versionOf } from '../cache/schema.ts';
import { logDamageSentence } from '../cache/log/kept-log.ts';
import { readLog } from '../cache/log/log-file.ts';
import type { LogContent } from '../cache/log/records.ts';
import { beyond } from '../cache/log/replay.ts';
import { positionOf } from '../cache/log/tables.ts';
import { listCopies } from './copies.ts';
import { changesOf } from './extent.ts';
import type { Known } from './known.ts';
import { rebuild, type Rebuilt } from './rebuild.ts';

/** What every call answers until the user has said what is to be done. */
export class LostDecisions extends EngineError {
  readonly lost: LostKept;

  constructor(lost: LostKept) {
    const { why, copy } = lost;
    const ways = copy
      ? `${copySentences(copy)} Start Podium, or run "podium doctor --restore", to bring it back; or "podium doctor --start-empty" to begin anew.`
      : 'There is no copy of it. Put one of your own in its place, or run "podium doctor --start-empty" to begin anew.';
    super('bad-input', `${why} ${ways}`);
    this.lost = lost;
  }
}

/**
 * Null where the file is whole, also where only its log has what came last; and where it is new beside a cache that has
 * seen no decisions.
 */
export function findLost(decisionsFile: string, known: Known | undefined): LostKept | null {
  const best = findBest(decisionsFile, known);
  best?.rebuilt?.database.close();
  return best && { why: best.why, copy: best.rebuilt?.copy ?? null };
}

/** The same, with what would come back; whoever gets it closes it. */
export function findBest(
  decisionsFile: string,
  known: Known | undefined,
): { readonly why: string; readonly rebuilt: Rebuilt | null } | null {
  const found = statSync(decisionsFile, { throwIfNoEntry: false });
  if (found && !found.isFile()) return null; // opening it says what it is
  const log = readLog(decisionsFile); // first: what is in it then is no newer than the database
  const state = found && found.size > 0 ? stateOf(decisionsFile, log) : 'empty';
  if (state === 'whole') return null;
  const copies = listCopies(decisionsFile);
  const files = state === 'log damaged' ? [decisionsFile, ...copies] : copies;
  const rebuilt = rebuild(decisionsFile, files, known);
  if (state === 'log damaged') return { why: logDamageSentence(decisionsFile), rebuilt };
  if (state === 'damaged')
    return {
      why: `${decisionsFile} is damaged: your picks, ratings and names are in it. It is left as it is.`,
      rebuilt,
    };
  if ((known?.changes ?? 0) === 0 && (rebuilt?.copy.changes ?? 0) === 0) {
    rebuilt?.database.close();
    return null;
  }
  const what = found ? 'is empty' : 'is missing';
  return { why: `${decisionsFile} ${what}, but decisions were kept in it before.`, rebuilt };
}

/** Files that were set aside, as paths: damaged or replaced databases and settings. */
export function filesAside(decisionsFile: string): string[] {
  const folder = dirname(decisionsFile);
  const names = readdirSync(folder).filter((name) => name.includes(asideMark));
  return names.sort().map((name) => join(folder, name));
}

/** `empty`: nothing was ever decided in it. One from a newer Podium counts as whole: opening it refuses it. */
function stateOf(file: string, log: LogContent): 'whole' | 'empty' | 'damaged' | 'log damaged' {
  let database: Database | undefined;
  try {
    database = openToLook(file);
    const version = versionOf(database);
    if (version > decisionMigrations.length) return 'whole';
    if (!isSound(database)) return 'damaged';
    if (version > 0) {
      const position = positionOf(database);
      const last = position ? beyond(log, position) : [];
      if (last === 'damaged') return 'log damaged';
      return changesOf(database) > 0 || last.length > 0 ? 'whole' : 'empty';
    }
    const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
    return tables === 0 ? 'empty' : 'damaged'; // tables without a version are none of ours
  } catch (error) {
    if (isDamage(error) || isMissingTable(error)) return 'damaged';
    return 'whole'; // what else is wrong, such as a lock that is never freed, opening it says
  } finally {
    database?.close();
  }
}

function isMissingTable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR';
}
