// decisions.db in every bad state: it is noticed, nothing acts as if nothing had been decided, and a copy comes back.

import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openDatabase } from '../../electron/engine/cache/database.ts';
import { decisionMigrations } from '../../electron/engine/cache/decisions-migrations.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { findLost } from '../../electron/engine/kept/lost.ts';
import { seededRandom } from '../../shared/arithmetic/bootstrap.ts';
import {
  decide,
  dropJournals,
  flipBit,
  photoCount,
  starsOf,
  withEngine,
} from '../fixtures/decided-data.ts';
import { isError } from '../fixtures/engine-error.ts';
import { deleteCache } from '../fixtures/engine-in-test.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';

const decided = [4, 4, 4, 4, 4, 0];
const nothing = Array<number>(photoCount).fill(0);

/** What a disk, a sync client or a slip of the hand makes of a file, and how that is called. */
const damages: Readonly<Record<string, { readonly does: (file: string) => void; says: RegExp }>> = {
  'is missing': {
    does: (file) => {
      rmSync(file);
    },
    says: /is missing/,
  },
  'is empty': {
    does: (file) => {
      truncateSync(file, 0);
    },
    says: /is empty/,
  },
  'holds no tables': {
    does: (file) => {
      rmSync(file);
      openDatabase(file, []).close();
    },
    says: /is (empty|damaged)/,
  },
  'holds tables and no row': {
    does: (file) => {
      rmSync(file);
      openDatabase(file, decisionMigrations, 'kept').close();
    },
    says: /is empty/,
  },
  'ends early': {
    does: (file) => {
      truncateSync(file, Math.floor(statSync(file).size / 2));
    },
    says: /is damaged/,
  },
  'is text': {
    does: (file) => {
      writeFileSync(file, 'text '.repeat(4000));
    },
    says: /is damaged/,
  },
  'has a flipped header': {
    does: (file) => {
      flipBit(file, 3);
    },
    says: /is damaged/,
  },
  'has lost its version': {
    does: (file) => {
      writeFileSync(file, withVersion(readFileSync(file), 0));
    },
    says: /is damaged/,
  },
  'is zeros': {
    does: (file) => {
      writeFileSync(file, Buffer.alloc(statSync(file).size));
    },
    says: /is damaged/,
  },
};

