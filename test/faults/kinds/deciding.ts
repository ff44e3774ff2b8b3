// An engine that is killed while it keeps decisions, with what lies beside decisions.db removed or torn afterwards.

import { appendFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startChildEngine } from '../../../electron/browser/child-engine.ts';
import { bringBack, dropJournals } from '../../fixtures/decided-data.ts';
import { killAfter } from '../../fixtures/killed-engine.ts';
import { engineOptions } from '../../fixtures/match-folder.ts';
import { below, type FaultKind, type Random } from '../fault-kind.ts';
import { giveMany, openLedger } from '../ledger.ts';
import { makeTrialFolder, starsNow } from '../trial-folder.ts';

/** Milliseconds: some decisions, also where a machine is busy. */
const longestLifeMs = 500;

/** What is done to decisions.db beside the kill. */
type Spoil = (file: string, random: Random) => void;

function decidingAnd(name: string, weight: number, short: number, spoil: Spoil): FaultKind {
  return {
    name,
    weight,
    short,
    async open() {
      const folder = await makeTrialFolder(8);
      const { data, photos, places } = folder;
      const ledger = openLedger(places.length);
      return {
        async run(random) {
          const engine = startChildEngine(engineOptions(data));
          await engine.call('folder.sync', { folders: [photos] });
          const { ids } = await engine.call('folder.columns', { folders: [photos] });
          const pid = engine.pid();
          const [acknowledged] = await Promise.all([
            giveMany(ledger, {
              call: engine.call,
              ids,
              photos: places,
              most: Infinity,
              random,
              isOver: () => engine.pid() !== pid,
            }),
            killAfter(engine, random() * longestLifeMs),
          ]);
          dropJournals(join(data, 'cache.db'));
          spoil(join(data, 'decisions.db'), random);
          await bringBack(data); // it was killed while it brought the WAL into the file
          const lost = ledger.missing(await starsNow(folder));
          const left = readdirSync(data).filter((name) => /^decisions\.db-(wal|shm)$/.test(name));
          return { struck: 1, acknowledged, lost, half: left.length, changed: folder.changed() };
        },
        end: folder.drop,
      };
    },
  };
}

export const decidingKinds: readonly FaultKind[] = [
  decidingAnd('killed while deciding, journals lost', 100, 8, dropJournals),
  decidingAnd('killed while deciding, log lost', 30, 3, (file) => {
    rmSync(`${file}-log`);
  }),
  decidingAnd('killed while deciding, journals lost, log torn', 40, 4, (file, random) => {
    dropJournals(file);
    const log = readFileSync(`${file}-log`);
    const from = below(random, log.length);
    // What a record begins with, or what any part of the file looks like, as a power cut leaves it.
    const torn = log.subarray(from, from + below(random, 300));
    appendFileSync(`${file}-log`, torn.includes('\n') ? Buffer.alloc(torn.length) : torn);
  }),
];
