import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  link,
  mkdir,
  mkdtemp,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { makeOwnFolder } from '../../electron/engine/files/own-folder.ts';
import { scanFolder, type Scan } from '../../electron/engine/files/scan.ts';

let base = '';
let root = '';
before(async () => {
  base = await mkdtemp(join(tmpdir(), 'podium-scan-'));
});
beforeEach(async () => {
  root = await mkdtemp(join(base, 'photos-'));
});
after(() => rm(base, { recursive: true, force: true }));

async function write(path: string, content = 'x'): Promise<void> {
  const full = join(root, path);
  await mkdir(join(full, '..'), { recursive: true });
  await writeFile(full, content);
}

const scan = (recursive = true) => scanFolder(root, { recursive });
const names = ({ files }: Scan) => files.map(({ path }) => relative(root, path));

describe('scan', () => {
  it('lists files with size and modified time, ordered by code units', async () => {
    for (const path of ['b/2.jpg', 'a.JPG', 'B.jpg', 'b/1.jpg', 'ä.jpg', 'notes.txt']) {
      await write(path, path);
    }
    await utimes(join(root, 'a.JPG'), 1_700_000_000, 1_700_000_000.125);
    const result = await scan();
    assert.deepEqual(names(result), ['B.jpg', 'a.JPG', 'b/1.jpg', 'b/2.jpg', 'notes.txt', 'ä.jpg']);
    assert.deepEqual(result.files[1], {
      path: join(root, 'a.JPG'),
      sizeBytes: 5,
      modifiedMs: 1_700_000_000_125,
      changedMs: Number((await stat(join(root, 'a.JPG'), { bigint: true })).ctimeMs),
    });
    assert.deepEqual(result.problems, []);
  });

  it('stays in the folder when not recursive', async () => {
    await write('a.jpg');
    await write('sub/b.jpg');
    await symlink(join(root, 'sub'), join(root, 'link'));
    assert.deepEqual(names(await scan(false)), ['a.jpg']);
  });

  it('leaves out what is hidden, the system or beside a photo', async () => {
    const hidden = ['.hidden.jpg', '.trash/a.jpg', '@eaDir/a.jpg', '$RECYCLE.BIN/a.jpg'];
    const system = ['System Volume Information/a.jpg', 'Thumbs.db', 'desktop.ini'];
    const beside = ['a.xmp', 'a.JPG.xmp', 'a.AAE', 'MVI_1.THM'];
    for (const path of [...hidden, ...system, ...beside, 'a.JPG']) await write(path);
    assert.deepEqual(names(await scan()), ['a.JPG']);
  });

  it('counts unfinished copies, also those that hold a photo, and sidecars that are not read', async () => {
    const unfinished = ['a.JPG_original', 'a.jpg~', 'b.jpg.bak', 'c.NEF.filepart', 'd.jpg.part'];
    const others = ['sub/a.xmp', 'b.xmp', 'a.pp3']; // of no photo here, or of a program whose edits are not read
    for (const path of [...unfinished, ...others, 'a.JPG']) await write(path);
    for (const read of ['a.xmp', 'A.jpg.xmp']) await write(read);
    const found = await scan();
    assert.deepEqual(names(found), ['a.JPG']);
    assert.deepEqual(found.leftOut.toSorted(), [
      ...others.map(() => 'sidecar'),
      ...unfinished.map(() => 'unfinished'),
    ]);
  });

  it('takes any name: unicode, emoji, line breaks, 250 bytes', async () => {
    const odd = ['Zoë 日本.jpg', '🏅🤸.jpg', 'two\nlines.jpg', `${'n'.repeat(246)}.jpg`, '-rf.jpg'];
    for (const name of odd) await write(name);
    const result = await scan();
    assert.deepEqual(names(result).sort(), odd.sort());
    assert.deepEqual(result.problems, []);
  });

  it('reports names that are not valid text instead of losing the file', async (test) => {
    const made = Buffer.concat([
      Buffer.from(`${root}/caf`),
      Buffer.from([0xe9]),
      Buffer.from('.jpg'),
    ]);
    try {
      await writeFile(made, 'x');
    } catch {
      test.skip('this disk refuses names that are not UTF-8');
      return;
    }
    await write('a.jpg');
    const result = await scan();
    assert.deepEqual(names(result), ['a.jpg']);
    assert.deepEqual(
      result.problems.map(({ message }) => message),
      ['caf\ufffd.jpg could not be read: its name is not valid text (UTF-8); rename the file.'],
    );
  });

  it('lists a file once, by its real path, however many links lead to it', async () => {
    await write('z/real.jpg');
    await symlink(join(root, 'z/real.jpg'), join(root, 'a-link.jpg'));
    await symlink(join(root, 'z'), join(root, 'b-folder'));
    await link(join(root, 'z/real.jpg'), join(root, 'z/second.jpg'));
    assert.deepEqual(names(await scan()), ['z/real.jpg']);
  });

  it('follows links out of the folder, and links in there', async () => {
    const outside = await mkdtemp(join(base, 'outside-'));
    const further = await mkdtemp(join(base, 'further-'));
    await writeFile(join(outside, 'o.jpg'), 'o');
    await writeFile(join(further, 'f.jpg'), 'f');
    await symlink(further, join(outside, 'more'));
    await symlink(outside, join(root, 'link'));
    assert.deepEqual(names(await scan()), ['link/more/f.jpg', 'link/o.jpg']);
  });

  it('survives loops of links', async () => {
    await write('sub/a.jpg');
    await symlink(root, join(root, 'sub/up'));
    await symlink(join(root, 'sub'), join(root, 'sub/self'));
    await symlink(join(root, 'y'), join(root, 'x'));
    await symlink(join(root, 'x'), join(root, 'y'));
    const result = await scan();
    assert.deepEqual(names(result), ['sub/a.jpg']);
    assert.deepEqual(result.problems, []);
  });

  it('does not follow a link up and out of the folder', async () => {
    const outside = await mkdtemp(join(base, 'outside-'));
    await writeFile(join(outside, 'o.jpg'), 'o');
    await mkdir(join(outside, 'in'));
    await writeFile(join(outside, 'in', 'i.jpg'), 'i');
    await write('a.jpg');
    await symlink(base, join(root, 'up'));
    await symlink(join(outside, 'in'), join(root, 'link'));
    await symlink(outside, join(outside, 'in', 'up'));
    assert.deepEqual(names(await scan()), ['a.jpg', 'link/i.jpg']);
  });

  it('leaves out the folders Podium made for itself, but not the one that is opened', async () => {
    for (const folder of ['day', 'album', 'mine']) await write(`${folder}/${folder}.jpg`);
    await rm(join(root, 'album'), { recursive: true });
    makeOwnFolder(join(root, 'album', 'best'));
    await write('album/best/copy.jpg');
    await write('album/best/more/copy.jpg');
    makeOwnFolder(join(root, 'mine'));
    assert.deepEqual(names(await scan()), ['day/day.jpg', 'mine/mine.jpg']);
    const opened = await scanFolder(join(root, 'album', 'best'), { recursive: true });
    assert.deepEqual(names(opened), ['album/best/copy.jpg', 'album/best/more/copy.jpg']);
  });

  it('says which photo is a link to nothing', async () => {
    await symlink(join(root, 'gone.jpg'), join(root, 'a.jpg'));
    await symlink(join(root, 'gone.txt'), join(root, 'a.txt'));
    assert.deepEqual((await scan()).problems, [
      { path: join(root, 'a.jpg'), message: 'a.jpg could not be read: its link leads nowhere.' },
    ]);
  });

  it('skips what is neither file nor folder', async (test) => {
    if (process.platform === 'win32') {
      test.skip('there are no pipes among files here');
      return;
    }
    execFileSync('mkfifo', [join(root, 'pipe.jpg')]);
    await write('a.jpg');
    assert.deepEqual(names(await scan()), ['a.jpg']);
  });

  it('reports a folder that cannot be read and lists the rest', async () => {
    // Longer than any path may be: unreadable even for root, whom no permission stops.
    const long = ['n'.repeat(200), 'n'.repeat(200), 'n'.repeat(200), 'n'.repeat(200)];
    const deep = (start: string) => join(root, start, ...long, ...long);
    for (const start of ['1', '2', '3']) await mkdir(deep(start), { recursive: true });
    await write('a.jpg');
    await rename(join(root, '3'), join(deep('2'), '3'));
    await rename(join(root, '2'), join(deep('1'), '2'));
    const result = await scan();
    await rename(join(deep('1'), '2'), join(root, '2'));
    assert.deepEqual(names(result), ['a.jpg']);
    assert.equal(result.problems.length, 1);
    assert.match(result.problems[0]?.message ?? '', /could not be read: the path is too long\.$/);
  });

  it('rejects a missing folder and a file with a sentence', async () => {
    await write('a.jpg');
    await assert.rejects(scanFolder(join(root, 'none'), { recursive: true }), {
      code: 'not-found',
      message: `There is no folder ${join(root, 'none')}.`,
    });
    await assert.rejects(scanFolder(join(root, 'a.jpg'), { recursive: true }), {
      code: 'bad-input',
      message: `${join(root, 'a.jpg')} is a file, not a folder.`,
    });
  });

  it('finds nothing in an empty folder', async () => {
    const { folders, ...found } = await scan();
    assert.deepEqual(found, { files: [], sidecars: [], leftOut: [], problems: [] });
    assert.deepEqual(
      folders.map(({ path }) => path),
      [root],
    );
  });

  it('reports how many it has found, and stops when asked', async () => {
    for (let i = 0; i < 150; i += 1) await write(`${i}.jpg`);
    const counts: number[] = [];
    await scanFolder(root, { recursive: true, onFound: (count) => counts.push(count) });
    assert.deepEqual(counts, [64, 128, 150]);
    const stop = new AbortController();
    const stopped = scanFolder(root, {
      recursive: true,
      signal: stop.signal,
      onFound: () => {
        stop.abort();
      },
    });
    await assert.rejects(stopped, { code: 'cancelled' });
  });
});
