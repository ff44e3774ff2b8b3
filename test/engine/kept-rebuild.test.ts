// A decisions.db that is lost or damaged while it is open: its copy and its log have every decision that was acknowledged.

import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { copyToLookAt } from '../../electron/engine/kept/look.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { decide, dropJournals, photoCount, starsOf, withEngine } from '../fixtures/decided-data.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';

describe('decisions that were acknowledged', () => {
  let data: string;
  let photos: string;
  let killed: string;
  let engine: Engine | undefined;
  beforeEach(() => {
    data = temporaryFolder();
    photos = temporaryFolder();
    killed = join(temporaryFolder(), 'data');
  });
  afterEach(async () => {
    await engine?.close();
    engine = undefined;
    for (const folder of [data, photos, join(killed, '..')]) dropFolder(folder);
  });

  /** Gives all photos these stars, and takes the data folder as a kill would leave it. */
  async function giveAndKill(stars: number, meanwhile = () => undefined as unknown): Promise<void> {
    engine = createEngine(engineOptions(data));
    await engine.call('folder.sync', { folders: [photos] });
    const { ids } = await engine.call('folder.columns', { folders: [photos] });
    for (const id of ids) {
      await engine.call('decision.write', { changes: [{ id, stars }] });
      meanwhile();
    }
    cpSync(data, killed, { recursive: true });
  }
  const all = (stars: number) => Array<number>(photoCount).fill(stars);

  it('are there where the WAL is gone, in the command that keeps nothing too', async () => {
    await decide(data, photos, 2);
    await giveAndKill(5);
    dropJournals(join(killed, 'decisions.db'));
    const copy = join(killed, 'copy.db');
    copyToLookAt({ cacheFolder: killed, decisionsFile: join(killed, 'decisions.db') }, copy);
    const looked = createEngine({ ...engineOptions(killed), decisionsFile: copy });
    await looked.call('folder.sync', { folders: [photos] });
    assert.deepEqual(
      [...(await looked.call('decision.read', { folders: [photos] })).stars],
      all(5),
    );
    await looked.close();
    assert.deepEqual(await starsOf(killed, photos), all(5));
  });

  it('are there where the log is gone', async () => {
    await giveOnFirstDay(3);
    rmSync(join(killed, 'decisions.db-log'));
    assert.deepEqual(await starsOf(killed, photos), all(3));
  });

  for (const [how, spoil] of Object.entries({
    damaged: (file: string) => {
      writeFileSync(file, 'text '.repeat(4000));
    },
    missing: (file: string) => {
      rmSync(file);
    },
  }))
    it(`come back from the copy and the log where the file is ${how}, all of them`, async () => {
      await decide(data, photos, 2);
      await giveAndKill(4);
      await comeBack(spoil, 4);
    });

  it('come back from the log alone on the first day, before there is a copy', async () => {
    await giveOnFirstDay(4);
    assert.ok(!existsSync(join(killed, 'backups')));
    await comeBack((file) => {
      writeFileSync(file, '');
    }, 4);
  });

  it('come back after a long session, in which the log began anew', async () => {
    await decide(data, photos, 2);
    const long = { topPath: 'x'.repeat(60_000) };
    await giveAndKill(4, () => engine?.call('page.write', { name: 'folders:/a', value: long }));
    for (let times = 0; times < 20; times++)
      await engine?.call('page.write', { name: 'folders:/a', value: long });
    const ids = (await engine?.call('folder.columns', { folders: [photos] }))?.ids ?? [];
    for (const id of ids) await engine?.call('decision.write', { changes: [{ id, stars: 1 }] });
    const { size } = statSync(join(data, 'decisions.db-log'));
    assert.ok(size < 1 << 20, `${size} bytes: it began anew`);
    rmSync(killed, { recursive: true });
    cpSync(data, killed, { recursive: true });
    await comeBack((file) => {
      rmSync(file);
    }, 1);
  });

  it('do not come back once somebody has begun anew, whatever is killed then', async () => {
    await decide(data, photos, 2);
    await giveAndKill(4);
    dropJournals(join(killed, 'decisions.db'));
    rmSync(join(killed, 'decisions.db'));
    await withEngine(killed, async ({ call }) => {
      assert.equal((await call('kept.restore', { what: 'nothing' })).lost, null);
      await call('folder.sync', { folders: [photos] });
      const { stars } = await call('decision.read', { folders: [photos] });
      assert.deepEqual([...stars], all(0));
    });
    assert.deepEqual(await starsOf(killed, photos), all(0));
    const aside = readdirSync(killed).filter((name) => name.includes('.aside-'));
    assert.deepEqual(
      aside.map((name) => name.endsWith('-log')),
      [true],
    );
  });

  /** On a first day: nothing was closed yet. */
  async function giveOnFirstDay(stars: number): Promise<void> {
    await fillFolder(photos, photoCount);
    await giveAndKill(stars);
  }

  async function comeBack(spoil: (file: string) => void, stars: number): Promise<void> {
    const file = join(killed, 'decisions.db');
    dropJournals(file);
    spoil(file);
    await withEngine(killed, async ({ call }) => {
      const { lost } = await call('kept.check', {});
      assert.deepEqual([lost?.copy?.photos, lost?.copy?.lacks], [photoCount, 0]);
      assert.equal((await call('kept.restore', { what: 'copy' })).lost, null);
    });
    dropJournals(file);
    assert.deepEqual(await starsOf(killed, photos), all(stars));
  }
});
