// An engine that is killed while it writes settings.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChildEngine } from '../../../electron/browser/child-engine.ts';
import { EngineError } from '../../../shared/calls/rpc.ts';
import { withEngine } from '../../fixtures/decided-data.ts';
import { draftsIn, killAfter } from '../../fixtures/killed-engine.ts';
import { engineOptions } from '../../fixtures/match-folder.ts';
import { below, type FaultKind } from '../fault-kind.ts';
import { makeTrialFolder } from '../trial-folder.ts';

const name = 'faces.minHeightPx';
const longestLifeMs = 250;

export const settings: FaultKind = {
  name: 'killed while writing settings',
  weight: 60,
  short: 4,
  async open() {
    const folder = await makeTrialFolder(0);
    const { data } = folder;
    let known: number | undefined;
    return {
      async run(random) {
        const engine = startChildEngine(engineOptions(data));
        known ??= (await engine.call('settings.read', {}))[name];
        await engine.call('settings.read', {});
        const pid = engine.pid();
        const written = { acknowledged: 0, value: known, asked: known };
        const write = async () => {
          while (engine.pid() === pid) {
            written.asked = 20 + below(random, 900);
            await engine.call('settings.write', { values: { [name]: written.asked } });
            written.value = written.asked;
            written.acknowledged += 1;
          }
        };
        const ended = write().catch((error: unknown) => {
          if (!(error instanceof EngineError && error.code === 'stopped')) throw error;
        });
        await Promise.all([ended, killAfter(engine, random() * longestLifeMs)]);
        known = await withEngine(data, async ({ call }) => (await call('settings.read', {}))[name]);
        const isKept = known === written.value || known === written.asked;
        const half = halfSettings(data) + draftsIn(data).length;
        return { struck: 1, acknowledged: written.acknowledged, lost: isKept ? 0 : 1, half };
      },
      end: folder.drop,
    };
  },
};

/** Files that were set aside as broken, and a settings file that is none. */
function halfSettings(data: string): number {
  const aside = readdirSync(data).filter((file) => file.includes('.aside-')).length;
  const text = readFileSync(join(data, 'settings.json'), 'utf8');
  return aside + (text.startsWith('{') && text.endsWith('}\n') ? 0 : 1);
}
