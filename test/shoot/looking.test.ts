// Looking in other ways: each has a way back of its own, whatever was decided meanwhile and whatever arrives.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { fillFolder } from '../fixtures/match-folder.ts';
import { namesOf, openIn, testHost } from '../fixtures/shoot-in-test.ts';
import { noFilters } from '../../shared/shoot/filters.ts';
import { analyse } from '../../shared/shoot/acts/analysing.ts';
import { decide } from '../../shared/shoot/acts/deciding.ts';
import {
  clearFilters,
  forgetPerson,
  rankPersonBy,
  setFilters,
  setRange,
  setSort,
  setWeight,
  settle,
  takePreset,
} from '../../shared/shoot/acts/looking.ts';
import { findGroup, groupLookedAt } from '../../shared/shoot/acts/people.ts';
import { countPiles } from '../../shared/people/piles.ts';
import { takeNewColumns } from '../../shared/shoot/acts/results.ts';
import { arrived } from '../../shared/shoot/changes.ts';
import { doAgain, takeBack } from '../../shared/shoot/acts/undo.ts';

describe('looking', { timeout: 300_000 }, () => {
  const engine = engineForAll();

  const open = async () => {
    const host = testHost(() => engine.engine.call);
    const shoot = await openIn(host, [engine.photos]);
    await analyse(shoot);
    return { host, shoot };
  };

  before(async () => {
    await fillFolder(engine.photos, 12);
    await engine.sync();
    await engine.analyse();
  });

  it('sorts the photos in another way, and back', async () => {
    const { shoot } = await open();
    const namesByScore = namesOf(shoot.get());
    setSort(shoot, { by: 'name', reversed: true }, 'order');
    const names = namesOf(shoot.get());
    assert.deepEqual(names, namesByScore.toSorted().toReversed());
    assert.notDeepEqual(names, namesByScore);
    await takeBack(shoot, 'looked')?.done;
    assert.deepEqual(namesOf(shoot.get()), namesByScore);
  });

  it('goes back one act of the hand at a time, and forward again', async () => {
    const { host, shoot } = await open();
    const first = shoot.get().wanted;
    takePreset(shoot, 'album', 'preset');
    const album = shoot.get().wanted;
    host.newAct();
    for (const weight of [0.3, 0.5, 0.7]) setWeight(shoot, 'sharpness', weight, 'weight');
    assert.equal(shoot.get().looked.done.length, 2, 'a drag is one step');
    assert.equal(shoot.get().wanted.presetName, null);
    await takeBack(shoot, 'looked')?.done;
    assert.deepEqual(shoot.get().wanted, album);
    await takeBack(shoot, 'looked')?.done;
    assert.deepEqual(shoot.get().wanted, first);
    await doAgain(shoot, 'looked')?.done;
    await doAgain(shoot, 'looked')?.done;
    assert.equal(shoot.get().wanted.weights.sharpness, 0.7);
    assert.equal(doAgain(shoot, 'looked'), null);
  });

  it('takes no decision back, and is taken back by none', async () => {
    const { shoot } = await open();
    const id = shoot.get().known.photos.columns.ids[0] ?? NaN;
    await decide(shoot, [{ id, pick: -1 }], 'Reject');
    setFilters(shoot, { decision: 'notRejected' }, 'filters');
    assert.equal(takeBack(shoot, 'decided')?.step.text, 'Reject');
    assert.equal(shoot.get().wanted.filters.decision, 'notRejected');
    assert.equal(takeBack(shoot, 'decided'), null);
    assert.equal(takeBack(shoot, 'looked')?.step.text, 'filters');
    assert.deepEqual(shoot.get().wanted.filters, noFilters);
  });

  it('clears all filters in one step, and says so', async () => {
    const { host, shoot } = await open();
    setFilters(shoot, { stacked: false, text: 'dsc' }, 'filters');
    setRange(shoot, 'sharpness', [0.5, 1], 'filters');
    const before = shoot.get().wanted.filters;
    clearFilters(shoot, 'cleared');
    assert.deepEqual(shoot.get().wanted.filters, { ...noFilters, stacked: false });
    assert.equal(host.said.at(-1)?.text, 'cleared');
    await takeBack(shoot, 'looked')?.done;
    assert.deepEqual(shoot.get().wanted.filters, before);
    setRange(shoot, 'sharpness', null, 'filters');
    assert.deepEqual(shoot.get().wanted.filters.ranges, {});
  });

  it('at each person of the list finds as many sure photos as the list says, and marks who is looked at', async () => {
    const { shoot } = await open();
    const groups = shoot.get().known.groups?.groups ?? [];
    assert.ok(groups.length > 2);
    for (const [number, { size }] of groups.entries()) {
      await findGroup(shoot, number, 'Somebody', 'looking for');
      const { match } = shoot.get().known;
      assert.equal(match && countPiles(match).sure, size, `person ${number + 1}`);
      assert.equal(groupLookedAt(shoot.get()), number);
    }
    await forgetPerson(shoot, 'everybody');
    assert.equal(groupLookedAt(shoot.get()), null);
  });

  it('at a person comes back after new results as the faces that are known then say', async () => {
    const { shoot } = await open();
    await findGroup(shoot, 0, 'Somebody', 'looking for');
    const found = [...shoot.get().order.ranking.order];
    const { match, groups } = shoot.get().known;
    const sure = found.filter((photo) => match?.sure[photo] === 1);
    assert.equal(sure.length, groups?.groups[0]?.size, 'the others are maybes');
    await forgetPerson(shoot, 'everybody');
    assert.equal(shoot.get().order.ranking.order.length, 12);
    await takeNewColumns(shoot);
    const back = takeBack(shoot, 'looked') ?? assert.fail('there is a step');
    assert.equal(shoot.get().asked.person?.name, 'Somebody', 'they are being looked for');
    await back.done;
    assert.deepEqual([...shoot.get().order.ranking.order], found);
    assert.equal(shoot.get().asked.person, null);
    await takeBack(shoot, 'looked')?.done;
    assert.equal(shoot.get().wanted.person, null);
    assert.equal(shoot.get().order.ranking.order.length, 12);
  });

  it('at a person is by the sliders once one is moved, and by how they look again', async () => {
    const { shoot } = await open();
    await findGroup(shoot, 0, 'Somebody', 'looking for');
    const best = [...shoot.get().order.ranking.scores];
    setWeight(shoot, 'contrast', 1, 'weight');
    assert.equal(shoot.get().wanted.person?.by, 'weights');
    assert.notDeepEqual([...shoot.get().order.ranking.scores], best);
    await takeBack(shoot, 'looked')?.done;
    assert.equal(shoot.get().wanted.person?.by, 'best');
    assert.deepEqual([...shoot.get().order.ranking.scores], best);
    rankPersonBy(shoot, 'weights', 'by');
    rankPersonBy(shoot, 'best', 'by');
    assert.deepEqual([...shoot.get().order.ranking.scores], best);
  });

  it('stays as it is when results arrive, until they are taken', async () => {
    const { shoot } = await open();
    const { known, order } = shoot.get();
    const { columns, normalised } = known.photos;
    const turned = normalised.exposure.map((value) => 1 - value);
    const photos = {
      ...known.photos,
      columns: { ...columns },
      normalised: { ...normalised, exposure: turned },
    };
    shoot.put(arrived(shoot.get(), { photos }));
    assert.equal(shoot.get().order, order, 'nothing moves');
    const waiting = shoot.get().waiting ?? assert.fail('an order waits');
    setFilters(shoot, { stacked: false }, 'filters');
    assert.equal(shoot.get().waiting, waiting, 'a filter does not bring it');
    settle(shoot);
    assert.deepEqual(shoot.get().order.ranking, waiting);
    assert.equal(shoot.get().order.by, 'results');
    assert.equal(shoot.get().waiting, null);
  });
});
