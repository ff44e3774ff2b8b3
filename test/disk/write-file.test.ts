// Files written whole or not at all: links and permissions stay, an error leaves nothing.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { draftIn, dropLeftDrafts, giveName, writeWhole } from '../../electron/disk/write-file.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

/** Windows has no such permissions, and lets few people make links. */
const onUnix = { skip: process.platform === 'win32' };

describe('writing a file whole', () => {
  let folder: string;
  before(() => (folder = temporaryFolder()));
  after(() => {
    dropFolder(folder);
  });

  it('makes it, then replaces it, flushed or not', () => {
    const file = join(folder, 'new.json');
    writeWhole(file, 'one');
    writeWhole(file, Buffer.from('two'), { flush: false });
    assert.equal(readFileSync(file, 'utf8'), 'two');
    assert.deepEqual(readdirSync(folder), ['new.json']);
  });

  it('keeps who may read it', onUnix, () => {
    const file = join(folder, 'private.json');
    writeFileSync(file, 'one');
    chmodSync(file, 0o600);
    writeWhole(file, 'two');
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('writes where a link points', onUnix, () => {
    const [link, file] = [join(folder, 'link.json'), join(folder, 'linked.json')];
    writeFileSync(file, 'one');
    symlinkSync(file, link);
    writeWhole(link, 'two');
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(readFileSync(file, 'utf8'), 'two');
  });

  it('leaves nothing where it cannot be written', () => {
    const taken = join(folder, 'taken');
    mkdirSync(join(taken, 'inside'), { recursive: true });
    assert.throws(() => {
      writeWhole(taken, 'text');
    });
    assert.deepEqual(readdirSync(taken), ['inside']);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.part')),
      [],
    );
    assert.throws(
      () => {
        writeWhole(join(folder, 'nowhere', 'file'), 'text');
      },
      { code: 'ENOENT' },
    );
  });

  it('gives a draft its name in the place of another file', async () => {
    const [draft, file] = [draftIn(folder), join(folder, 'named')];
    for (const [path, text] of [[file, 'one'] as const, [draft, 'two'] as const])
      writeFileSync(path, text);
    await giveName(draft, file);
    assert.equal(readFileSync(file, 'utf8'), 'two');
    assert.throws(() => statSync(draft), { code: 'ENOENT' });
  });

  it('removes what dead writers left, and nothing of those that live', () => {
    const place = join(folder, 'drafts');
    mkdirSync(place);
    const { pid: dead } = spawnSync(process.execPath, ['--version']);
    const hex = '0123456789abcdef';
    const names = {
      ofDead: `.podium-${dead}-${hex}.part`,
      mine: basename(draftIn(place)),
      mineButOld: basename(draftIn(place)),
      ofEarlierVersion: `.podium-${hex}.part`,
      ofEarlierVersionAndOld: `.podium-fedcba9876543210.part`,
      ofAnExport: `.podium-01234567-abc-${dead}-01234567-0.part`,
      photo: 'a.jpg',
    };
    for (const name of Object.values(names)) writeFileSync(join(place, name), 'half');
    for (const old of [names.mineButOld, names.ofEarlierVersionAndOld])
      utimesSync(join(place, old), 1e9, 1e9);
    dropLeftDrafts(place);
    const left = [names.mine, names.ofEarlierVersion, names.ofAnExport, names.photo];
    assert.deepEqual(readdirSync(place).sort(), left.sort());
    dropLeftDrafts(join(folder, 'no folder'));
  });
});
