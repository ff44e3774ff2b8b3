// Exports that are killed at any step: nothing is lost, nothing is half there, and the next run leaves what one would have.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { albumFolder, hashes, plain } from '../fixtures/album-folder.ts';
import {
  cannotSeeStops,
  exportEnds,
  exportLeftovers,
  fillForExport,
  hashesIn,
  itemsLeft,
  standsStill,
  startExport,
} from '../fixtures/export-trial.ts';

const folder = albumFolder();
/** Every step was tried; a process a step takes minutes, so each kind tries another share of them. */
const share = 6;

for (const hardLinks of [true, false])
  for (const move of [false, true]) {
    const first = 1 + (hardLinks ? 0 : 2) + (move ? 1 : 0);
    const kind = `${move ? 'moving' : 'copying'} ${hardLinks ? 'with' : 'without'} hard links`;
    describe(kind, () => {
      it('loses nothing wherever it is killed, and is finished by the next run', async () => {
        const options = { ...plain, to: folder.album, xmp: true, move };
        fillForExport(folder);
        const originals = hashes(folder.photos);
        await folder.run(itemsLeft(folder.photos), options);
        const [whole, left] = [hashes(folder.album), hashes(folder.photos)];
        assert.equal(Object.keys(whole).length, move ? 7 : 6);
        let runs = 0;
        for (let at = first; ; at += share) {
          fillForExport(folder);
          if (await exportEnds({ items: itemsLeft(folder.photos), options, hardLinks, at })) break;
          runs += 1;
          const kept = hashesIn(folder.photos, folder.album);
          for (const hash of move ? Object.values(originals) : [])
            assert.ok(hash === originals['b.xmp'] || kept.includes(hash), `lost at ${at}`);
          if (!move) assert.deepEqual(hashes(folder.photos), originals);
          await folder.run(itemsLeft(folder.photos), options);
          assert.deepEqual(hashes(folder.album), whole, `album after ${at}`);
          assert.deepEqual(hashes(folder.photos), left, `photos after ${at}`);
          assert.deepEqual(exportLeftovers(folder.album), [], `leftovers of ${at}`);
        }
        assert.ok(runs >= 6, `${runs} kills`);
      });
    });
  }

describe('two exports into one folder at a time', () => {
  const options = { ...plain, template: '{name}' };

  it('do not spoil each other', async () => {
    for (const hardLinks of [true, false]) {
      fillForExport(folder);
      const originals = Object.values(hashes(folder.photos));
      const task = {
        items: itemsLeft(folder.photos),
        options: { ...options, to: folder.album },
        hardLinks,
      };
      const [one, other] = await Promise.all([exportEnds(task), exportEnds(task)]);
      assert.ok(one && other);
      const album = hashes(folder.album);
      for (const name of ['a', 'b', 'c']) assert.ok(`${name}.jpg` in album);
      for (const hash of Object.values(album)) assert.ok(originals.includes(hash), 'a half file');
      assert.deepEqual(exportLeftovers(folder.album), []);
    }
  });

  it(
    'leave each other alone while one of them stands still',
    { skip: cannotSeeStops },
    async () => {
      for (const at of [9, 12, 14, 16]) {
        fillForExport(folder);
        const task = {
          items: itemsLeft(folder.photos),
          options: { ...options, to: folder.album, move: true },
          hardLinks: false,
        };
        const child = startExport({ ...task, at, signal: 'SIGSTOP' });
        const over = once(child, 'exit');
        assert.ok(await standsStill(child));
        const other = folder.photo('d.jpg');
        await folder.run([other], options);
        child.kill('SIGCONT');
        assert.deepEqual(await over, [0, null], `stopped at ${at}`);
        const names = ['a.jpg', 'b.NEF', 'b.jpg', 'b.xmp', 'c.jpg', 'd.jpg'];
        assert.deepEqual(Object.keys(hashes(folder.album)).sort(), names.sort());
        assert.deepEqual(Object.keys(hashes(folder.photos)), ['d.jpg']);
        assert.deepEqual(exportLeftovers(folder.album), []);
      }
    },
  );
});

describe('an export whose photos are taken away', () => {
  it(
    'leaves no part of a file behind, and is finished when they are back',
    { skip: cannotSeeStops },
    async () => {
      const options = { ...plain, template: '{name}', to: folder.album, xmp: true, move: true };
      fillForExport(folder);
      await folder.run(itemsLeft(folder.photos), options);
      const whole = hashes(folder.album);
      const elsewhere = join(folder.root, 'elsewhere');
      for (const at of [23, 24, 25, 26]) {
        fillForExport(folder);
        const items = itemsLeft(folder.photos);
        const child = startExport({ items, options, at, signal: 'SIGSTOP' });
        const over = once(child, 'exit');
        assert.ok(await standsStill(child));
        renameSync(folder.photos, elsewhere);
        child.kill('SIGCONT');
        assert.deepEqual(await over, [2, null], `stopped at ${at}`);
        assert.deepEqual(exportLeftovers(folder.album), [], `leftovers of ${at}`);
        renameSync(elsewhere, folder.photos);
        await folder.run(itemsLeft(folder.photos), options);
        assert.deepEqual(hashes(folder.album), whole);
      }
    },
  );
});
