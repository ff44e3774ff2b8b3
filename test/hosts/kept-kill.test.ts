// A decision that was acknowledged outlives the death of the engine, and the loss of every journal beside its file.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startChildEngine } from '../../electron/browser/child-engine.ts';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import { dropJournals, starsOf } from '../fixtures/decided-data.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';

const kills = 12;
const photoCount = 8;

describe('decisions of an engine that is killed', () => {
  let data: string;
  let photos: string;
  before(async () => {
    data = temporaryFolder();
    photos = temporaryFolder();
    await fillFolder(photos, photoCount);
  });
  after(() => {
    dropFolder(data);
    dropFolder(photos);
  });

  it(`are all there after ${kills} kills, each time with the journals removed`, async () => {
    const random = seededRandom(20261130);
    const acknowledged = Array<number>(photoCount).fill(0);
    /** What the engine was writing when it died: it may be there or not. */
    const asked = Array<number>(photoCount).fill(0);
    for (let kill = 0; kill < kills; kill++) {
      const engine = startChildEngine(engineOptions(data));
      await engine.call('folder.sync', { folders: [photos] });
      const { ids } = await engine.call('folder.columns', { folders: [photos] });
      const pid = engine.pid();
      assert.ok(pid !== undefined);
      const last = 1 + Math.floor(random() * 12);
      for (let decision = 0; decision <= last; decision++) {
        const photo = Math.floor(random() * photoCount);
        const stars = 1 + Math.floor(random() * 5);
        asked[photo] = stars;
        const change = { id: ids[photo] ?? NaN, stars };
        const answer = engine.call('decision.write', { changes: [change] });
        if (decision === last) {
          setTimeout(() => process.kill(pid, 'SIGKILL'), random() * 8);
          await answer.then(
            () => (acknowledged[photo] = stars),
            () => undefined,
          );
        } else {
          await answer;
          acknowledged[photo] = stars;
        }
      }
      await engine.close();
      while (isThere(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
      assert.deepEqual(
        readdirSync(data).filter((name) => /^decisions\.db-(wal|shm)$/.test(name)),
        [],
        'nothing of the decisions waits in another file',
      );
      dropJournals(`${data}/decisions.db`);
      const kept = await starsOf(data, photos);
      for (const [photo, stars] of kept.entries()) {
        assert.ok(stars === acknowledged[photo] || stars === asked[photo], `kill ${kill}`);
        acknowledged[photo] = asked[photo] = stars;
      }
    }
  });
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
