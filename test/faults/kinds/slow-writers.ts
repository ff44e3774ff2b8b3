// Photos that grow while their folder is scanned, analysed and decided on, as a card that is being copied makes them.

import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../../electron/engine/engine.ts';
import { engineOptions } from '../../fixtures/match-folder.ts';
import { below, type FaultKind } from '../fault-kind.ts';
import { giveMany, openLedger } from '../ledger.ts';
import { makeTrialFolder } from '../trial-folder.ts';

export const slowWriters: FaultKind = {
  name: 'photo that grows while it is analysed',
  weight: 20,
  short: 3,
  async open() {
    const folder = await makeTrialFolder(3);
    const { data, photos, places } = folder;
    const input = { folders: [photos] };
    const slow = join(photos, 'DSC_0003.jpg');
    const whole = readFileSync(slow);
    return {
      async run(random) {
        folder.renew();
        rmSync(slow);
        const ledger = openLedger(places.length);
        const engine = createEngine(engineOptions(data));
        try {
          let written = 0;
          let acknowledged = 0;
          const parts = 2 + below(random, 2);
          for (let part = 1; part <= parts; part++) {
            const end = part === parts ? whole.length : below(random, whole.length);
            const more = whole.subarray(written, Math.max(written, end));
            written += more.length;
            if (part === 1) writeFileSync(slow, more);
            const isLate = random() < 0.5;
            if (part > 1 && !isLate) appendFileSync(slow, more);
            await engine.call('folder.sync', input);
            const { ids } = await engine.call('folder.columns', input);
            const analysed = engine.call('folder.analyse', input);
            if (part > 1 && isLate) appendFileSync(slow, more);
            const shown = places.filter((place) => place < ids.length);
            const giving = { call: engine.call, ids, photos: shown, random };
            acknowledged += await giveMany(ledger, { ...giving, most: 2 });
            await analysed;
          }
          await engine.call('folder.sync', input);
          await engine.call('folder.analyse', input);
          const { count, problems } = await engine.call('folder.columns', input);
          if (count !== places.length || problems.length > 0)
            throw new Error(`${count} photos; ${problems.map(({ message }) => message).join(' ')}`);
          const { stars } = await engine.call('decision.read', input);
          const lost = ledger.missing([...stars]);
          return {
            struck: 1,
            acknowledged,
            lost,
            changed: readFileSync(slow).equals(whole) ? 0 : 1,
          };
        } finally {
          await engine.close();
        }
      },
      end: folder.drop,
    };
  },
};
