// Checks every pixel signal against stored values of OpenCV and NumPy on images made by formula.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod';
import {
  hashDifference,
  MAX_HASH_BITS,
  MAX_RELATIVE_DIFFERENCE,
  measureAlike,
  measuredSchema,
  relativeDifference,
  signalsCompared,
} from './opencv-compare.ts';
import stored from './opencv-expected.json' with { type: 'json' };
import { formulaImage } from './opencv-images.ts';

const imageSchema = measuredSchema.extend({
  formula: z.string(),
  widthPx: z.number(),
  heightPx: z.number(),
});
const expected = z.array(imageSchema).min(1).parse(stored.images);

describe(`pixel signals against OpenCV ${stored.versions.opencv}`, () => {
  for (const image of expected) {
    it(`${image.formula} ${image.widthPx} x ${image.heightPx}`, () => {
      const ours = measureAlike(formulaImage(image.formula, image.widthPx, image.heightPx));
      for (const name of signalsCompared) {
        const difference = relativeDifference(ours[name], image.signals[name]);
        const values = `${name}: ours ${ours[name]}, OpenCV ${image.signals[name]}`;
        assert.ok(difference <= MAX_RELATIVE_DIFFERENCE, values);
      }
      assert.ok((hashDifference(ours, image) ?? 0) <= MAX_HASH_BITS, 'perceptual hash');
    });
  }
});