describe('decisions that are lost', () => {
  let data: string;
  let photos: string;
  let file: string;
  beforeEach(async () => {
    data = temporaryFolder();
    photos = temporaryFolder();
    file = join(data, 'decisions.db');
    await decide(data, photos);
  });
  afterEach(() => {
    dropFolder(data);
    dropFolder(photos);
  });

  for (const [state, { does, says }] of Object.entries(damages))
    it(`are noticed and come back from the copy when the file ${state}`, async () => {
      dropJournals(file);
      does(file);
      const before = existsSync(file) ? readFileSync(file) : null;
      await withEngine(data, async ({ call }) => {
        for (const ask of [
          () => call('folder.sync', { folders: [photos] }),
          () => call('decision.read', { folders: [photos] }),
          () => call('library.recent', {}),
          () => call('preset.list', {}),
        ])
          await assert.rejects(
            ask,
            isError('bad-input', /decisions\.db .*The copy of .* 5 photos/),
          );
        const { lost, copies } = await call('kept.check', {});
        assert.match(lost?.why ?? '', says);
        assert.equal(copies.length, 1);
        assert.deepEqual([lost?.copy?.photos, lost?.copy?.lacks], [5, 0]);
        assert.deepEqual(existsSync(file) ? readFileSync(file) : null, before, 'it is left alone');
        const restored = await call('kept.restore', { what: 'copy' });
        assert.equal(restored.lost, null);
        await call('folder.sync', { folders: [photos] });
        const { stars } = await call('decision.read', { folders: [photos] });
        assert.deepEqual([...stars], decided);
      });
      assert.deepEqual(asideContents(), before ? [before] : []);
      assert.deepEqual(await starsOf(data, photos), decided);
    });

  it('are missed beside an emptied cache as well: the copies tell', async () => {
    deleteCache(data);
    rmSync(file);
    await withEngine(data, async ({ call }) => {
      await assert.rejects(call('folder.sync', { folders: [photos] }), /is missing/);
      assert.equal((await call('kept.check', {})).lost?.copy?.photos, 5);
    });
  });

  it('are missed where there is no copy: what one may do is said, and done', async () => {
    rmSync(join(data, 'backups'), { recursive: true });
    writeFileSync(file, '');
    await withEngine(data, async ({ call }) => {
      await assert.rejects(call('library.recent', {}), /There is no copy of it.*--start-empty/);
      await assert.rejects(call('kept.restore', { what: 'copy' }), /no copy that could be/);
      await call('kept.restore', { what: 'nothing' });
    });
    assert.deepEqual(await starsOf(data, photos), nothing);
    assert.deepEqual(asideContents(), [Buffer.alloc(0)]);
  });

  it('start empty when told to, and are not asked for again', async () => {
    const damaged = Buffer.from('text '.repeat(4000));
    writeFileSync(file, damaged);
    await withEngine(data, ({ call }) => call('kept.restore', { what: 'nothing' }));
    assert.deepEqual(asideContents(), [damaged]);
    for (let start = 0; start < 2; start++) assert.deepEqual(await starsOf(data, photos), nothing);
    await withEngine(data, async ({ call }) => {
      assert.equal((await call('kept.check', {})).lost, null);
      await assert.rejects(call('kept.restore', { what: 'copy' }), /nothing is lost/);
    });
  });

  it('are there again when the file is put back by hand while Podium waits', async () => {
    const own = readFileSync(file);
    writeFileSync(file, 'text '.repeat(4000));
    await withEngine(data, async ({ call }) => {
      await assert.rejects(call('folder.sync', { folders: [photos] }), /is damaged/);
      writeFileSync(file, own);
      await call('folder.sync', { folders: [photos] });
      const { stars } = await call('decision.read', { folders: [photos] });
      assert.deepEqual([...stars], decided);
    });
  });

  it('come back from the newest copy that is whole, which says what it lacks', async () => {
    const [copy = ''] = copies();
    copyFileSync(copy, join(data, 'backups', 'decisions-2026-01-01.db'));
    utimesSync(join(data, 'backups', 'decisions-2026-01-01.db'), 1e9, 1e9);
    await decide(data, photos, 5);
    for (let offset = 200; offset < statSync(copy).size; offset += 50) flipBit(copy, offset);
    rmSync(file);
    await withEngine(data, async ({ call }) => {
      const { lost } = await call('kept.check', {});
      assert.match(lost?.copy?.file ?? '', /decisions-2026-01-01\.db$/);
      assert.equal(lost?.copy?.lacks, 5);
      await assert.rejects(
        call('library.recent', {}),
        /The copy of 9 September 2001.*The last 5 changes after that are not in it/,
      );
    });
  });

  it('are not written to a file that was taken away or replaced meanwhile', async () => {
    await withEngine(data, async ({ call }) => {
      await call('folder.sync', { folders: [photos] });
      const { ids } = await call('folder.columns', { folders: [photos] });
      const own = readFileSync(file);
      rmSync(file);
      const write = () => call('decision.write', { changes: [{ id: ids[0] ?? NaN, stars: 1 }] });
      await assert.rejects(write, isError('internal', /moved away or replaced.*start it again/));
      writeFileSync(file, own);
      await assert.rejects(write, /moved away or replaced/);
    });
    assert.deepEqual(await starsOf(data, photos), decided);
  });

  it('are none where none were made: a new data folder opens', async () => {
    const fresh = temporaryFolder();
    try {
      await withEngine(fresh, ({ call }) => call('folder.sync', { folders: [photos] }));
      rmSync(join(fresh, 'decisions.db'));
      await withEngine(fresh, ({ call }) => call('folder.sync', { folders: [photos] }));
      assert.equal(existsSync(join(fresh, 'backups')), false);
    } finally {
      dropFolder(fresh);
    }
  });

  it('leaves a file of a newer Podium alone, to the byte', () => {
    writeFileSync(file, withVersion(readFileSync(file), 99));
    const before = readFileSync(file);
    assert.throws(() => createEngine(engineOptions(data)), /made by a newer version/);
    assert.deepEqual(readFileSync(file), before);
  });

  it('a bit turned around anywhere is noticed, or changes nothing', () => {
    const whole = readFileSync(file);
    const random = seededRandom(20261130);
    const rows = contentOf(file);
    let noticed = 0;
    for (let flip = 0; flip < 400; flip++) {
      const offset = Math.floor(random() * whole.length);
      writeFileSync(file, whole);
      flipBit(file, offset, Math.floor(random() * 8));
      if (isNoticed()) noticed += 1;
      else assert.deepEqual(contentOf(file), rows, `byte ${offset}`);
    }
    assert.ok(noticed > 20, `${noticed} noticed`);
    writeFileSync(file, whole);
  });

  it('a bit turned around in a stored decision is always noticed', async () => {
    const key = await firstPicture();
    const whole = readFileSync(file);
    const at: number[] = [];
    for (let found = whole.indexOf(key); found >= 0; found = whole.indexOf(key, found + 1))
      at.push(found);
    assert.ok(at.length >= 2, 'each row is there twice');
    for (const offset of at)
      for (let bit = 0; bit < 32 * 8; bit += 5) {
        writeFileSync(file, whole);
        flipBit(file, offset + Math.floor(bit / 8), bit % 8);
        assert.match(findLost(file, undefined)?.why ?? '', /is damaged/);
      }
    const [pickOf = 0] = at;
    for (let bit = 0; bit < 8; bit++) {
      writeFileSync(file, whole);
      flipBit(file, pickOf + 32, bit); // behind the key: the stars, or the next row
      assert.ok(isNoticed());
    }
  });

  function isNoticed(): boolean {
    try {
      if (findLost(file, undefined)) return true;
      openDatabase(file, decisionMigrations, 'kept').close();
      return false;
    } catch {
      return true;
    }
  }

  function copies(): string[] {
    const folder = join(data, 'backups');
    return readdirSync(folder).map((name) => join(folder, name));
  }

  function asideContents(): Buffer[] {
    return readdirSync(data)
      .filter((name) => /^decisions\.db\.aside-[\dT-]+Z?$/.test(name))
      .map((name) => readFileSync(join(data, name)));
  }

  async function firstPicture(): Promise<Buffer> {
    return withEngine(data, async ({ call }) => {
      const { pictures } = await call('folder.columns', { folders: [photos] });
      return Buffer.from(pictures.subarray(0, 32));
    });
  }
});

/** The file with another `user_version` in its header. */
function withVersion(bytes: Buffer, version: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32BE(version, 60);
  return copy;
}

function contentOf(file: string): unknown[] {
  const database = openDatabase(file, decisionMigrations, 'kept');
  try {
    return database.prepare('SELECT * FROM decisions ORDER BY sha256').all();
  } finally {
    database.close();
  }
}
