// Moving rejected photos and bringing them back, killed at any step: nothing is lost, and the next time all is done.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { engineForEach } from '../fixtures/engine-in-test.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import {
  contentsBelow,
  filesBelow,
  fillRejected,
  leftOverIn,
  rejectAllButOne,
  rejectedFiles,
} from '../fixtures/rejected-folder.ts';
import type { RejectsTask } from '../fixtures/rejects-process.ts';

const program = fileURLToPath(new URL('../fixtures/rejects-process.ts', import.meta.url));

/** Whether the process came to its end; false where it was killed. */
async function ends(task: RejectsTask): Promise<boolean> {
  const child = spawn(process.execPath, [program, JSON.stringify(task)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  assert.ok(code === 0 || signal === 'SIGKILL', `${code} ${signal}`);
  return code === 0;
}

/** Every step was tried; a process a step takes minutes, so each kind tries another share of them. */
const share = 41;

describe('rejected photos', () => {
  const own = engineForEach();
  const kinds = [
    { name: 'on one disk', isElsewhere: false, first: 2 },
    { name: 'to another disk', isElsewhere: true, first: 21 },
  ] as const;
  for (const { name, isElsewhere, first } of kinds)
    it(`are lost nowhere ${name}`, async () => {
      const elsewhere = temporaryFolder();
      try {
        const [folder, { data }] = [join(own.photos, 'match'), own];
        fillRejected(folder, await rejectedFiles());
        const input = { folders: [folder] };
        await rejectAllButOne(own.engine, folder);
        await own.engine.call('rejects.look', input); // what was decided is in the sidecar by then
        const files = filesBelow(folder);
        const held = contentsBelow(folder);
        const to = isElsewhere ? elsewhere : null;
        const task = { data, folder, to, isElsewhere };
        const everything = () => ({ ...contentsBelow(folder), ...contentsBelow(elsewhere) });
        const hashes = Object.values(held).sort();
        let kills = 0;
        for (const act of ['move', 'restore'] as const)
          for (let at = first; ; at += share) {
            fillRejected(folder, files);
            for (const path of Object.keys(contentsBelow(elsewhere))) rmSync(join(elsewhere, path));
            if (act === 'restore') await own.engine.call('rejects.move', { ...input, to });
            if (await ends({ ...task, act, at })) break;
            kills += 1;
            const left = new Set(Object.values(everything()));
            for (const hash of hashes) assert.ok(left.has(hash), `lost at ${at} of ${act}`);
            await own.engine.call('rejects.move', { ...input, to });
            assert.deepEqual(Object.values(everything()).sort(), hashes, `${act} ${at}, moved`);
            assert.deepEqual(
              Object.keys(contentsBelow(folder)).filter((path) => !path.includes('Rejected')),
              ['a.txt', 'kept.jpg'],
            );
            await own.engine.call('rejects.restore', input);
            assert.deepEqual(contentsBelow(folder), held, `${act} ${at}, brought back`);
            assert.deepEqual([...leftOverIn(folder), ...leftOverIn(elsewhere)], []);
          }
        assert.ok(kills >= 3, `${kills} kills`);
      } finally {
        dropFolder(elsewhere);
      }
    });
});
