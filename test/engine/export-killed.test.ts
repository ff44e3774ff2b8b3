// Exports that are killed at any step: nothing is lost, nothing is half there, and the next run leaves what one would have.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { AlbumOptions, AlbumPhoto } from '../../electron/engine/album/options.ts';
import { albumFolder, hashes, plain } from '../fixtures/album-folder.ts';
import { albumItem } from '../fixtures/album-item.ts';
import type { ExportTask } from '../fixtures/export-process.ts';
import { sidecars } from '../fixtures/sidecars.ts';

const folder = albumFolder();
const program = fileURLToPath(new URL('../fixtures/export-process.ts', import.meta.url));

function start(task: Partial<ExportTask> & { options: AlbumOptions }) {
  const whole = { items: items(), hardLinks: true, at: null, signal: 'SIGKILL', ...task };
  return spawn(process.execPath, [program, JSON.stringify(whole)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Runs an export; true when it came to its end, false when it was killed. */
async function ended(task: Parameters<typeof start>[0]): Promise<boolean> {
  const [code, signal] = (await once(start(task), 'exit')) as [number | null, string | null];
  assert.ok(code === 0 || signal === 'SIGKILL', `${code} ${signal}`);
  return code === 0;
}

/** Of three photos those that are still there, ranked anew as a program does that looks at the folder again. */
function items(): AlbumPhoto[] {
  return ['a.jpg', 'b.jpg', 'c.jpg']
    .map((name) => join(folder.photos, name))
    .filter((path) => existsSync(path))
    .map((path, place) => {
      const otherPaths = [path.replace('.jpg', '.NEF')].filter((raw) => existsSync(raw));
      return { ...albumItem(path), otherPaths, rank: place + 1 };
    });
}

function fill(): void {
  for (const path of [folder.photos, folder.album]) rmSync(path, { recursive: true, force: true });
  mkdirSync(folder.photos);
  for (const name of ['a.jpg', 'b.jpg', 'b.NEF', 'c.jpg']) folder.photo(name);
  writeFileSync(join(folder.photos, 'b.xmp'), sidecars.lightroom);
}

const contents = (...folders: string[]) =>
  folders.flatMap((path) => (existsSync(path) ? Object.values(hashes(path)) : []));

/** Every step was tried; a process a step takes minutes, so each kind tries another share of them. */
const share = 6;

for (const hardLinks of [true, false])
  for (const move of [false, true]) {
    const first = 1 + (hardLinks ? 0 : 2) + (move ? 1 : 0);
    const kind = `${move ? 'moving' : 'copying'} ${hardLinks ? 'with' : 'without'} hard links`;
    describe(kind, () => {
      it('loses nothing wherever it is killed, and is finished by the next run', async () => {
        const options = { ...plain, to: folder.album, xmp: true, move };
        fill();
        const originals = hashes(folder.photos);
        await folder.run(items(), options);
        const [whole, left] = [hashes(folder.album), hashes(folder.photos)];
        assert.equal(Object.keys(whole).length, move ? 7 : 6);
        let runs = 0;
        for (let at = first; ; at += share) {
          fill();
          if (await ended({ options, hardLinks, at })) break;
          runs += 1;
          const kept = contents(folder.photos, folder.album);
          for (const hash of move ? Object.values(originals) : [])
            assert.ok(hash === originals['b.xmp'] || kept.includes(hash), `lost at ${at}`);
          if (!move) assert.deepEqual(hashes(folder.photos), originals);
          await folder.run(items(), options);
          assert.deepEqual(hashes(folder.album), whole, `album after ${at}`);
          assert.deepEqual(hashes(folder.photos), left, `photos after ${at}`);
          assert.deepEqual(leftovers(folder.album), [], `leftovers of ${at}`);
        }
        assert.ok(runs >= 6, `${runs} kills`);
      });
    });
  }

describe('two exports into one folder at a time', () => {
  const options = { ...plain, template: '{name}' };

  it('do not spoil each other', async () => {
    for (const hardLinks of [true, false]) {
      fill();
      const originals = Object.values(hashes(folder.photos));
      const task = { options: { ...options, to: folder.album }, hardLinks };
      const [one, other] = await Promise.all([ended(task), ended(task)]);
      assert.ok(one && other);
      const album = hashes(folder.album);
      for (const name of ['a', 'b', 'c']) assert.ok(`${name}.jpg` in album);
      for (const hash of Object.values(album)) assert.ok(originals.includes(hash), 'a half file');
      assert.deepEqual(leftovers(folder.album), []);
    }
  });

  it(
    'leave each other alone while one of them stands still',
    { skip: !existsSync('/proc/self/stat') },
    async () => {
      for (const at of [9, 12, 14, 16]) {
        fill();
        const task = { options: { ...options, to: folder.album, move: true }, hardLinks: false };
        const child = start({ ...task, at, signal: 'SIGSTOP' });
        const over = once(child, 'exit');
        while (!(await isStopped(child.pid ?? 0))) await new Promise(setImmediate);
        const other = folder.photo('d.jpg');
        await folder.run([other], options);
        child.kill('SIGCONT');
        assert.deepEqual(await over, [0, null], `stopped at ${at}`);
        const names = ['a.jpg', 'b.NEF', 'b.jpg', 'b.xmp', 'c.jpg', 'd.jpg'];
        assert.deepEqual(Object.keys(hashes(folder.album)).sort(), names.sort());
        assert.deepEqual(Object.keys(hashes(folder.photos)), ['d.jpg']);
        assert.deepEqual(leftovers(folder.album), []);
      }
    },
  );
});

async function isStopped(pid: number): Promise<boolean> {
  const state = await readFile(`/proc/${pid}/stat`, 'utf8');
  return state.slice(state.lastIndexOf(')') + 2).startsWith('T');
}

function leftovers(path: string): string[] {
  return readdirSync(path).filter((name) => name.startsWith('.podium-'));
}
