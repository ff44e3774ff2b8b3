// A short form of the fuzzing: some inputs for every parser, the same ones each time. `npm run test:fuzz` tries many more.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsers } from './parsers.ts';
import { noCounts, runInputs } from './watched.ts';

/** HEIC is decoded in a thread of its own, a photo in half a second. */
const few: Readonly<Record<string, number>> = { heic: 4, http: 20 };

describe('a spoilt input is answered or refused in a sentence, within its memory and time', () => {
  for (const { name } of parsers)
    it(name, async () => {
      const inputs = few[name] ?? 24;
      const counts = noCounts();
      await runInputs({ parser: name, seed: 'short', from: 0, to: inputs }, counts);
      assert.deepEqual(counts.defects, []);
      assert.equal(counts.answered + counts.refused, inputs);
    });
});
