// `podium doctor` and `podium forget`: lost decisions are said by every command, and come back; what is forgotten is asked first.

import assert from 'node:assert/strict';
import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { podium, type CommandResult } from '../fixtures/command-line.ts';
import { decide, filesWith, starsOf } from '../fixtures/decided-data.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

describe('the decisions on the command line', () => {
  let data: string;
  let photos: string;
  let file: string;
  const run = (...args: string[]): Promise<CommandResult> => podium([...args, '--data', data]);
  beforeEach(async () => {
    data = temporaryFolder();
    photos = temporaryFolder();
    file = join(data, 'decisions.db');
    await decide(data, photos);
  });
  afterEach(() => {
    dropFolder(data);
    dropFolder(photos);
  });

  it('are whole, and it is said where they and their copies lie', async () => {
    const { code, stdout } = await run('doctor');
    assert.equal(code, 0);
    assert.ok(stdout.includes(`Decisions, faces and names are kept in ${data}, and nowhere else.`));
    assert.match(stdout, /^Your decisions are whole\.$/m);
    assert.match(stdout, /^There are 1 copies of them; the newest is .*decisions-[\d-]+\.db\.$/m);
    const { code: refused, stderr } = await run('doctor', '--restore');
    assert.deepEqual([refused, stderr.includes('nothing is lost')], [2, true]);
  });

  it('that are lost stop every command with what can be done, and come back', async () => {
    truncateSync(file, 0);
    for (const args of [
      ['rank', photos],
      ['rank', photos, '--no-cache'],
      ['export', photos, '--top', '1', '--to', join(data, 'album')],
      ['settings'],
      ['forget', 'everything', '--yes'],
    ]) {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr, /is empty, but decisions were kept.*"podium doctor --restore"/);
    }
    const told = await run('doctor');
    assert.equal(told.code, 1);
    assert.match(told.stdout, /is empty, but decisions were kept in it before/);
    assert.match(told.stdout, /The copy of .* has the decisions on 5 photos and 0 named people\./);
    const restored = await run('doctor', '--restore');
    assert.equal(restored.code, 0);
    assert.ok(restored.stderr.startsWith(`Brought back ${data}/backups/decisions-`));
    assert.match(restored.stdout, /^Set aside, no longer used: .*decisions\.db\.aside-/m);
    assert.deepEqual(await starsOf(data, photos), [4, 4, 4, 4, 4, 0]);
  });

  it('begin anew when told to', async () => {
    writeFileSync(file, 'text '.repeat(4000));
    const both = await run('doctor', '--restore', '--start-empty');
    assert.deepEqual(
      [both.code, both.stderr],
      [2, 'Give either --restore or --start-empty, not both.\n'],
    );
    const { code, stderr } = await run('doctor', '--start-empty');
    assert.deepEqual([code, stderr], [0, 'Started with no decisions.\n']);
    assert.equal(readdirSync(data).filter((name) => name.includes('.aside-')).length, 1);
    assert.deepEqual(await starsOf(data, photos), [0, 0, 0, 0, 0, 0]);
  });

  it('are forgotten with a folder that is gone, and not without a yes', async () => {
    rmSync(photos, { recursive: true });
    const asked = await run('forget', 'folder', photos);
    assert.equal(asked.code, 2);
    assert.match(asked.stderr, /no terminal to ask on.*--yes/);
    assert.notDeepEqual(filesWith(data, photos), []);
    const { code, stdout } = await run('forget', 'folder', photos, '--yes');
    assert.equal(code, 0);
    assert.match(stdout, /^Forgotten: 6 photos, 0 people, 0 faces; 1 copies/);
    assert.deepEqual(filesWith(data, photos), []);
    const again = await run('forget', 'folder', photos, '--yes');
    assert.deepEqual(again, {
      code: 2,
      stdout: '',
      stderr: `Nothing is known of the folder ${photos}.\n`,
    });
  });

  it('are forgotten as a whole, or of nobody that is there', async () => {
    const { code, stderr } = await run('forget', 'person', 'Nobody', '--yes');
    assert.deepEqual([code, stderr], [2, 'There is no person named "Nobody".\n']);
    for (const wrong of [
      ['forget', 'people'],
      ['forget', 'person'],
      ['forget', 'everything', 'x'],
    ]) {
      const refused = await run(...wrong, '--yes');
      assert.equal(refused.code, 2);
      assert.match(refused.stderr, /"person NAME", "folder PATH" or "everything"/);
    }
    assert.equal((await run('forget', 'everything', '--yes')).code, 0);
    assert.deepEqual(filesWith(data, photos), []);
    assert.equal((await run('doctor')).code, 0);
  });
});
