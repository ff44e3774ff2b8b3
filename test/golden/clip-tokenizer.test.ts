// Checks the tokenizer against CLIP's published ids, where the published tables lie beside the checkout.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as z from 'zod';
import { openTokenizer, type ClipTokenizer } from '../../electron/engine/stages/clip/clip-text.ts';
import { clipTokenizerJson } from '../fixtures/test-clip-tokenizer.ts';

const tables = resolve(import.meta.dirname, '../../../shared/models/clip-bpe');
const absent = !existsSync(join(tables, 'vocab.json')) && 'there is no ../shared/models/clip-bpe';

/** Ids of words as OpenAI's own tokenizer gives them; the start and the end token stand around each. */
const known: Readonly<Record<string, readonly number[]>> = {
  'a photo of a cat': [320, 1125, 539, 320, 2368],
  'A PHOTO  of a Cat': [320, 1125, 539, 320, 2368],
  'a diagram': [320, 22697],
  'a dog': [320, 1929],
  'hello world!': [3306, 1002, 256],
};

describe("the tokenizer with CLIP's published tables", { skip: absent }, () => {
  let dir: string;
  let tokenizer: ClipTokenizer;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'podium-tokenizer-'));
    const vocab = z
      .record(z.string(), z.number())
      .parse(JSON.parse(readFileSync(join(tables, 'vocab.json'), 'utf8')));
    const merges = readFileSync(join(tables, 'merges.txt'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#version'));
    const path = join(dir, 'tokenizer.json');
    await writeFile(path, JSON.stringify(clipTokenizerJson(vocab, merges)));
    tokenizer = await openTokenizer(path);
  });
  after(() => rm(dir, { recursive: true }));

  for (const [text, ids] of Object.entries(known)) {
    it(`"${text}"`, () => {
      assert.deepEqual(tokenizer.encode(text), [49406, ...ids, 49407]);
    });
  }

  it('cuts a long text at 77 tokens, the end token kept', () => {
    const ids = tokenizer.encode('cat '.repeat(100));
    assert.deepEqual(ids, [49406, ...new Array<number>(75).fill(2368), 49407]);
  });
});
