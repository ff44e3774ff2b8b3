// Small pictures of photos that were not analysed: fetched for what is on the screen, whatever was there just before.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { fillFolder } from '../fixtures/match-folder.ts';
import { openIn, testHost } from '../fixtures/shoot-in-test.ts';
import { quickLook } from '../../shared/shoot/acts/quick.ts';

describe('a quick look', { timeout: 120_000 }, () => {
  const engine = engineForAll();
  before(async () => {
    await fillFolder(engine.photos, 6);
  });

  it('gives every photo on the screen its picture and its shape, and asks for none twice', async () => {
    const host = testHost(() => engine.engine.call);
    const shoot = await openIn(host, [engine.photos]);
    const ids = [...shoot.get().known.photos.columns.ids];
    const quick = quickLook(shoot);
    const all = Promise.withResolvers<unknown>();
    host.onShow = ({ known }) => {
      if (known.quick.images.size === 6) all.resolve(null);
    };
    quick.want([]); // a grid that has no room yet
    quick.want(ids.slice(0, 2)); // and at once, when it has
    quick.want(ids.slice(2, 5));
    await quick.shown(60_000);
    quick.want(ids);
    await all.promise;
    assert.deepEqual([...shoot.get().known.quick.images.keys()].sort(), ids);
    assert.deepEqual([...shoot.get().known.aspects], new Array<number>(6).fill(1.5));
    const asked = host.calls('folder.thumbnails');
    quick.want(ids);
    await quick.shown(60_000);
    assert.equal(host.calls('folder.thumbnails'), asked);
    shoot.leave();
  });

  it('shows nothing in folders that were left', async () => {
    const host = testHost(() => engine.engine.call);
    const shoot = await openIn(host, [engine.photos]);
    const answer = host.hold('folder.thumbnails');
    quickLook(shoot).want([...shoot.get().known.photos.columns.ids]);
    await answer.asked;
    shoot.leave();
    const { length } = host.shown;
    await answer.come();
    await new Promise(setImmediate);
    assert.equal(host.shown.length, length);
  });
});
