// The demo folder on disk: complete, the same every time, and never in the way of other files.

import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { makeDemo } from '../../electron/engine/demo/make.ts';
import { demoShots } from '../../electron/engine/demo/shots.ts';
import { EngineError } from '../../shared/calls/rpc.ts';

const work = mkdtempSync(join(tmpdir(), 'podium-demo-'));
after(() => {
  rmSync(work, { recursive: true, force: true });
});

/** A few of each kind: the whole demo is made by test/hosts/demo.test.ts. */
const some = demoShots().filter(({ answers }) => ['run', 'card-09'].includes(answers.moment ?? ''));
const first = some[0]?.answers.file ?? '';
const make = (folder: string, signal = new AbortController().signal) =>
  makeDemo(folder, signal, () => undefined, { shots: some });

/** Every file with the hash of its bytes. */
function contents(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => `${path.slice(folder.length)} ${hash('sha256', readFileSync(path))}`)
    .sort();
}

function newFolder(name: string): string {
  const folder = join(work, name);
  mkdirSync(folder);
  return folder;
}

describe('the demo folder', () => {
  it('is made once, and the same wherever and however often it was interrupted', async () => {
    const folder = join(work, 'new');
    const first = await make(folder);
    assert.equal(first.made, true);
    assert.deepEqual(readdirSync(first.match).sort(), first.frames.map(({ file }) => file).sort());
    const before = contents(folder);
    const second = await make(folder);
    assert.deepEqual(second, { ...first, made: false });
    assert.deepEqual(contents(folder), before);

    const other = newFolder('interrupted');
    const stop = new AbortController();
    const watch = () => {
      if (readdirSync(join(other, 'match')).length > 3) stop.abort();
    };
    const stopped = makeDemo(other, stop.signal, watch, { shots: some });
    await assert.rejects(stopped, { code: 'cancelled' });
    assert.ok(readdirSync(join(other, 'match')).length < first.frames.length);
    writeFileSync(join(other, 'match', 'my own.jpg'), 'mine');
    assert.equal((await make(other)).made, true);
    assert.equal(readFileSync(join(other, 'match', 'my own.jpg'), 'utf8'), 'mine');
    rmSync(join(other, 'match', 'my own.jpg'));
    assert.deepEqual(contents(other), before);
  });

  it('is refused where other things are, which stay as they were', async () => {
    const holiday = newFolder('holiday');
    writeFileSync(join(holiday, 'beach.jpg'), 'beach');
    const foreign = newFolder('foreign');
    writeFileSync(join(foreign, 'demo.json'), '{"name": "another demo"}');
    for (const folder of [holiday, foreign]) {
      const before = contents(folder);
      await assert.rejects(make(folder), (error) => {
        assert.ok(error instanceof EngineError);
        assert.equal(error.code, 'bad-input');
        assert.match(error.message, /holds other things than a demo: nothing was changed/);
        return true;
      });
      assert.deepEqual(contents(folder), before);
    }
  });

  it('overwrites no file that it did not write, even in a former demo', async () => {
    const folder = newFolder('former');
    mkdirSync(join(folder, 'match'));
    const marker = { madeBy: 'podium demo', version: 'older', complete: true, files: ['old.jpg'] };
    writeFileSync(join(folder, 'demo.json'), JSON.stringify(marker));
    writeFileSync(join(folder, 'match', 'old.jpg'), 'of the older demo');
    writeFileSync(join(folder, 'match', first), 'a photo of mine');
    await assert.rejects(make(folder), { code: 'bad-input', message: new RegExp(first) });
    assert.equal(readFileSync(join(folder, 'match', first), 'utf8'), 'a photo of mine');
    assert.deepEqual(readdirSync(join(folder, 'match')), [first]);
  });

  it('says why it cannot be made', async () => {
    writeFileSync(join(work, 'a file'), '');
    await assert.rejects(make(join(work, 'a file')), {
      code: 'bad-input',
      message: /The demo cannot be made in .*a file, because a part of the path is a file/,
    });
  });
});
