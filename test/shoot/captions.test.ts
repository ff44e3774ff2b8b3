// Captions of an open shoot: on the screen at once, taken back, heard in another window, and as stored when refused.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { effective } from '../../shared/captions/template.ts';
import { showCaptions, takeRoster, writeCaptions } from '../../shared/shoot/acts/captions.ts';
import { follow } from '../../shared/shoot/acts/following.ts';
import type { OpenShoot } from '../../shared/shoot/acts/open.ts';
import { takeBack } from '../../shared/shoot/acts/undo.ts';
import type { Shoot } from '../../shared/shoot/shoot.ts';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { fillFolder } from '../fixtures/match-folder.ts';
import { openIn, testHost, type TestHost } from '../fixtures/shoot-in-test.ts';

describe('captions in two windows', { timeout: 300_000 }, () => {
  const engine = engineForAll();
  before(async () => {
    await fillFolder(engine.photos, 2);
  });
  const open = async () => {
    const host = testHost(() => engine.engine.call);
    const shoot = await openIn(host, [engine.photos]);
    const id = shoot.get().known.photos.columns.ids[0] ?? NaN;
    await showCaptions(shoot, [id]);
    return { host, shoot, id };
  };
  const headline = ({ known }: Shoot, id: number) => {
    const caption = known.captions?.byId.get(id);
    return caption && effective(caption).headline;
  };
  const until = (host: TestHost, shoot: OpenShoot, is: (now: Shoot) => boolean) =>
    new Promise<void>((resolve) => {
      host.onShow = (now) => {
        if (is(now)) resolve();
      };
      host.onShow(shoot.get());
    });

  it('are heard, taken back, and stay as stored where they cannot be written', async () => {
    const [one, two] = [await open(), await open()];
    void follow(two.shoot);
    const { id } = one;
    const written = writeCaptions(one.shoot, [{ id, edit: { headline: 'Goal' } }], 'Headline');
    assert.equal(headline(one.shoot.get(), id), 'Goal', 'at once');
    await written;
    await until(two.host, two.shoot, (now) => headline(now, id) === 'Goal');
    await takeBack(one.shoot, 'decided')?.done;
    assert.equal(headline(one.shoot.get(), id), undefined);
    await until(two.host, two.shoot, (now) => headline(now, id) === undefined);

    const goOn = one.host.refuse('caption.write');
    await writeCaptions(one.shoot, [{ id, edit: { headline: 'Lost' } }], 'Headline');
    goOn();
    assert.equal(headline(one.shoot.get(), id), undefined);
    assert.equal(one.host.problems.length, 1);
    assert.equal(takeBack(one.shoot, 'decided'), null, 'nothing was done');

    await takeRoster(one.shoot, { text: '10 Kim Little' }, (players) => `${players} players`);
    assert.equal(one.host.said.at(-1)?.text, '1 players');
    const players = ({ known }: Shoot) => known.captions?.roster.players.length;
    await until(two.host, two.shoot, (now) => players(now) === 1);
    await takeBack(one.shoot, 'decided')?.done;
    await until(two.host, two.shoot, (now) => players(now) === 0);
    two.shoot.leave();
  });
});
