// Databases of every earlier version, opened by an engine that may be killed while it brings them up to date, and of later ones.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { startChildEngine } from '../../../electron/browser/child-engine.ts';
import { lockedTransaction, openDatabase } from '../../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../../electron/engine/cache/decisions-migrations.ts';
import { cacheMigrations } from '../../../electron/engine/cache/migrations.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { dropJournals } from '../../fixtures/decided-data.ts';
import { killAfter } from '../../fixtures/killed-engine.ts';
import { engineOptions } from '../../fixtures/match-folder.ts';
import { makeDecidedFolder, type DecidedFolder } from '../decided-folder.ts';
import { below, oneOf, type FaultKind, type Found, type Random } from '../fault-kind.ts';
import { starsNow } from '../trial-folder.ts';

/** Milliseconds: an engine has opened its databases by then, also where a machine is busy. */
const longestLifeMs = 1500;

/** The decisions as a version had them, and an empty cache of any version. */
function makeOlder(folder: DecidedFolder, random: Random): void {
  const { data, pictures, stars } = folder;
  folder.empty();
  const file = join(data, 'decisions.db');
  const version = 1 + below(random, decisionMigrations.length - 1);
  const kept = openDatabase(file, decisionMigrations.slice(0, version), 'kept');
  const save = kept.prepare('INSERT INTO decisions (sha256, stars) VALUES (?, ?)');
  lockedTransaction(kept, () => {
    for (const [photo, picture] of pictures.entries()) save.run(picture, stars[photo]);
  })();
  kept.close();
  const cacheVersion = below(random, cacheMigrations.length + 1);
  openDatabase(join(data, 'cache.db'), cacheMigrations.slice(0, cacheVersion)).close();
}

async function killWhileOpening({ data }: DecidedFolder, lifeMs: number): Promise<void> {
  const engine = startChildEngine(engineOptions(data));
  const opened = engine.call('library.recent', {}).catch((error: unknown) => {
    if (!(error instanceof EngineError && error.code === 'stopped')) throw error;
  });
  await Promise.all([opened, killAfter(engine, lifeMs)]);
  for (const name of ['decisions.db', 'cache.db']) dropJournals(join(data, name));
}

const wrongOf = (folder: DecidedFolder, now: readonly number[]) =>
  folder.stars.filter((stars, photo) => stars !== now[photo]).length;

async function earlier(folder: DecidedFolder, random: Random): Promise<Partial<Found>> {
  makeOlder(folder, random);
  const isKilled = random() < 0.5;
  if (isKilled) await killWhileOpening(folder, random() * longestLifeMs);
  return { lost: wrongOf(folder, await starsNow(folder)) };
}

/** It is refused, left as it is to the byte, and good again for whoever knows its version. */
async function later(folder: DecidedFolder, random: Random): Promise<Partial<Found>> {
  folder.renew();
  const name = oneOf(random, ['decisions.db', 'cache.db']);
  const file = join(folder.data, name);
  const now = setVersion(file, 40 + below(random, 1000));
  const before = readFileSync(file);
  let isRefused = false;
  try {
    await createEngine(engineOptions(folder.data)).close();
  } catch (error) {
    isRefused = error instanceof EngineError && error.message.includes('newer version');
    if (!isRefused) throw error;
  }
  const isSame = readFileSync(file).equals(before);
  setVersion(file, now);
  const lost = wrongOf(folder, await starsNow(folder));
  return { lost, half: isRefused && isSame ? 0 : 1 };
}

/** Returns the version it had. */
function setVersion(file: string, version: number): number {
  const database = new Sqlite(file);
  const before = database.pragma('user_version', { simple: true }) as number;
  database.pragma(`user_version = ${version}`);
  database.pragma('journal_mode = DELETE'); // all of it is in the file itself
  database.close();
  return before;
}

function versions(
  name: string,
  weight: number,
  run: (folder: DecidedFolder, random: Random) => Promise<Partial<Found>>,
): FaultKind {
  return {
    name,
    weight,
    short: 3,
    async open() {
      const folder = await makeDecidedFolder();
      return {
        async run(random) {
          const acknowledged = folder.stars.length;
          const found = await run(folder, random);
          return { struck: 1, acknowledged, changed: folder.changed(), ...found };
        },
        end: folder.drop,
      };
    },
  };
}

export const versionKinds: readonly FaultKind[] = [
  versions('databases of earlier versions', 35, earlier),
  versions('databases of later versions', 20, later),
];
