// Two engines on one data folder, started at the same moment, that decide at once until one of them is killed.

import { join } from 'node:path';
import { startChildEngine, type ChildEngine } from '../../../electron/browser/child-engine.ts';
import { bringBack, dropJournals } from '../../fixtures/decided-data.ts';
import { killAfter } from '../../fixtures/killed-engine.ts';
import { engineOptions } from '../../fixtures/match-folder.ts';
import type { FaultKind, Random } from '../fault-kind.ts';
import { giveMany, openLedger } from '../ledger.ts';
import { makeTrialFolder, starsNow } from '../trial-folder.ts';

const longestLifeMs = 600;
const mostOfOther = 12;

export const twoProcesses: FaultKind = {
  name: 'two processes at once, one killed',
  weight: 25,
  short: 2,
  async open() {
    const folder = await makeTrialFolder(8);
    const { data, photos, places } = folder;
    return {
      async run(random) {
        folder.renew();
        const ledger = openLedger(places.length);
        const engines = [0, 1].map(() => startChildEngine(engineOptions(data)));
        // Whatever two of them draw from one seed depends on who is faster: each has its own.
        const own = engines.map(() => startOf(random));
        const [one, other] = engines as [ChildEngine, ChildEngine];
        try {
          await Promise.all(engines.map(({ call }) => call('folder.sync', { folders: [photos] })));
          // The same numbers for both: they share the cache.
          const { ids } = await one.call('folder.columns', { folders: [photos] });
          const decide = (engine: ChildEngine, which: number, most: number) => {
            const pid = engine.pid();
            return giveMany(ledger, {
              call: engine.call,
              ids,
              photos: places.filter((place) => place % 2 === which),
              most,
              random: own[which] ?? random,
              isOver: () => engine.pid() !== pid,
            });
          };
          const [first, second] = await Promise.all([
            decide(one, 0, Infinity),
            decide(other, 1, mostOfOther),
            killAfter(one, random() * longestLifeMs),
          ]);
          await other.close();
          dropJournals(join(data, 'decisions.db'));
          await bringBack(data);
          const lost = ledger.missing(await starsNow(folder));
          return { struck: 1, acknowledged: first + second, lost, changed: folder.changed() };
        } finally {
          await Promise.all(engines.map((engine) => engine.close()));
        }
      },
      end: folder.drop,
    };
  },
};

function startOf(random: Random): Random {
  let state = random();
  return () => (state = (state * 9301 + 0.49297) % 1);
}
