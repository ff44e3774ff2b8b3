// The window comes back where it was, and never where nobody can see it.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openedFolders } from '../../electron/app/opened-folders.ts';
import { readWindowState, saveWindowState } from '../../electron/app/window-state.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: -200, width: 1280, height: 1024 };
const first = { width: 1280, height: 800, maximised: false };

describe('the window', () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = temporaryFolder();
    file = join(folder, 'window.json');
  });
  after(() => {
    dropFolder(folder);
  });

  it('opens in the usual size the first time, and after its file was damaged', () => {
    assert.deepEqual(readWindowState(join(folder, 'none.json'), [screen]), first);
    for (const text of [
      '',
      '{',
      '{"x":1}',
      '{"x":0,"y":0,"width":1,"height":1,"maximised":false}',
    ]) {
      writeFileSync(file, text);
      assert.deepEqual(readWindowState(file, [screen]), first, text);
    }
  });

  it('comes back where it was', () => {
    const state = { x: 2000, y: -100, width: 1000, height: 700, maximised: true };
    saveWindowState(file, state);
    assert.deepEqual(readWindowState(file, [screen, second]), state);
  });

  it('comes back on screen when the other screen is gone', () => {
    saveWindowState(file, { x: 2000, y: -100, width: 1000, height: 700, maximised: true });
    assert.deepEqual(readWindowState(file, [screen]), first);
  });

  it('can always be taken by its title', () => {
    for (const [x, y, kept] of [
      [1820, 0, true],
      [1821, 0, false],
      [0, 1040, true],
      [0, 1041, false],
      [-900, 0, true],
      [-901, 0, false],
      [0, -1, false],
    ] as const) {
      const state = { x, y, width: 1000, height: 700, maximised: false };
      saveWindowState(file, state);
      assert.deepEqual(readWindowState(file, [screen]), kept ? state : first, `${x}, ${y}`);
    }
  });

  it('is told folders, a photo standing for its own', () => {
    const args = ['--flag', '', '.', file, folder, '/nowhere at all'];
    assert.deepEqual(openedFolders(args, folder), [folder]);
  });
});
