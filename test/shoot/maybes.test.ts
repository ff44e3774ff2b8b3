// Sure, maybe, no: the piles of whoever is looked for, and deciding about maybes one after the other.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { engineForAll } from '../fixtures/engine-in-test.ts';
import { dropFolder, fillFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { turnedAway } from '../fixtures/turned-away.ts';
import { namesOf, openIn, testHost } from '../fixtures/shoot-in-test.ts';
import { analyse } from '../../shared/shoot/acts/analysing.ts';
import { forgetPerson, setFilters, showPile } from '../../shared/shoot/acts/looking.ts';
import { confirmMaybe, isMaybe, refuseFound } from '../../shared/shoot/acts/maybes.ts';
import type { OpenShoot } from '../../shared/shoot/acts/open.ts';
import { faceReference, findReferences } from '../../shared/shoot/acts/people.ts';
import { doAgain, takeBack } from '../../shared/shoot/acts/undo.ts';
import { countPiles, likenessOf, type Likeness } from '../../shared/people/piles.ts';
import { changed } from '../../shared/shoot/changes.ts';
import { only } from '../../shared/shoot/selection.ts';

describe('sure, maybe, no', { timeout: 300_000 }, () => {
  const engine = engineForAll();
  const text = () => 'said';

  /** Looks for the second face of the first photo; bursts are not stacked. */
  const open = async () => {
    const host = testHost(() => engine.engine.call);
    const shoot = await openIn(host, [engine.photos]);
    await analyse(shoot);
    setFilters(shoot, { stacked: false }, 'unstacked');
    const { faces } = shoot.get().known.photos.columns;
    const face = faces.photo.findIndex((photo, i) => photo === 0 && faces.ordinal[i] === 1);
    await findReferences(shoot, [faceReference(shoot.get().known.photos, face)], 'found');
    return { host, shoot };
  };
  const pileOf = (shoot: OpenShoot, photo: number) => {
    const { match } = shoot.get().known;
    return match && likenessOf(match, photo);
  };
  const pile = (shoot: OpenShoot, wanted: Likeness | null) =>
    [...shoot.get().known.photos.columns.ids.keys()].filter(
      (photo) => pileOf(shoot, photo) === wanted,
    );
  const maybesShown = (shoot: OpenShoot) =>
    [...shoot.get().order.shown].filter((photo) => isMaybe(shoot.get(), photo));
  const maybeFace = (shoot: OpenShoot, photo: number) =>
    isMaybe(shoot.get(), photo) ? shoot.get().known.match?.face[photo] : null;
  const select = (shoot: OpenShoot, photo: number) => {
    const id = shoot.get().known.photos.columns.ids[photo] ?? assert.fail('the photo is there');
    shoot.put(changed(shoot.get(), only(id)));
  };
  const selected = (shoot: OpenShoot) =>
    shoot.get().known.photos.indexOf.get(shoot.get().wanted.selected ?? NaN);

  before(async () => {
    await fillFolder(engine.photos, 12);
    await engine.sync();
    await engine.analyse();
  });

  it('stand one after the other, or one pile alone, with a way back', async () => {
    const { shoot } = await open();
    const { known, order } = shoot.get();
    const counts = countPiles(known.match ?? assert.fail('it is known who shows them'));
    assert.ok(counts.sure >= 3 && counts.maybe >= 3, JSON.stringify(counts));
    const piles = [...order.shown].map((photo) => pileOf(shoot, photo));
    assert.deepEqual(piles, [
      ...new Array<string>(counts.sure).fill('sure'),
      ...new Array<string>(counts.maybe).fill('maybe'),
    ]);
    showPile(shoot, 'maybe', 'pile');
    assert.deepEqual([...shoot.get().order.shown], [...order.shown].slice(counts.sure));
    showPile(shoot, 'sure', 'pile');
    assert.deepEqual([...shoot.get().order.shown], [...order.shown].slice(0, counts.sure));
    await takeBack(shoot, 'looked')?.done;
    assert.equal(shoot.get().wanted.person?.shown, 'maybe');
    shoot.leave();
  });

  it('are stacked apart: a sure frame of a burst hides no maybe', async () => {
    const { shoot } = await open();
    const one = new Uint32Array(shoot.get().known.photos.columns.count);
    const { known } = shoot.get();
    shoot.put(changed(shoot.get(), {}, { photos: { ...known.photos, bursts: one } }));
    setFilters(shoot, { stacked: true }, 'stacked');
    const shown = [...shoot.get().order.shown].map((photo) => pileOf(shoot, photo));
    assert.deepEqual(shown, ['sure', 'maybe']);
    shoot.leave();
  });

  it('learn from a yes at once, go on to the next maybe, and forget it when it is taken back', async () => {
    const { host, shoot } = await open();
    const [first = -1, second = -1] = maybesShown(shoot);
    const before = namesOf(shoot.get());
    select(shoot, first);
    await confirmMaybe(shoot, first, text);
    assert.equal(pileOf(shoot, first), 'sure');
    assert.ok(
      maybesShown(shoot).includes(selected(shoot) ?? -1),
      'one that is still to be decided',
    );
    if (pileOf(shoot, second) === 'maybe') assert.equal(selected(shoot), second);
    assert.equal(shoot.get().wanted.person?.references.length, 2);
    assert.deepEqual(
      host.said.map((one) => one.text),
      ['said'],
    );
    await takeBack(shoot, 'decided')?.done;
    assert.equal(shoot.get().wanted.person?.references.length, 1);
    assert.deepEqual(namesOf(shoot.get()), before);
    await doAgain(shoot, 'decided')?.done;
    assert.equal(pileOf(shoot, first), 'sure');
    shoot.leave();
  });

  it('lose no yes that comes before the one before it was compared', async () => {
    const { host, shoot } = await open();
    const [first = -1, second = -1, third = -1] = maybesShown(shoot);
    const held = host.hold('person.match');
    const one = confirmMaybe(shoot, first, text);
    await held.asked;
    const other = confirmMaybe(shoot, second, text);
    await held.come();
    await Promise.all([one, other]);
    assert.deepEqual(
      [first, second].map((photo) => pileOf(shoot, photo)),
      ['sure', 'sure'],
    );
    assert.equal(shoot.get().decided.done.length, 2);
    await takeBack(shoot, 'decided')?.done;
    assert.equal(pileOf(shoot, first), 'sure');
    assert.equal(shoot.get().wanted.person?.references.length, 2);
    assert.ok(third >= 0);
    shoot.leave();
  });

  it('take no from a maybe for good, and back', async () => {
    const { shoot } = await open();
    const [first = -1, second = -1] = maybesShown(shoot);
    const face = maybeFace(shoot, first);
    select(shoot, first);
    await refuseFound(shoot, first, text);
    assert.notEqual(maybeFace(shoot, first), face);
    assert.equal(selected(shoot), second);
    const again = await open();
    assert.notEqual(maybeFace(again.shoot, first), face, 'also for whoever asks anew');
    again.shoot.leave();
    await takeBack(shoot, 'decided')?.done;
    assert.equal(maybeFace(shoot, first), face);
    shoot.leave();
  });

  it('take yes and no about a photo in which the face cannot be seen, as long as they are looked for', async () => {
    const folder = temporaryFolder();
    try {
      const { clear, hidden, late } = await turnedAway(folder);
      const host = testHost(() => engine.engine.call);
      const shoot = await openIn(host, [folder]);
      await analyse(shoot);
      const at = (path: string) => shoot.get().known.photos.columns.paths.indexOf(path);
      const { faces } = shoot.get().known.photos.columns;
      const face = faces.photo.indexOf(at(clear));
      await findReferences(shoot, [faceReference(shoot.get().known.photos, face)], 'found');
      setFilters(shoot, { stacked: false }, 'unstacked');
      const told = () => [clear, hidden, late].map((path) => pileOf(shoot, at(path)));
      assert.deepEqual(told(), ['sure', 'maybe', null]);
      await confirmMaybe(shoot, at(hidden), text);
      assert.deepEqual(told(), ['sure', 'sure', null]);
      await refuseFound(shoot, at(hidden), text);
      assert.deepEqual(told(), ['sure', null, null]);
      await takeBack(shoot, 'decided')?.done;
      assert.deepEqual(told(), ['sure', 'sure', null]);
      await takeBack(shoot, 'decided')?.done;
      assert.deepEqual(told(), ['sure', 'maybe', null]);
      assert.deepEqual(host.problems, []);
      shoot.leave();
    } finally {
      dropFolder(folder);
    }
  });

  it('leave a look alone where nobody is looked for any more', async () => {
    const { shoot } = await open();
    const [first = -1] = maybesShown(shoot);
    await confirmMaybe(shoot, first, text);
    await forgetPerson(shoot, 'everybody');
    await takeBack(shoot, 'decided')?.done;
    assert.equal(shoot.get().wanted.person, null);
    shoot.leave();
  });

  it('do nothing about a photo that is no maybe', async () => {
    const { host, shoot } = await open();
    const [sure = -1] = pile(shoot, 'sure');
    await confirmMaybe(shoot, sure, text);
    for (const photo of pile(shoot, null)) await refuseFound(shoot, photo, text);
    assert.deepEqual([host.said, shoot.get().decided.done], [[], []]);
    shoot.leave();
  });
});
