// Deciding: on the screen at once, written in its order, rolled back where it is refused, and never lost to results.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { fillFolder } from '../fixtures/match-folder.ts';
import { namesOf, openIn, testHost } from '../fixtures/shoot-in-test.ts';
import { analyse } from '../../shared/shoot/acts/analysing.ts';
import { decide } from '../../shared/shoot/acts/deciding.ts';
import { want } from '../../shared/shoot/acts/finding.ts';
import { setFilters } from '../../shared/shoot/acts/looking.ts';
import type { OpenShoot } from '../../shared/shoot/acts/open.ts';
import { takeNewColumns } from '../../shared/shoot/acts/results.ts';
import { only } from '../../shared/shoot/selection.ts';
import { doAgain, takeBack } from '../../shared/shoot/acts/undo.ts';

describe('a decision', { timeout: 300_000 }, () => {
  const engine = engineForAll();

  const open = async () => {
    const host = testHost(() => engine.engine.call);
    const shoot = await openIn(host, [engine.photos]);
    setFilters(shoot, { stacked: false }, 'unstacked');
    return { host, shoot };
  };
  const idOf = (shoot: OpenShoot, index: number) =>
    shoot.get().known.photos.columns.ids[index] ?? assert.fail('the photo is there');
  const of = (shoot: OpenShoot, index: number) => {
    const { pick, stars, label } = shoot.get().known.decisions;
    return [pick[index], stars[index], label[index]];
  };
  /** What the engine has written of the photo that is first in the columns. */
  const written = async (index: number) => {
    const { pick, stars, label } = await engine.engine.call('decision.read', engine.input());
    return [pick[index], stars[index], label[index]];
  };

  before(async () => {
    await fillFolder(engine.photos, 12);
    await engine.sync();
    await engine.analyse();
  });

  it('is not lost when it follows others that are taken back at once', async () => {
    const { shoot } = await open();
    const id = idOf(shoot, 0);
    const acts = [
      decide(shoot, [{ id, pick: 1 }], 'Pick'),
      decide(shoot, [{ id, stars: 3 }], '3 stars'),
      decide(shoot, [{ id, label: 1 }], 'Red'),
      ...[1, 2, 3].map(async () => takeBack(shoot, 'decided')?.done),
      decide(shoot, [{ id, pick: -1 }], 'Reject'),
    ];
    assert.deepEqual(of(shoot, 0), [-1, 0, 0], 'at once');
    await Promise.all(acts);
    assert.deepEqual(await written(0), [-1, 0, 0]);
    await takeBack(shoot, 'decided')?.done;
    assert.deepEqual(await written(0), [0, 0, 0]);
  });

  it('is undone and done again', async () => {
    const { shoot } = await open();
    await decide(shoot, [{ id: idOf(shoot, 1), pick: 1 }], 'Pick');
    await takeBack(shoot, 'decided')?.done;
    assert.deepEqual(of(shoot, 1), [0, 0, 0]);
    await doAgain(shoot, 'decided')?.done;
    assert.deepEqual(await written(1), [1, 0, 0]);
    await takeBack(shoot, 'decided')?.done;
    assert.deepEqual(await written(1), [0, 0, 0]);
    assert.equal(doAgain(shoot, 'looked'), null, 'looking is another line');
  });

  it('that is refused is taken from the screen with a sentence, but for what was decided since', async () => {
    const { host, shoot } = await open();
    const id = idOf(shoot, 2);
    const goOn = host.refuse('decision.write');
    const refused = decide(shoot, [{ id, pick: 1, stars: 2 }], 'Pick, 2 stars');
    assert.deepEqual(of(shoot, 2), [1, 2, 0], 'it is there at once');
    await refused;
    assert.deepEqual(of(shoot, 2), [0, 0, 0]);
    assert.deepEqual(host.problems, ['Refused by the test.']);
    assert.equal(takeBack(shoot, 'decided'), null, 'there is nothing to take back');
    goOn();
    const writing = host.hold('decision.write');
    const first = decide(shoot, [{ id, pick: 1 }], 'Pick');
    await writing.asked;
    const second = decide(shoot, [{ id, stars: 4 }], '4 stars');
    await writing.come();
    await Promise.all([first, second]);
    assert.deepEqual(await written(2), [1, 4, 0]);
    await takeBack(shoot, 'decided')?.done;
    await takeBack(shoot, 'decided')?.done;
  });

  it('that is made while results arrive is not swept away by them', async () => {
    const { host, shoot } = await open();
    const reading = host.hold('decision.read');
    const results = takeNewColumns(shoot);
    await reading.asked; // the engine has answered: nothing was decided then
    const deciding = decide(shoot, [{ id: idOf(shoot, 3), pick: 1 }], 'Pick');
    await reading.come();
    await Promise.all([results, deciding]);
    assert.deepEqual(of(shoot, 3), [1, 0, 0]);
    assert.ok(host.shown.slice(-2).every(({ known }) => known.decisions.pick[3] === 1));
    await takeBack(shoot, 'decided')?.done;
  });

  it('that a filter hides goes on with the next photo, and leaves the selection where a few are side by side', async () => {
    const { host, shoot } = await open();
    setFilters(shoot, { decision: 'undecided' }, 'filters');
    const { shown } = shoot.get().order;
    const [first = -1, second = -1, third = -1] = shown;
    want(shoot, only(idOf(shoot, first)));
    await decide(shoot, [{ id: idOf(shoot, first), pick: 1 }], 'Pick');
    assert.equal(shoot.get().wanted.selected, idOf(shoot, second));
    host.keepsSelection = () => true;
    await decide(shoot, [{ id: idOf(shoot, second), pick: -1 }], 'Reject');
    assert.equal(shoot.get().wanted.selected, idOf(shoot, second));
    assert.equal(shoot.get().order.shown[0], third);
    await takeBack(shoot, 'decided')?.done;
    await takeBack(shoot, 'decided')?.done;
    assert.deepEqual(shoot.get().order.shown, shown);
  });

  it('is still taken back by undo after new results and a new order', async () => {
    const { shoot } = await open();
    await analyse(shoot);
    const names = namesOf(shoot.get());
    await decide(shoot, [{ id: idOf(shoot, 4), stars: 5 }], '5 stars');
    await takeNewColumns(shoot);
    assert.deepEqual(of(shoot, 4), [0, 5, 0], 'results bring it too');
    await takeBack(shoot, 'decided')?.done;
    assert.deepEqual(await written(4), [0, 0, 0]);
    assert.deepEqual(namesOf(shoot.get()), names);
  });

  it('of a frame inside a burst makes that the cover of the stack', async () => {
    const { shoot } = await open();
    const { bursts } = shoot.get().known.photos;
    const order = [...shoot.get().order.ranking.order];
    const best =
      order.find((photo) =>
        order.some((other) => other !== photo && bursts[other] === bursts[photo]),
      ) ?? assert.fail('there is a burst');
    const inside = order.find((photo) => photo !== best && bursts[photo] === bursts[best]) ?? -1;
    setFilters(shoot, { stacked: true }, 'stacked');
    assert.ok(shoot.get().order.shown.includes(best) && !shoot.get().order.shown.includes(inside));
    await decide(shoot, [{ id: idOf(shoot, inside), pick: 1 }], 'Pick');
    assert.ok(shoot.get().order.shown.includes(inside) && !shoot.get().order.shown.includes(best));
    await takeBack(shoot, 'decided')?.done;
    assert.ok(shoot.get().order.shown.includes(best));
  });
});
