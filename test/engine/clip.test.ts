// CLIP's two halves on the test CLIP, whose space is known: photos by their colours, words by their meaning.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadModel } from '../../electron/engine/running/inference.ts';
import { checkClipImage, embedPhoto } from '../../electron/engine/stages/clip/clip.ts';
import {
  checkClipText,
  embedText,
  openTokenizer,
} from '../../electron/engine/stages/clip/clip-text.ts';
import type { ClipTokenizer } from '../../electron/engine/stages/clip/clip-text.ts';
import type { Raster } from '../../shared/photo.ts';
import { dot } from '../../shared/arithmetic/vectors.ts';
import { striped, stripeNames } from '../fixtures/colour-photos.ts';
import { testClipFiles, type TextForm } from '../fixtures/test-clip.ts';

const DIMENSIONS = 512;
let dir = '';
let tokenizer: ClipTokenizer;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'podium-clip-'));
  const path = join(dir, 'tokenizer.json');
  await writeFile(path, testClipFiles()['clip-tokenizer']);
  tokenizer = await openTokenizer(path);
});
after(() => rm(dir, { recursive: true }));

const asIs = (raster: Raster) => ({ raster, original: raster });

async function open(role: 'clip-image' | 'clip-text', form?: TextForm) {
  const path = join(dir, `${crypto.randomUUID()}.onnx`);
  await writeFile(path, testClipFiles(form)[role]);
  return loadModel(path, { threads: 1 });
}

describe('the image half of CLIP', () => {
  it('gives embeddings of length 1 that are alike for like photos', async () => {
    const model = await open('clip-image');
    checkClipImage(model, DIMENSIONS);
    const embed = (raster: Raster) => embedPhoto(asIs(raster), model, DIMENSIONS, 'centre');
    const [red, green] = ['red', 'green'] as const;
    const wide = await embed(striped([300, 300], red, 0, 280));
    const narrow = await embed(striped([300, 300], red, 0, 200));
    const other = await embed(striped([300, 300], green, 0, 280));
    assert.ok(Math.abs(dot(wide, wide) - 1) < 1e-6);
    assert.ok(dot(wide, narrow) > 0.9);
    assert.ok(dot(wide, other) < 0.1);
    await model.release();
  });

  it('loses a subject at the edge of a wide photo by the centre square, and finds it by squares', async () => {
    const image = await open('clip-image');
    const text = await open('clip-text');
    const wide = striped([1600, 800], 'yellow', 1450, 150);
    const words = await embedText('a photo of yellow', tokenizer, text, DIMENSIONS);
    const centre = dot(await embedPhoto(asIs(wide), image, DIMENSIONS, 'centre'), words);
    const squares = dot(await embedPhoto(asIs(wide), image, DIMENSIONS, 'squares'), words);
    assert.ok(centre < 0.01, `centre ${centre}`);
    assert.ok(squares > 10 * centre, `squares ${squares}`);
    await image.release();
    await text.release();
  });

  it('refuses a file that is something else, with a sentence', async () => {
    const text = await open('clip-text');
    assert.throws(() => {
      checkClipImage(text, DIMENSIONS);
    }, /The CLIP image file does not fit: it should make image_embeds of 512 numbers/);
    const image = await open('clip-image');
    assert.throws(() => {
      checkClipImage(image, 768);
    }, /of 768 numbers/);
    await text.release();
    await image.release();
  });
});

const forms: Readonly<Record<string, TextForm>> = {
  'any number of tokens': {},
  '77 tokens': { fixed: true },
  'an attention mask too': { mask: true },
  'an attention mask of 77 tokens': { mask: true, fixed: true },
};

describe('the text half of CLIP', () => {
  for (const [name, form] of Object.entries(forms)) {
    it(`says the same of the same words where the file takes ${name}`, async () => {
      const image = await open('clip-image');
      const model = await open('clip-text', form);
      checkClipText(model, DIMENSIONS);
      for (const colour of stripeNames) {
        const photo = striped([224, 224], colour, 0, 200);
        const seen = await embedPhoto(asIs(photo), image, DIMENSIONS, 'centre');
        const likeness: number[] = [];
        for (const word of stripeNames)
          likeness.push(
            dot(seen, await embedText(`A photo of ${word}`, tokenizer, model, DIMENSIONS)),
          );
        const best = stripeNames[likeness.indexOf(Math.max(...likeness))];
        assert.equal(best, colour);
      }
      await image.release();
      await model.release();
    });
  }

  it('refuses a file that is something else, with a sentence', async () => {
    const image = await open('clip-image');
    assert.throws(() => {
      checkClipText(image, DIMENSIONS);
    }, /The CLIP text file does not fit: it should make text_embeds of 512 numbers/);
    await image.release();
  });
});

describe('the tokenizer', () => {
  it('begins and ends as CLIP does, whatever the case', () => {
    const ids = tokenizer.encode('A Photo of RED');
    assert.deepEqual(ids, tokenizer.encode('a photo  of red'));
    assert.equal(ids.length, 6);
    assert.deepEqual([ids[0], ids.at(-1)], [49406, 49407]);
  });

  it('keeps the end token of a text that is too long', () => {
    const ids = tokenizer.encode('red '.repeat(200));
    assert.equal(ids.length, 77);
    assert.deepEqual([ids[0], ids.at(-1)], [49406, 49407]);
  });

  it('takes anything that can be typed', () => {
    for (const text of ['', ' ', 'größe 🏐 \n 北京', "don't!"])
      assert.ok(
        tokenizer.encode(text).every((id) => id >= 0 && id < 49408),
        text,
      );
  });

  it("refuses a file that is no tokenizer, and one that is not CLIP's", async () => {
    const path = join(dir, 'other.json');
    await writeFile(path, '{"model":{"type":"BPE"}');
    await assert.rejects(openTokenizer(path), /other\.json is damaged or no tokenizer/);
    const json = Buffer.from(testClipFiles()['clip-tokenizer']).toString('utf8');
    await writeFile(path, json.replaceAll('49406', '101'));
    await assert.rejects(openTokenizer(path), /other\.json is not CLIP's/);
  });
});
