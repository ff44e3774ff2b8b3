// The published LAION head of ../shared/models, through the model list: the ratings it gives to published CLIP vectors.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as z from 'zod';
import { openHead, ratingOf } from '../../electron/engine/scoring/aesthetic-head.ts';
import { openModelFolder } from '../../models/folder.ts';
import { importModel } from '../../models/import.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder } from '../fixtures/test-clip.ts';

const given = resolve(import.meta.dirname, '../../../shared/models/laion-aesthetic');
const skip = existsSync(given) ? false : 'needs ../shared/models/laion-aesthetic';
const NPY_HEADER = 128; // bytes before the numbers, for arrays of one or two axes

describe('the published aesthetic head', { skip }, () => {
  let dir: string;
  before(async () => {
    dir = temporaryFolder();
    await ownModelFolder(dir);
  });
  after(() => {
    dropFolder(dir);
  });

  it('is known by its content, and rates as its publisher says, to 1e-5', async () => {
    const { signal } = new AbortController();
    const file = join(given, 'sa_0_4_vit_b_32_linear.pth');
    const id = await importModel(await openModelFolder(dir), file, signal);
    assert.equal(id, 'laion-aesthetic-vit-b32');
    const head = await openHead(await openModelFolder(dir));
    const text = await readFile(join(given, 'expected.json'), 'utf8');
    const expected = z
      .object({ scores: z.array(z.number()).length(10), bias: z.number() })
      .parse(JSON.parse(text));
    assert.ok(Math.abs(head.bias - expected.bias) < 1e-5);
    for (const [rating, score] of expected.scores.entries()) {
      const bytes = await readFile(join(given, `rating${rating}.npy`));
      const numbers = (bytes.length - NPY_HEADER) / 4;
      const vector = Float32Array.from({ length: numbers }, (_, i) =>
        bytes.readFloatLE(NPY_HEADER + 4 * i),
      );
      const found = ratingOf(vector, head);
      assert.ok(Math.abs(found - score) < 1e-5, `${found} is not ${score}`);
    }
  });
});
