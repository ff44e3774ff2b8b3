// Leases: opened once a key, released when replaced and unused, never under somebody's hands.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createLeases } from '../../electron/engine/running/leases.ts';

type Door = { readonly name: string; open: boolean; release(): Promise<void> };

/** Leases on doors that remember whether they are open. */
function doors() {
  const made: Door[] = [];
  const leases = createLeases<Door>();
  const open = (name: string) => () => {
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
  const use = <R>(name: string, work: (door: Door) => Promise<R>) =>
    leases.use(name, open(name), work);
  return { made, leases, use };
}

function isOpen(door: Door): Promise<void> {
  assert.ok(door.open);
  return Promise.resolve();
}

const nothing = () => Promise.resolve();

describe('leases', () => {
  it('opens once for calls that want the same, and keeps it between them', async () => {
    const { made, use } = doors();
    await Promise.all([use('a', nothing), use('a', nothing)]);
    await use('a', isOpen);
    assert.equal(made.length, 1);
  });

  it('releases what is replaced when its last user is done, not before', async () => {
    const { made, leases, use } = doors();
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
    await leases.release();
    assert.deepEqual([a.open, b.open], [false, false]);
  });

  it('waits in release for whoever is at work, and opens again afterwards', async () => {
    const { made, leases, use } = doors();
    const work = Promise.withResolvers<undefined>();
    const user = use('a', () => work.promise);
    let released = false;
    const releasing = leases.release().then(() => (released = true));
    await setImmediate(); // all that could go on without the work has gone on
    assert.equal(released, false);
    assert.equal(made[0]?.open, true);
    work.resolve(undefined);
    await Promise.all([user, releasing]);
    assert.equal(made[0].open, false);
    await use('a', isOpen);
    assert.equal(made.length, 2);
  });

  it('tries again after what could not be opened, and lets go after work that failed', async () => {
    const { leases } = doors();
    let tries = 0;
    const released: number[] = [];
    const open = () => {
      const attempt = ++tries;
      if (attempt === 1) return Promise.reject(new Error('no key'));
      return Promise.resolve({
        name: 'a',
        open: true,
        release: () => Promise.resolve(void released.push(attempt)),
      });
    };
    await assert.rejects(leases.use('a', open, nothing), /no key/);
    await assert.rejects(
      leases.use('a', open, () => Promise.reject(new Error('slipped'))),
      /slipped/,
    );
    await leases.release();
    assert.deepEqual(released, [2]);
  });
});
