// An open folder that changes on the disk: what is new is there by itself, moves nothing, is analysed, and nothing is lost.

import assert from 'node:assert/strict';
import { mkdirSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { fillFolder, variedPhoto } from '../fixtures/match-folder.ts';
import { namesOf, openIn, testHost, type TestHost } from '../fixtures/shoot-in-test.ts';
import { analyse } from '../../shared/shoot/acts/analysing.ts';
import { decide } from '../../shared/shoot/acts/deciding.ts';
import { follow } from '../../shared/shoot/acts/following.ts';
import { settle } from '../../shared/shoot/acts/looking.ts';
import type { OpenShoot } from '../../shared/shoot/acts/open.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';

describe('an open folder that changes', { timeout: 600_000 }, () => {
  const engine = engineForAll();

  const open = async (folder: string) => {
    const host = testHost(() => engine.engine.call);
    const shoot = await openIn(host, [folder]);
    await analyse(shoot);
    void follow(shoot);
    return { host, shoot };
  };
  const until = (
    { host, shoot }: { host: TestHost; shoot: OpenShoot },
    is: (now: Shoot) => boolean,
  ) =>
    new Promise<void>((resolve) => {
      host.onShow = (now) => {
        if (is(now)) resolve();
      };
      host.onShow(shoot.get());
    });
  const isAnalysed = ({ known }: Shoot) =>
    known.analysis.state === 'idle' && !known.photos.columns.signals.exposure.some(Number.isNaN);

  before(async () => {
    await fillFolder(engine.photos, 6);
  });

  it('shows new photos behind those that are there, and puts them in their place when it may', async () => {
    const window = await open(engine.photos);
    const { shoot } = window;
    const names = namesOf(shoot.get());
    writeFileSync(join(engine.photos, 'new.jpg'), await variedPhoto(20));
    await until(window, ({ known }) => known.photos.columns.count === 7);
    assert.deepEqual(namesOf(shoot.get()), [...names, 'new.jpg']);
    await until(window, isAnalysed);
    assert.equal(namesOf(shoot.get()).length, 7);
    settle(shoot);
    assert.equal(shoot.get().waiting, null);
    assert.ok(shoot.get().order.ranking.exposures.every((exposure) => exposure > 0));
    shoot.leave();
    assert.deepEqual(window.host.problems, []);
  });

  it('forgets what was deleted, and nothing of the others: not the decisions, not their order', async () => {
    const window = await open(engine.photos);
    const { shoot } = window;
    const { ids, paths } = shoot.get().known.photos.columns;
    const names = namesOf(shoot.get());
    const kept = paths.findIndex((path) => path.endsWith('DSC_0004.jpg'));
    await decide(shoot, [{ id: ids[kept] ?? NaN, stars: 4 }], '4 stars');
    unlinkSync(join(engine.photos, 'DSC_0002.jpg'));
    renameSync(join(engine.photos, 'DSC_0004.jpg'), join(engine.photos, 'renamed.jpg'));
    await until(window, ({ known }) => {
      const { columns } = known.photos;
      const place = columns.paths.findIndex((path) => path.endsWith('renamed.jpg'));
      return columns.count === 6 && place >= 0 && known.decisions.stars[place] === 4;
    });
    const stayed = names.filter((name) => !['DSC_0002.jpg', 'DSC_0004.jpg'].includes(name));
    assert.deepEqual(
      namesOf(shoot.get()).filter((name) => name !== 'renamed.jpg'),
      stayed,
    );
    shoot.leave();
    assert.deepEqual(window.host.problems, []);
  });

  it('keeps the photos of a folder that is away, and goes on when it is back', async () => {
    const window = await open(engine.photos);
    const { shoot } = window;
    const elsewhere = `${engine.photos} elsewhere`;
    renameSync(engine.photos, elsewhere);
    await until(window, ({ known }) => known.away.length === 1);
    assert.equal(shoot.get().known.photos.columns.count, 6);
    writeFileSync(join(elsewhere, 'meanwhile.jpg'), await variedPhoto(30));
    renameSync(elsewhere, engine.photos);
    await until(
      window,
      (now) =>
        now.known.away.length === 0 && now.known.photos.columns.count === 7 && isAnalysed(now),
    );
    assert.deepEqual(shoot.get().known.problems, []);
    shoot.leave();
    assert.deepEqual(window.host.problems, []);
  });

  it('begins empty and fills, as when a camera sends its photos', async () => {
    const folder = join(engine.photos, 'tethered');
    mkdirSync(folder);
    const window = await open(folder);
    for (let number = 1; number <= 3; number += 1) {
      writeFileSync(join(folder, `shot${number}.jpg`), await variedPhoto(40 + number));
      await until(window, (now) => now.known.photos.columns.count === number && isAnalysed(now));
    }
    const { folders } = await engine.engine.call('library.recent', {});
    assert.equal(folders[0]?.path, folder, 'it is remembered once it holds a photo');
    window.shoot.leave();
    assert.deepEqual(window.host.problems, []);
  });
});
