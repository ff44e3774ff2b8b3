// Two engines on one data folder, as two programs have them, hear of each other's decisions, names, presets and settings.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { startServer } from '../../electron/browser/server.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { openDecisions } from '../../electron/engine/cache/decisions.ts';
import { changesOf, openChangeCount } from '../../electron/engine/kept/extent.ts';
import { openRevisions } from '../../electron/engine/cache/revisions.ts';
import type { LibraryRevisions, PodiumContract } from '../../shared/contract.ts';
import { httpCall } from '../../shared/calls/http-call.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import { isError } from '../fixtures/engine-error.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { engineOptions, fillFolder } from '../fixtures/match-folder.ts';

/** Everything that a listener has heard, and what it waits for. */
type Listening = {
  readonly heard: readonly LibraryRevisions[];
  /** The next news in which an area is another than at the beginning. */
  readonly hears: (area: keyof LibraryRevisions) => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly ended: Promise<unknown>;
};

async function listenBy(call: Call<PodiumContract>): Promise<Listening> {
  const heard: LibraryRevisions[] = [];
  const waiting = new Set<() => void>();
  const stopping = new AbortController();
  const onProgress = (now: LibraryRevisions) => {
    heard.push(now);
    for (const look of waiting) look();
  };
  const ended = call('library.changes', {}, { signal: stopping.signal, onProgress });
  const until = (isThere: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isThere()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  await until(() => heard.length > 0);
  let before = heard[0];
  return {
    heard,
    ended,
    async hears(area) {
      await until(() => heard.at(-1)?.[area] !== before?.[area]);
      const now = heard.at(-1);
      for (const other of ['decisions', 'people', 'presets', 'settings'] as const)
        if (other !== area) assert.equal(now?.[other], before?.[other], `${other} beside ${area}`);
      before = now;
    },
    async stop() {
      stopping.abort();
      await assert.rejects(ended, isError('cancelled', /Stopped/));
    },
  };
}

describe('library.changes', () => {
  const own = engineForEach();
  let other: Engine;

  beforeEach(() => {
    other = createEngine(engineOptions(own.data));
  });
  afterEach(() => other.close());

  /** Decides, names, keeps a preset and changes a setting, one after the other; the listener hears each alone. */
  async function changeEverything(call: Call<PodiumContract>, listening: Listening) {
    const { ids, faces } = await own.columns();
    await call('decision.write', { changes: [{ id: ids[0] ?? NaN, stars: 3 }] });
    await listening.hears('decisions');
    const face = { id: ids[faces.photo[0] ?? 0] ?? NaN, ordinal: 0 };
    await call('person.name', { faces: [face], name: 'Anna' });
    await listening.hears('people');
    await call('preset.save', { name: 'mine', weights: { sharpness: 1 } });
    await listening.hears('presets');
    await call('preset.remove', { name: 'mine' });
    await listening.hears('presets');
    await call('settings.write', { values: { 'faces.minHeightPx': 60 } });
    await listening.hears('settings');
  }

  it('tells of what the same engine and another one on the data have changed', async () => {
    await fillFolder(own.photos, 2);
    await own.sync();
    await own.analyse();
    const listening = await listenBy(own.engine.call);
    await changeEverything(own.engine.call, listening);
    await changeEverything(other.call, listening);
    await listening.stop();
  });

  it('tells nothing of what only reads, and of how the page was left', async () => {
    const listening = await listenBy(own.engine.call);
    await own.engine.call('page.write', { name: 'page', value: { tilePx: 190 } });
    await own.engine.call('library.opened', own.input());
    await own.engine.call('settings.read', {});
    await own.engine.call('preset.list', {});
    assert.equal(listening.heard.length, 1);
    await listening.stop();
  });

  it('tells every listener, as long as it listens', async () => {
    const [first, second] = [await listenBy(own.engine.call), await listenBy(other.call)];
    await first.stop();
    await own.engine.call('preset.save', { name: 'mine', weights: { smile: 1 } });
    await second.hears('presets');
    assert.equal(first.heard.length, 1);
    await second.stop();
  });

  it('is the same over HTTP, for two windows of one host', async () => {
    await fillFolder(own.photos, 2);
    await own.sync();
    await own.analyse();
    const server = await startServer({
      call: own.engine.call,
      imagesFolder: own.data,
      pageFolder: own.data,
    });
    const { origin, token } = server;
    const window = () => httpCall<PodiumContract>({ fetch, origin, token });
    try {
      const listening = await listenBy(window());
      await changeEverything(window(), listening);
      await listening.stop();
    } finally {
      await server.close();
    }
  });

  it('ends with a sentence when the engine closes', async () => {
    const listening = await listenBy(other.call);
    const closed = assert.rejects(listening.ended, isError('stopped', /Podium was closed/));
    await other.close();
    await closed;
    other = createEngine(engineOptions(own.data));
  });
});

describe('step 7 of the decisions', () => {
  it('counts at least one change for each photo and person that was there, once', () => {
    const database = openDatabase(':memory:', decisionMigrations.slice(0, 6), 'kept');
    database.exec(`
      INSERT INTO decisions (sha256) VALUES (randomblob(32)), (randomblob(32)), (randomblob(32));
      INSERT INTO people (name) VALUES ('Anna');
      UPDATE revisions SET number = 0`);
    assert.equal(changesOf(database), 4);
    const [, , , , , , step] = decisionMigrations;
    for (let time = 0; time < 2; time++) {
      step?.(database);
      database.pragma('user_version = 7');
      assert.deepEqual([changesOf(database), openRevisions(database).read().decisions], [4, 4]);
    }
    for (const later of decisionMigrations.slice(7)) later(database);
    openDecisions(database).write([{ picture: Buffer.alloc(32, 1), stars: 1 }]);
    assert.equal(openChangeCount(database)(), 5);
    database.close();
  });
});

describe('the revisions of the decisions', () => {
  it('counts changes from 0, in the areas where something changed', () => {
    const database = openDatabase(':memory:', decisionMigrations, 'kept');
    const revisions = openRevisions(database);
    assert.deepEqual(revisions.read(), {
      decisions: 0,
      people: 0,
      presets: 0,
      captions: 0,
      exchange: 0,
      taste: 0,
      moments: 0,
    });
    const decisions = openDecisions(database);
    decisions.write([{ picture: Buffer.alloc(32, 1), stars: 1 }]);
    const first = revisions.read().decisions;
    decisions.write([{ picture: Buffer.alloc(32, 1), stars: 2 }]);
    assert.ok(first > 0 && revisions.read().decisions > first);
    assert.deepEqual(
      { ...revisions.read(), decisions: 0 },
      { decisions: 0, people: 0, presets: 0, captions: 0, exchange: 0, taste: 0, moments: 0 },
    );
    database.close();
  });
});
