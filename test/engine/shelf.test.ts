// The shelf: opened once for calls that want the same, kept, released when replaced or removed and unused, never sooner.

import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createShelf, type Place, type Shelf } from '../../electron/engine/running/shelf.ts';
import { ownModels } from '../../models/catalogue.ts';
import type { InstalledModel } from '../../models/folder.ts';
import { manifest } from '../../models/manifest.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { madeEntry } from '../fixtures/made-model.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

type Door = { readonly name: string; open: boolean; release(): Promise<void> };

const nothing = () => Promise.resolve();

function isOpen(door: Door): Promise<void> {
  assert.ok(door.open);
  return Promise.resolve();
}

describe('a shelf', () => {
  let dir: string;
  let shelf: Shelf;
  let place: Place<Door>;
  let models: Readonly<Record<'a' | 'b', InstalledModel>>;
  /** Doors that were opened, and remember whether they are open. */
  let made: Door[];

  const open = (name: string) => (): Promise<Door> => {
    const door: Door = {
      name,
      open: true,
      release() {
        assert.ok(door.open, 'released once');
        door.open = false;
        return Promise.resolve();
      },
    };
    made.push(door);
    return Promise.resolve(door);
  };
  const wanted = (name: 'a' | 'b', opening = open(name)) => ({
    models: [models[name]],
    settings: defaultSettings,
    open: opening,
  });
  const use = <R>(name: 'a' | 'b', work: (door: Door) => Promise<R>) =>
    place.use(wanted(name), work);

  beforeEach(async () => {
    dir = join(temporaryFolder(), 'models');
    mkdirSync(dir);
    await ownModelFolder(dir);
    const { write } = await ownModels(dir, manifest);
    await write(['a', 'b'].map((id) => madeEntry(id, 'head-pose', [id])));
    for (const id of ['a', 'b']) writeFileSync(join(dir, `${id}-0.onnx`), id);
    made = [];
    shelf = createShelf(dir);
    place = shelf.place<Door>();
    const folder = await shelf.folder();
    const [a, b] = ['a', 'b'].map((id) => folder.installed(id) ?? assert.fail());
    models = { a: a ?? assert.fail(), b: b ?? assert.fail() };
  });
  afterEach(async () => {
    await shelf.clear();
    dropFolder(dir);
  });

  it('opens once for calls that want the same, and keeps it between them', async () => {
    await Promise.all([use('a', nothing), use('a', nothing)]);
    await use('a', isOpen);
    assert.equal(made.length, 1);
  });

  it('opens another one for other threads, provider or models, and in another place', async () => {
    await use('a', nothing);
    const settings = { ...defaultSettings, 'engine.threads': 3 };
    await place.use({ ...wanted('a'), settings }, nothing);
    await shelf.place<Door>().use(wanted('a'), nothing);
    assert.deepEqual(
      made.map(({ open: still }) => still),
      [false, true, true],
    );
  });

  it('releases what is replaced when its last user is done, not before', async () => {
    const [first, second] = [
      Promise.withResolvers<undefined>(),
      Promise.withResolvers<undefined>(),
    ];
    const users = [use('a', () => first.promise), use('a', () => second.promise)];
    await use('b', isOpen);
    const [a, b] = made;
    assert.ok(a?.open && b?.open);
    first.resolve(undefined);
    await users[0];
    assert.ok(a.open, 'the second still uses it');
    second.resolve(undefined);
    await users[1];
    await shelf.clear();
    assert.deepEqual([a.open, b.open], [false, false]);
  });

  it('waits in clear for whoever is at work, and opens again afterwards', async () => {
    const work = Promise.withResolvers<undefined>();
    const user = use('a', () => work.promise);
    let cleared = false;
    const clearing = shelf.clear().then(() => (cleared = true));
    await setImmediate(); // all that could go on without the work has gone on
    assert.equal(cleared, false);
    assert.equal(made[0]?.open, true);
    work.resolve(undefined);
    await Promise.all([user, clearing]);
    assert.equal(made[0].open, false);
    await use('a', isOpen);
    assert.equal(made.length, 2);
  });

  it('tries again after what could not be opened, and lets go after work that failed', async () => {
    let tries = 0;
    const opening = () => (++tries === 1 ? Promise.reject(new Error('no key')) : open('a')());
    await assert.rejects(place.use(wanted('a', opening), nothing), /no key/);
    const failing = () => Promise.reject(new Error('slipped'));
    await assert.rejects(place.use(wanted('a', opening), failing), /slipped/);
    assert.equal(shelf.isHeld(models.a), false);
    await shelf.clear();
    assert.deepEqual(
      made.map(({ open: still }) => still),
      [false],
    );
  });

  it('drops what is open by a model that is gone, once its last use has ended', async () => {
    const work = Promise.withResolvers<undefined>();
    const user = use('a', () => work.promise);
    await setImmediate();
    rmSync(join(dir, 'a-0.onnx'));
    await shelf.refresh();
    assert.ok(shelf.isHeld(models.a));
    assert.equal(made[0]?.open, true);
    work.resolve(undefined);
    await user;
    await setImmediate();
    assert.deepEqual([made[0].open, shelf.isHeld(models.a)], [false, false]);
    await use('b', nothing);
    await shelf.refresh();
    assert.equal(made[1]?.open, true, 'what is there stays');
  });

  it('looks again by itself once a file was found to be another one', async () => {
    const folder = await shelf.folder();
    assert.equal(await shelf.folder(), folder, 'not sooner');
    writeFileSync(join(dir, 'a-0.onnx'), 'other');
    assert.equal(await shelf.folder(), folder);
    await assert.rejects(models.a.pathOf(), /is no longer the file that was checked/);
    assert.equal((await shelf.folder()).installed('a'), null);
  });

  it('lets who asks for the folder wait while models are taken away', async () => {
    const taking = shelf.takeAway((folder) => {
      assert.ok(folder.installed('a'));
      rmSync(join(dir, 'a-0.onnx'));
      return Promise.resolve('taken');
    });
    assert.equal((await shelf.folder()).installed('a'), null);
    assert.equal(await taking, 'taken');
  });
});
