// Folders that are watched while photos are copied into them, and while their disk is pulled out and put back.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import type { FolderNow, LibraryChanges } from '../../shared/contract.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
  variedPhoto,
} from '../fixtures/match-folder.ts';
import { mountSmallDisk, noSmallDisk } from '../fixtures/small-disk.ts';

/** Looks follow each other quickly, and a copy that stalls is not given up within a test. */
const pace = { gatherMs: 20, lookMs: 50, quietMs: 60, stalledMs: 3_600_000 };

type Watched = {
  readonly engine: Engine;
  readonly folder: string;
  /** Everything that was said of the folder. */
  readonly said: FolderNow[];
  /** Resolves when the folder is said to be so. */
  until(is: (now: FolderNow) => boolean | Promise<boolean>): Promise<FolderNow>;
  names(): Promise<string[]>;
  end(): Promise<void>;
};

/** Watches a folder as a page that has just opened it. */
async function watched(
  folder: string,
  live: Partial<typeof pace> = {},
  made = temporaryFolder(),
): Promise<Watched> {
  const engine = createEngine({ ...engineOptions(made), live: { ...pace, ...live } });
  const input = { folders: [folder] };
  await engine.call('folder.sync', { ...input, waits: true });
  const said: FolderNow[] = [];
  const waiting = new Set<() => void>();
  const over = new AbortController();
  const onProgress = ({ folders }: LibraryChanges) => {
    if (!folders || folders === said.at(-1)) return;
    said.push(folders);
    for (const look of waiting) look();
  };
  const watching = engine.call('library.changes', input, { signal: over.signal, onProgress });
  const ended = watching.catch(() => undefined);
  return {
    engine,
    folder,
    said,
    until: (is) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const now = said.at(-1);
          if (!now) return;
          void Promise.resolve(is(now)).then((isSo) => {
            if (!isSo) return;
            waiting.delete(look);
            resolve(now);
          }, reject);
        };
        waiting.add(look);
        look();
      }),
    async names() {
      const { paths } = await engine.call('folder.columns', input);
      return paths.map((path) => path.slice(folder.length + 1)).sort();
    },
    async end() {
      over.abort();
      await ended;
      await engine.close();
      dropFolder(made);
    },
  };
}

/** Why tests that count the system's watchers are skipped here; false where they can run. */
const cannotCount = process.platform !== 'linux' && 'only Linux tells how many watchers there are';

/** How many watchers this process has. */
function fileWatchers(): number {
  const open = readdirSync('/proc/self/fd');
  const told = open.map((fd) => {
    try {
      return readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8');
    } catch {
      return ''; // closed since
    }
  });
  return told.join('').split('inotify wd:').length - 1;
}

/** More than any system's queue of hints holds for a small folder; writing more only takes longer. */
const manyFiles = 3000;

