// models.db: what earlier versions kept in JSON files is taken over once; damage, read-only disks and newer versions are told.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import Sqlite from 'better-sqlite3';
import { readChoices, writeChoice } from '../../models/choices.ts';
import { chooseModel } from '../../models/choose.ts';
import { openFileCheck } from '../../models/file-check.ts';
import { openModelFolder } from '../../models/folder.ts';
import { rowsOf } from '../../models/state.ts';
import { madeEntry } from '../fixtures/made-model.ts';
import { mountSmallDisk, noSmallDisk } from '../fixtures/small-disk.ts';

const entries = [
  madeEntry('best', 'head-pose', ['best']),
  madeEntry('small', 'head-pose', ['small']),
];
const json = (value: unknown) => JSON.stringify(value);

/** What a version before models.db left: two models, of which the second is chosen. */
async function fillOld(dir: string): Promise<void> {
  for (const id of ['best', 'small']) await writeFile(join(dir, `${id}-0.onnx`), id);
  await writeFile(join(dir, 'choices.json'), json({ 'head-pose': 'small' }));
  const remembered = { bytes: 4, modifiedNs: '1', sha256: 'known' };
  await writeFile(join(dir, 'verified.json'), json({ 'gone.onnx': remembered }));
  const checks = [join(dir, 'provider-checks'), join(dir, 'embedded-0123', 'provider-checks')];
  for (const folder of checks) await mkdir(folder, { recursive: true });
  const trial = { pid: 1, startedMs: 1, deaths: 1 };
  await writeFile(join(checks[0] ?? '', 'a-cuda.json'), json({ reason: 'Other results.' }));
  await writeFile(join(checks[0] ?? '', 'b-cuda.json'), json({ trial }));
  await writeFile(join(checks[1] ?? '', 'c-cuda.json'), json({ reason: null }));
}

const trialsIn = (dir: string) => rowsOf(dir, 'SELECT * FROM trials ORDER BY name');

const chosen = async (dir: string) => (await openModelFolder(dir, entries)).chosen('head-pose')?.id;

describe('a model folder of an earlier version', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'podium-state-'));
    await fillOld(dir);
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('is taken over once: choices, what was read of files, trials of providers', async () => {
    assert.equal(await chosen(dir), 'small');
    assert.equal(openFileCheck(dir).readingOf(join(dir, 'gone.onnx'))?.sha256, 'known');
    assert.deepEqual(trialsIn(dir), [
      { name: 'a-cuda', ended: 1, deaths: 0, reason: 'Other results.' },
      { name: 'b-cuda', ended: 0, deaths: 1, reason: null },
      { name: 'c-cuda', ended: 1, deaths: 0, reason: null },
    ]);
    assert.deepEqual(await readdir(join(dir, 'embedded-0123')), []);
    assert.deepEqual((await readdir(dir)).toSorted(), [
      'best-0.onnx',
      'embedded-0123',
      'models.db',
      'small-0.onnx',
    ]);
    writeChoice(dir, 'head-pose', null);
    assert.equal(await chosen(dir), 'best', 'once');
  });

  it('whose choices cannot be read is told, and they stay to be corrected', async () => {
    const path = join(dir, 'choices.json');
    for (const content of ['{', '{"head-pose": 3}']) {
      await writeFile(path, content);
      assert.throws(
        () => readChoices(dir),
        (error: Error) =>
          error.message.startsWith(`${path} cannot be used (`) &&
          error.message.endsWith('Correct it, or delete it to go on without it.'),
      );
      assert.equal(await readFile(path, 'utf8'), content);
    }
    await writeFile(path, '{"head-pose": "small"}');
    assert.equal(await chosen(dir), 'small');
  });

  it('whose other files cannot be read is used without them', async () => {
    await writeFile(join(dir, 'verified.json'), '{');
    await writeFile(join(dir, 'provider-checks', 'a-cuda.json'), '3');
    assert.equal(await chosen(dir), 'small');
    assert.equal(trialsIn(dir).length, 2);
    assert.ok(!existsSync(join(dir, 'verified.json')));
  });
});

describe('a damaged models.db', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'podium-damaged-'));
    for (const id of ['best', 'small']) await writeFile(join(dir, `${id}-0.onnx`), id);
    chooseModel(await openModelFolder(dir, entries), 'head-pose', 'small');
  });
  afterEach(() => rm(dir, { recursive: true }));

  for (const [how, damage] of [
    ['is no database', (bytes: Buffer) => bytes.fill('x', 0, 100)],
    ['is torn in the middle', (bytes: Buffer) => bytes.fill(255, 4096)],
    ['is cut', (bytes: Buffer) => bytes.subarray(0, 5000)],
  ] as const)
    it(`because it ${how} is set aside with a sentence, and all works without it`, async () => {
      const path = join(dir, 'models.db');
      const damaged = damage(await readFile(path));
      await writeFile(path, damaged);
      const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
      assert.equal(await chosen(dir), 'best');
      assert.equal(
        (await warned).message,
        `${path} was damaged and is now ${path}.damaged. Choose again which models are used where that is not the best one; all else in it is found out anew.`,
      );
      assert.deepEqual(await readFile(`${path}.damaged`), damaged);
      writeChoice(dir, 'head-pose', 'small');
      assert.equal(await chosen(dir), 'small');
    });

  it('of a newer version is left alone, and told', async () => {
    const database = new Sqlite(join(dir, 'models.db'));
    database.pragma('user_version = 9');
    database.close();
    await assert.rejects(openModelFolder(dir, entries), {
      code: 'bad-input',
      message: /models\.db was made by a newer version of Podium\. Update Podium/,
    });
  });
});

describe('a model folder on a read-only disk', { skip: noSmallDisk }, () => {
  for (const [which, fill] of [
    ['as it is', (dir: string) => openModelFolder(dir, entries)],
    ['of an earlier version', () => Promise.resolve()],
  ] as const)
    it(`${which} is read with its choices, and says that a new one cannot be kept`, async () => {
      const disk = mountSmallDisk();
      try {
        await fillOld(disk.path);
        await fill(disk.path);
        disk.makeReadOnly();
        assert.equal(await chosen(disk.path), 'small');
        const folder = await openModelFolder(disk.path, entries);
        assert.throws(
          () => {
            chooseModel(folder, 'head-pose', 'best');
          },
          {
            code: 'unreadable',
            message:
              /models\.db cannot be written \(.+\)\. Check that its folder can be written to and has space/,
          },
        );
        assert.equal(await chosen(disk.path), 'small');
      } finally {
        disk.remove();
      }
    });

  it('that is damaged says what to do', async () => {
    const disk = mountSmallDisk();
    try {
      await writeFile(join(disk.path, 'models.db'), 'no database');
      disk.makeReadOnly();
      assert.throws(() => readChoices(disk.path), {
        code: 'bad-input',
        message: /models\.db is damaged and cannot be moved away\. Delete it: only which models/,
      });
    } finally {
      disk.remove();
    }
  });
});
