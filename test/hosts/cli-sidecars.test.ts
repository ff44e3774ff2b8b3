// `podium sidecars`: writes what was decided, and says and settles where another program says something else.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { mergeSidecar, readSidecar } from '../../electron/engine/xmp/sidecar.ts';
import { podium, type CommandResult } from '../fixtures/command-line.ts';
import { decide } from '../fixtures/decided-data.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

describe('podium sidecars', () => {
  let data: string;
  let photos: string;
  const run = (...args: string[]): Promise<CommandResult> =>
    podium(['sidecars', ...args, '--data', data]);
  beforeEach(async () => {
    data = temporaryFolder();
    photos = temporaryFolder();
    await decide(data, photos); // four stars for five of six photos
  });
  afterEach(() => {
    dropFolder(data);
    dropFolder(photos);
  });
  const sidecar = () => join(photos, 'DSC_0001.xmp');

  it('writes what was decided, once, and settles what differs', async () => {
    const shown = await run(photos, '--show');
    assert.deepEqual([shown.code, shown.stdout], [0, '']);
    assert.ok(!existsSync(sidecar()));
    const written = await run(photos);
    assert.equal(
      written.stdout,
      '5 sidecars written, 0 had nothing new, 0 could not be written.\n',
    );
    const first = readFileSync(sidecar(), 'utf8');
    assert.equal(readSidecar(first).rating, 4);
    const again = await run(photos);
    assert.match(again.stdout, /^0 sidecars written, 5 had nothing new/);

    writeFileSync(sidecar(), mergeSidecar(first, { rating: 1 }));
    utimesSync(sidecar(), 2e9, 2e9);
    const differs = await run(photos, '--show');
    assert.match(
      differs.stdout,
      /DSC_0001\.jpg\s+Podium: 4 stars\s+another program: 1 star\s+the other is newer/,
    );
    const wrong = await run(photos, '--take', 'mine');
    assert.equal(wrong.code, 2);
    const taken = await run(photos, '--take', 'podium', '--json');
    assert.equal(taken.code, 0);
    const { conflicts } = JSON.parse(taken.stdout) as { conflicts: unknown[] };
    assert.deepEqual(conflicts, []);
    assert.equal(readSidecar(readFileSync(sidecar(), 'utf8')).rating, 4);
  });

  it('says what could not be written, and why', async () => {
    writeFileSync(sidecar(), 'no XMP at all');
    const { code, stdout, stderr } = await run(photos);
    assert.equal(code, 3);
    assert.match(stdout, /4 sidecars written, 0 had nothing new, 1 could not be written/);
    assert.match(stderr, /DSC_0001\.xmp is not readable as XMP and stays as it is/);
    assert.equal(readFileSync(sidecar(), 'utf8'), 'no XMP at all');
  });
});