describe('a folder that is watched', { timeout: 600_000 }, () => {
  let photo: Buffer;
  before(async () => {
    photo = await variedPhoto(1);
  });

  const inFolder = async (
    test: (watch: Watched, folder: string) => Promise<void>,
    live: Partial<typeof pace> = {},
  ) => {
    const folder = temporaryFolder();
    await fillFolder(folder, 2);
    const watch = await watched(folder, live);
    try {
      await watch.until(() => true);
      await test(watch, folder);
    } finally {
      await watch.end();
      dropFolder(folder);
    }
  };
  const has = (watch: Watched, ...names: string[]) =>
    watch.until(async () => JSON.stringify(await watch.names()) === JSON.stringify(names.sort()));

  it('shows what is new, changed, moved and gone, also in new folders', () =>
    inFolder(async (watch, folder) => {
      writeFileSync(join(folder, 'new.jpg'), photo);
      await has(watch, 'DSC_0001.jpg', 'DSC_0002.jpg', 'new.jpg');
      renameSync(join(folder, 'new.jpg'), join(folder, 'other.jpg'));
      await has(watch, 'DSC_0001.jpg', 'DSC_0002.jpg', 'other.jpg');
      unlinkSync(join(folder, 'DSC_0001.jpg'));
      await has(watch, 'DSC_0002.jpg', 'other.jpg');
      mkdirSync(join(folder, 'sub'));
      writeFileSync(join(folder, 'sub', 'deep.jpg'), photo);
      await has(watch, 'DSC_0002.jpg', 'other.jpg', join('sub', 'deep.jpg'));
      const { state } = watch.said.at(-1) ?? assert.fail();
      copyFileSync(join(folder, 'DSC_0002.jpg'), join(folder, 'other.jpg'));
      await watch.until((now) => now.state !== state);
    }));

  it('has other ratings once a sidecar is written', () =>
    inFolder(async (watch, folder) => {
      const { state } = watch.said.at(-1) ?? assert.fail();
      writeFileSync(
        join(folder, 'DSC_0001.xmp'),
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>',
      );
      await watch.until((now) => now.state !== state);
    }));

  it('lets a slow writer finish, and shows nothing broken on the way', () =>
    inFolder(async (watch, folder) => {
      const slow = join(folder, 'slow.jpg');
      const [third, problems] = [Math.floor(photo.length / 3), [] as string[]];
      writeFileSync(slow, '');
      await watch.until(({ growing }) => growing === 1);
      for (const [from, to] of [
        [0, third],
        [third, 2 * third],
      ] as const) {
        appendFileSync(slow, photo.subarray(from, to));
        const { paths } = await watch.engine.call('folder.columns', { folders: [folder] });
        assert.equal(paths.length, 2);
      }
      await watch.until(({ growing, leftOut }) => growing === 1 && leftOut.unfinished === 1);
      appendFileSync(slow, photo.subarray(2 * third));
      await has(watch, 'DSC_0001.jpg', 'DSC_0002.jpg', 'slow.jpg');
      problems.push(...watch.said.flatMap((now) => now.problems.map(({ message }) => message)));
      await watch.engine.call('folder.analyse', { folders: [folder] });
      const columns = await watch.engine.call('folder.columns', { folders: [folder] });
      assert.deepEqual([problems, columns.problems], [[], []]);
      assert.equal(watch.said.at(-1)?.growing, 0);
    }));

  it('waits for a copy whose room was made before it is written', () =>
    inFolder(async (watch, folder) => {
      const roomy = join(folder, 'roomy.jpg');
      writeFileSync(
        roomy,
        Buffer.concat([photo.subarray(0, 2000), Buffer.alloc(photo.length - 2000)]),
      );
      await watch.until(({ growing }) => growing === 1);
      writeFileSync(roomy, photo, { flag: 'r+' });
      await has(watch, 'DSC_0001.jpg', 'DSC_0002.jpg', 'roomy.jpg');
    }));

  it('shows a photo that stays half as what it is, after a while', () =>
    inFolder(
      async (watch, folder) => {
        writeFileSync(join(folder, 'half.jpg'), photo.subarray(0, 3000));
        await has(watch, 'DSC_0001.jpg', 'DSC_0002.jpg', 'half.jpg');
      },
      { stalledMs: 200 },
    ));

  it('keeps everything while it is away, and finishes when it is back', () =>
    inFolder(async (watch, folder) => {
      const elsewhere = `${folder} elsewhere`;
      renameSync(folder, elsewhere);
      const { state } = await watch.until(({ away }) => away.includes(folder));
      const input = { folders: [folder] };
      const { analysed, failed } = await watch.engine.call('folder.analyse', input);
      assert.deepEqual([analysed, failed], [0, 0], 'nothing is wrong with photos that are away');
      writeFileSync(join(elsewhere, 'meanwhile.jpg'), photo);
      assert.equal((await watch.names()).length, 2);
      renameSync(elsewhere, folder);
      await watch.until((now) => now.away.length === 0 && now.state !== state);
      assert.equal((await watch.engine.call('folder.analyse', input)).analysed, 3);
      assert.deepEqual((await watch.engine.call('folder.columns', input)).problems, []);
    }));

  it('keeps everything while an empty folder stands in its place, and no longer than that', () =>
    inFolder(async (watch, folder) => {
      const elsewhere = `${folder} elsewhere`;
      renameSync(folder, elsewhere);
      mkdirSync(folder);
      await watch.until(({ away }) => away.includes(folder));
      assert.equal((await watch.names()).length, 2);
      rmdirSync(folder);
      renameSync(elsewhere, folder);
      await watch.until(({ away }) => away.length === 0);
      for (const name of await watch.names()) unlinkSync(join(folder, name));
      await has(watch);
    }));

  it('keeps everything while its disk is not mounted', { skip: noSmallDisk }, async () => {
    const disk = mountSmallDisk(2);
    const source = temporaryFolder();
    await fillFolder(source, 2);
    cpSync(source, disk.path, { recursive: true });
    const watch = await watched(disk.path);
    try {
      await watch.until(() => true);
      assert.equal(spawnSync('umount', [disk.path]).status, 0, 'a watched disk can be unmounted');
      await watch.until(({ away }) => away.includes(disk.path));
      assert.equal((await watch.names()).length, 2);
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk.path]);
      cpSync(source, disk.path, { recursive: true });
      await watch.until(({ away }) => away.length === 0);
      await has(watch, 'DSC_0001.jpg', 'DSC_0002.jpg');
    } finally {
      await watch.end();
      disk.remove();
      dropFolder(source);
    }
  });

  it('is scanned once for thousands of files that come at once', () =>
    inFolder(async (watch, folder) => {
      const made = `${folder} made`;
      mkdirSync(made);
      const old = new Date(Date.now() - 3_600_000);
      for (let number = 0; number < manyFiles; number += 1) {
        const path = join(made, `${number}.jpg`);
        writeFileSync(
          path,
          Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from([0xff, 0xd9])]),
        );
        utimesSync(path, old, old);
      }
      const before = watch.said.length;
      renameSync(made, join(folder, 'many'));
      await watch.until(async () => (await watch.names()).length === manyFiles + 2);
      assert.equal(watch.said.length - before, 1);
    }));

  it(
    'is not watched while the setting is off, and caught up with when it is on again',
    { skip: cannotCount },
    () =>
      inFolder(async (watch, folder) => {
        await watch.engine.call('settings.write', { values: { 'engine.live': 'off' } });
        // Hints end with the next look; from then on nothing is read.
        while (fileWatchers() > 0) await new Promise(setImmediate);
        writeFileSync(join(folder, 'late.jpg'), photo);
        await watch.engine.call('settings.write', { values: { 'engine.live': 'on' } });
        await has(watch, 'DSC_0001.jpg', 'DSC_0002.jpg', 'late.jpg');
      }),
  );

  it(
    'has a watcher for each folder, and leaves none behind when it is closed',
    { skip: cannotCount },
    async () => {
      const folder = temporaryFolder();
      await fillFolder(folder, 1);
      const watch = await watched(folder);
      await watch.until(() => true);
      assert.equal(fileWatchers(), 1, 'of the folder, whatever is in it');
      await watch.end();
      dropFolder(folder);
      assert.equal(fileWatchers(), 0);
    },
  );
});
