// Two windows on one folder: each hears of what the other decides, names, keeps and sets, and loses nothing of its own.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { fillFolder } from '../fixtures/match-folder.ts';
import { openIn, testHost, type TestHost } from '../fixtures/shoot-in-test.ts';
import { analyse } from '../../shared/shoot/acts/analysing.ts';
import { decide } from '../../shared/shoot/acts/deciding.ts';
import { follow } from '../../shared/shoot/acts/following.ts';
import { setWeight } from '../../shared/shoot/acts/looking.ts';
import type { OpenShoot } from '../../shared/shoot/acts/open.ts';
import { savePreset } from '../../shared/shoot/acts/own-weights.ts';
import { findGroup, namePerson } from '../../shared/shoot/acts/people.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import { takeBack } from '../../shared/shoot/acts/undo.ts';

describe('two windows on one folder', { timeout: 300_000 }, () => {
  const engine = engineForAll();

  const open = async () => {
    const host = testHost(() => engine.engine.call);
    const shoot = await openIn(host, [engine.photos]);
    await analyse(shoot);
    void follow(shoot);
    return { host, shoot };
  };
  const idOf = (shoot: OpenShoot, index: number) =>
    shoot.get().known.photos.columns.ids[index] ?? assert.fail('the photo is there');
  /** Resolves when what is on the screen is as it should be. */
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

  before(async () => {
    await fillFolder(engine.photos, 12);
  });

  it('hear of decisions, and of their being taken back', async () => {
    const [one, other] = [await open(), await open()];
    const { length } = other.host.shown;
    const heard = until(other, ({ known }) => known.decisions.pick[0] === 1);
    await decide(one.shoot, [{ id: idOf(one.shoot, 0), pick: 1 }], 'Pick');
    await heard;
    assert.equal(takeBack(other.shoot, 'decided'), null, 'it is the step back of who did it');
    assert.ok(other.host.shown.length > length);
    const back = until(other, ({ known }) => known.decisions.pick[0] === 0);
    await takeBack(one.shoot, 'decided')?.done;
    await back;
    one.shoot.leave();
    other.shoot.leave();
  });

  it('lose nothing that they have not written yet', async () => {
    const [one, other] = [await open(), await open()];
    const writing = other.host.hold('decision.write');
    const mine = decide(other.shoot, [{ id: idOf(other.shoot, 1), stars: 3 }], '3 stars');
    await writing.asked;
    await decide(one.shoot, [{ id: idOf(one.shoot, 2), label: 1 }], 'Red');
    const both = until(
      other,
      ({ known: { decisions } }) => decisions.stars[1] === 3 && decisions.label[2] === 1,
    );
    await writing.come();
    await Promise.all([mine, both]);
    assert.ok(
      other.host.shown.every(
        ({ known }, place, all) =>
          place === 0 ||
          (all[place - 1]?.known.decisions.stars[1] ?? 0) <= (known.decisions.stars[1] ?? 0),
      ),
      'the stars never went away',
    );
    one.shoot.leave();
    other.shoot.leave();
  });

  it('hear of names, and of weights that were saved', async () => {
    const [one, other] = [await open(), await open()];
    await findGroup(other.shoot, 0, 'Somebody', 'looking for');
    const named = until(other, ({ known }) => known.groups?.groups[0]?.name === 'Ada');
    await namePerson(one.shoot, 0, 'Ada', (name) => `named ${name}`);
    await named;
    assert.ok(other.shoot.get().known.match, 'whoever is looked for is still found');
    setWeight(one.shoot, 'contrast', 0.9, 'weight');
    const saved = until(other, ({ known }) => known.presets.some(({ name }) => name === 'Finals'));
    await savePreset(one.shoot, 'Finals', 'saved');
    await saved;
    one.shoot.leave();
    other.shoot.leave();
  });

  it('hear of settings', async () => {
    const window = await open();
    const heard = until(window, ({ known }) => known.settings['faces.minHeightPx'] === 77);
    await engine.engine.call('settings.write', { values: { 'faces.minHeightPx': 77 } });
    await heard;
    window.shoot.leave();
    assert.deepEqual(window.host.problems, []);
  });
});
