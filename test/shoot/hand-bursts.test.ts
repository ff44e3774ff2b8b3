// Bursts by hand in an open shoot: at once, kept, undone, heard by others, and the same for every door.

import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { joined, splitAt, takenOut, type Regrouping } from '../../shared/bursts/by-hand.ts';
import { rankOpened } from '../../electron/host/rank-folders.ts';
import { follow } from '../../shared/shoot/acts/following.ts';
import { regroup } from '../../shared/shoot/acts/hand-bursts.ts';
import { setFilters } from '../../shared/shoot/acts/looking.ts';
import { attempt, type OpenShoot } from '../../shared/shoot/acts/open.ts';
import { doAgain, takeBack } from '../../shared/shoot/acts/undo.ts';
import { presetWeights } from '../../shared/ranking/presets.ts';
import { deleteCache, engineForAll } from '../fixtures/engine-in-test.ts';
import { fillFolder } from '../fixtures/match-folder.ts';
import { namesOf, openIn, testHost } from '../fixtures/shoot-in-test.ts';

describe('bursts by hand', { timeout: 300_000 }, () => {
  const engine = engineForAll();
  const open = async () => {
    const host = testHost(() => engine.engine.call);
    return { host, shoot: await openIn(host, [engine.photos]) };
  };
  const grouped = (shoot: OpenShoot) => {
    const { foundBursts: found, bursts, columns } = shoot.get().known.photos;
    return { found, bursts, hand: columns.handBursts };
  };
  const burstsOf = (shoot: OpenShoot) => [...shoot.get().known.photos.bursts];
  const act = (shoot: OpenShoot, regrouping: Regrouping | null) =>
    regroup(shoot, regrouping ?? assert.fail('there is something to do'), 'Grouped');
  /** As the command line and the HTTP API see them. */
  const ranked = async () => {
    const { call } = engine.engine;
    const settings = await call('settings.read', {});
    const input = { ...engine.input(), recursive: true };
    const weights = presetWeights(settings, settings['ranking.preset']);
    const asked = { settings, weights, references: [] };
    const columns = await call('folder.columns', input);
    const { signal } = new AbortController();
    return [...(await rankOpened(call, input, columns, asked, signal)).bursts];
  };
  before(async () => {
    await fillFolder(engine.photos, 6);
    await engine.sync();
    await engine.analyse();
  });

  it('are put together and taken apart at once, undone, done again and undone', async () => {
    const { shoot } = await open();
    const alone = [0, 1, 2, 3, 4, 5];
    assert.deepEqual(burstsOf(shoot), alone);
    const joining = act(shoot, joined(grouped(shoot), [1, 3, 4]));
    const three = [0, 1, 2, 1, 1, 3];
    assert.deepEqual(burstsOf(shoot), three);
    await joining;
    assert.deepEqual(await ranked(), three);
    assert.equal(namesOf(shoot.get()).length, 4, 'stacked');
    await act(shoot, splitAt(grouped(shoot), [1, 3, 4], 3));
    const two = [0, 1, 2, 3, 3, 4];
    assert.deepEqual([burstsOf(shoot), await ranked()], [two, two]);
    await act(shoot, takenOut(grouped(shoot), [4]));
    assert.deepEqual([burstsOf(shoot), await ranked()], [alone, alone]);
    await takeBack(shoot, 'decided')?.done;
    assert.deepEqual([burstsOf(shoot), await ranked()], [two, two]);
    await takeBack(shoot, 'decided')?.done;
    assert.deepEqual([burstsOf(shoot), await ranked()], [three, three]);
    await doAgain(shoot, 'decided')?.done;
    assert.deepEqual([burstsOf(shoot), await ranked()], [two, two]);
    await Promise.all([1, 2].map(async () => takeBack(shoot, 'decided')?.done));
    assert.deepEqual([burstsOf(shoot), await ranked()], [alone, alone]);
    shoot.leave();
  });

  it('are undone before they are written, and taken from the screen where they are refused', async () => {
    const { host, shoot } = await open();
    const joining = act(shoot, joined(grouped(shoot), [0, 5]));
    const undone = takeBack(shoot, 'decided')?.done;
    assert.deepEqual(burstsOf(shoot), [0, 1, 2, 3, 4, 5]);
    await Promise.all([joining, undone]);
    assert.deepEqual(await ranked(), [0, 1, 2, 3, 4, 5]);
    host.refuse('burst.write');
    const refused = act(shoot, joined(grouped(shoot), [0, 5]));
    assert.deepEqual(burstsOf(shoot), [0, 1, 2, 3, 4, 0]);
    await refused;
    assert.deepEqual(burstsOf(shoot), [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(host.problems, ['Refused by the test.']);
    assert.equal(takeBack(shoot, 'decided'), null);
    shoot.leave();
  });

  it('are heard of in another window, and stay after a restart, a rename and a new analysis', async () => {
    const [one, other] = [await open(), await open()];
    const heard = Promise.withResolvers<null>();
    other.host.onShow = ({ known }) => {
      if (known.photos.bursts[2] === known.photos.bursts[0]) heard.resolve(null);
    };
    const following = attempt(other.shoot, () => follow(other.shoot));
    setFilters(other.shoot, { stacked: true }, 'stacked');
    await act(one.shoot, joined(grouped(one.shoot), [0, 2]));
    await heard.promise;
    for (const { shoot } of [one, other]) shoot.leave();
    await following;
    const { paths } = await engine.columns();
    await engine.restart(() => {
      deleteCache(engine.data);
      renameSync(paths[2] ?? '', join(engine.photos, 'renamed.jpg'));
    });
    await engine.sync();
    await engine.analyse();
    const now = await engine.columns();
    const place = now.paths.indexOf(join(engine.photos, 'renamed.jpg'));
    const bursts = await ranked();
    assert.deepEqual(
      bursts.flatMap((burst, photo) => (burst === bursts[0] ? [photo] : [])),
      [0, place],
    );
  });
});
