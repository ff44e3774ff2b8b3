// Killing the engine process loses nothing, whenever it happens, and the host starts it again.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Sqlite from 'better-sqlite3';
import { startChildEngine, type ChildEngine } from '../../electron/browser/child-engine.ts';
import { createEngine, type EngineOptions } from '../../electron/engine/engine.ts';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';

const kills = 20;
const photoCount = 48;
/** Longest life of an engine that is killed: long enough to start, load its models and finish a few photos. */
const longestLifeMs = 2000;

describe('an engine process that is killed', () => {
  let photos: string;
  let reference: PhotoColumns;
  const folders: string[] = [];

  const folder = () => {
    const made = temporaryFolder();
    folders.push(made);
    return made;
  };

  before(async () => {
    photos = folder();
    await fillFolder(photos, photoCount);
    const engine = createEngine(engineOptions(folder()));
    await engine.call('folder.sync', { folders: [photos] });
    await engine.call('folder.analyse', { folders: [photos] });
    reference = await engine.call('folder.columns', { folders: [photos] });
    await engine.close();
  });
  after(() => {
    folders.forEach(dropFolder);
  });

  it(`keeps a sound cache through ${kills} kills and ends with the same result`, async () => {
    const options = engineOptions(folder());
    const engine = startChildEngine(options);
    const random = seededRandom(20261121);
    await engine.call('folder.sync', { folders: [photos] });
    let finished = 0;
    for (let kill = 0; kill < kills; kill++) {
      const done = await killDuring(engine, photos, random() * longestLifeMs);
      if (done) finished += 1;
      assert.equal(integrity(options), 'ok');
      forgive(options);
    }
    assert.ok(finished < kills, 'at least one kill fell into the run');
    await engine.call('folder.analyse', { folders: [photos] });
    const { signals, faces, paths, problems } = await engine.call('folder.columns', {
      folders: [photos],
    });
    await engine.close();
    assert.deepEqual(problems, []);
    assert.deepEqual(paths, reference.paths);
    assert.deepEqual(signals, reference.signals);
    assert.deepEqual(faces, reference.faces);
  });

  it('skips a photo that stopped the engine again and again', async () => {
    const options = engineOptions(folder());
    const engine = createEngine(options);
    await engine.call('folder.sync', { folders: [photos] });
    await engine.close();
    const database = new Sqlite(join(options.cacheFolder, 'cache.db'));
    database.prepare('UPDATE files SET deaths = 3 WHERE path = ?').run(reference.paths[0]);
    database.close();
    const again = createEngine(options);
    const summary = await again.call('folder.analyse', { folders: [photos] });
    const { count, problems } = await again.call('folder.columns', { folders: [photos] });
    await again.close();
    assert.equal(summary.failed, 1);
    assert.equal(count, photoCount - 1);
    assert.match(problems[0]?.message ?? '', /^DSC_0001\.jpg stopped the engine/);
  });
});

/** Analyses until the process is killed after `lifeMs`; true when the run was finished before. */
async function killDuring(engine: ChildEngine, photos: string, lifeMs: number): Promise<boolean> {
  const run = engine.call('folder.analyse', { folders: [photos] }).then(
    () => true,
    (error: unknown) => {
      assert.ok(error instanceof EngineError && error.code === 'stopped', String(error));
      return false;
    },
  );
  const pid = engine.pid();
  assert.ok(pid !== undefined);
  await new Promise((resolve) => setTimeout(resolve, lifeMs));
  process.kill(pid, 'SIGKILL');
  const finished = await run;
  await gone(engine, pid);
  return finished;
}

/** Resolves when the host has noticed the death. */
async function gone(engine: ChildEngine, pid: number): Promise<void> {
  while (engine.pid() === pid) await new Promise((resolve) => setImmediate(resolve));
}

/** So many kills may well meet one photo three times, which is then skipped: that is for the test below. */
function forgive({ cacheFolder }: EngineOptions): void {
  const database = new Sqlite(join(cacheFolder, 'cache.db'));
  database.prepare('UPDATE files SET deaths = 0').run();
  database.close();
}

function integrity({ cacheFolder }: EngineOptions): unknown {
  const database = new Sqlite(join(cacheFolder, 'cache.db'));
  try {
    return database.pragma('integrity_check', { simple: true });
  } finally {
    database.close();
  }
}
