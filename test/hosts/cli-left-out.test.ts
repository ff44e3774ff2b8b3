// What the command line says of files in a folder that are no photos.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEngine } from '../../electron/engine/engine.ts';
import { quartersJpeg } from '../fixtures/images.ts';
import { commandFolder, type CommandFolder } from '../fixtures/command-folder.ts';
import { engineOptions } from '../fixtures/match-folder.ts';

let folder: CommandFolder;
let mixed: string;

before(async () => {
  folder = await commandFolder();
  mixed = join(folder.work, 'mixed');
  mkdirSync(mixed);
  const photo = join(mixed, 'DSC_1.JPG');
  writeFileSync(photo, await quartersJpeg(400, 300));
  copyFileSync(photo, join(mixed, 'DSC_1.JPG_original'));
  for (const name of ['CLIP0001.MTS', 'DSC_1.WAV', 'DSC_1.pp3', 'notes.txt'])
    writeFileSync(join(mixed, name), 'no photo');
});
after(() => {
  folder.drop();
});

describe('files that are no photos', () => {
  it('are counted by kind on the terminal and in JSON, and are no problem', async () => {
    const { code, stdout, stderr } = await folder.run('rank', mixed, '--json');
    assert.equal(code, 0, stderr);
    assert.match(
      stderr,
      /1 video, 1 sound recording, 1 sidecar file, 1 backup or unfinished copy and 1 other file were left out: they are not photos\./,
    );
    const said = JSON.parse(stdout) as { photos: object[]; leftOut: object; problems: object[] };
    assert.equal(said.photos.length, 1);
    assert.deepEqual(said.problems, []);
    const one = { video: 1, sound: 1, sidecar: 1, unfinished: 1, other: 1 };
    assert.deepEqual(said.leftOut, one);
  });

  it('are no reference either, even when named by hand', async () => {
    const backup = join(mixed, 'DSC_1.JPG_original');
    const { code, stderr } = await folder.run('rank', mixed, '--ref', backup);
    assert.equal(code, 2, stderr);
    assert.match(
      stderr,
      /DSC_1\.JPG_original is a backup or an unfinished copy of another program/,
    );
  });

  it('are not taken when dropped on the page', async () => {
    const engine = createEngine(engineOptions(join(folder.work, 'data')));
    const bytes = await quartersJpeg(400, 300);
    const dropped = engine.call('person.faces', { photo: { bytes, name: 'face.jpg~' } });
    await assert.rejects(dropped, /face\.jpg~ is a backup or an unfinished copy/);
    await engine.close();
  });
});
