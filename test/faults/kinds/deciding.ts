// An engine that is killed while it keeps decisions, with every journal removed afterwards.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startChildEngine } from '../../../electron/browser/child-engine.ts';
import { dropJournals } from '../../fixtures/decided-data.ts';
import { killAfter } from '../../fixtures/killed-engine.ts';
import { engineOptions } from '../../fixtures/match-folder.ts';
import type { FaultKind } from '../fault-kind.ts';
import { giveMany, openLedger } from '../ledger.ts';
import { makeTrialFolder, starsNow } from '../trial-folder.ts';

/** Milliseconds: some decisions, also where a machine is busy. */
const longestLifeMs = 500;

export const deciding: FaultKind = {
  name: 'killed while deciding',
  weight: 110,
  short: 12,
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
        const waiting = readdirSync(data).filter((name) => /^decisions\.db-(wal|shm)$/.test(name));
        for (const name of ['decisions.db', 'cache.db']) dropJournals(join(data, name));
        const lost = ledger.missing(await starsNow(folder));
        return { struck: 1, acknowledged, lost, half: waiting.length, changed: folder.changed() };
      },
      end: folder.drop,
    };
  },
};
