// Whether a file is whole: every format that Podium reads, whole and cut off anywhere.

import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { scannedFile } from '../../electron/engine/files/scan.ts';
import { wholeness } from '../../electron/engine/live/whole-file.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { everyPicture } from '../fuzz/seeds/pictures.ts';

describe('a file', () => {
  let folder: string;
  before(() => (folder = temporaryFolder()));
  after(() => {
    dropFolder(folder);
  });

  const told = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return wholeness(scannedFile(path, statSync(path, { bigint: true })));
  };

  it('that is whole is never called cut', async () => {
    for (const { name, bytes } of await everyPicture())
      assert.notEqual(await told(name, bytes), 'cut', name);
  });

  it('that is cut off anywhere is not called whole', async () => {
    for (const { name, bytes } of await everyPicture())
      for (const share of [0, 0.01, 0.3, 0.7, 0.99]) {
        const end = Math.floor(bytes.length * share);
        assert.notEqual(await told(name, bytes.subarray(0, end)), 'whole', `${name} up to ${end}`);
      }
  });

  it('whose end is not written yet, though its room is made, is not called whole', async () => {
    for (const { name, bytes } of await everyPicture()) {
      const half = Math.floor(bytes.length / 2);
      const roomy = Buffer.concat([
        bytes.subarray(0, half),
        Buffer.alloc(bytes.length + 5000 - half),
      ]);
      assert.notEqual(await told(name, roomy), 'whole', name);
    }
  });

  it('that is no photo waits for nobody', async () => {
    assert.equal(await told('notes.txt', Buffer.from('notes')), 'whole');
    assert.equal(await told('empty.jpg', Buffer.alloc(0)), 'cut');
  });
});
