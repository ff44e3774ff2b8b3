// An engine that is killed while it analyses; what is found in the end is what one finds that nobody disturbed.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChildEngine } from '../../../electron/browser/child-engine.ts';
import { unsealed } from '../../../electron/disk/sealed-file.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { dropJournals, withEngine } from '../../fixtures/decided-data.ts';
import { draftsIn, killAfter } from '../../fixtures/killed-engine.ts';
import { engineOptions } from '../../fixtures/match-folder.ts';
import type { FaultKind } from '../fault-kind.ts';
import { giveMany, openLedger } from '../ledger.ts';
import { makeTrialFolder, type TrialFolder } from '../trial-folder.ts';

const longestLifeMs = 3000;

export const analysing: FaultKind = {
  name: 'killed while analysing',
  weight: 25,
  short: 2,
  async open() {
    const folder = await makeTrialFolder(3);
    const { data, photos, places } = folder;
    const reference = await finish(folder);
    return {
      async run(random) {
        folder.renew();
        const ledger = openLedger(places.length);
        const engine = startChildEngine(engineOptions(data));
        await engine.call('folder.sync', { folders: [photos] });
        const { ids } = await engine.call('folder.columns', { folders: [photos] });
        const giving = { call: engine.call, ids, photos: places, random };
        const acknowledged = await giveMany(ledger, { ...giving, most: 3 });
        const analysed = engine.call('folder.analyse', { folders: [photos] }).then(
          () => true,
          (error: unknown) => {
            if (error instanceof EngineError && error.code === 'stopped') return false;
            throw error;
          },
        );
        const [isDone] = await Promise.all([analysed, killAfter(engine, random() * longestLifeMs)]);
        if (random() < 0.5)
          for (const name of ['decisions.db', 'cache.db']) dropJournals(join(data, name));
        const { stars, signals } = await finish(folder);
        assert.deepEqual(signals, reference.signals);
        const half = draftsIn(data).length + halfImages(join(data, 'images'));
        const lost = ledger.missing(stars);
        return { struck: isDone ? 0 : 1, acknowledged, lost, half, changed: folder.changed() };
      },
      end: folder.drop,
    };
  },
};

/** Analyses what is left to be analysed. */
async function finish({ data, photos }: TrialFolder) {
  return withEngine(data, async ({ call }) => {
    await call('folder.sync', { folders: [photos] });
    await call('folder.analyse', { folders: [photos] });
    const { signals } = await call('folder.columns', { folders: [photos] });
    const { stars } = await call('decision.read', { folders: [photos] });
    return { signals, stars: [...stars] };
  });
}

/** Images that are not what was written. */
function halfImages(images: string): number {
  if (!existsSync(images)) return 0;
  return readdirSync(images, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.jpg'))
    .filter((path) => unsealed(readFileSync(join(images, path))) === null).length;
}
