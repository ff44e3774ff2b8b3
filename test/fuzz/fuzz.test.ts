// A short form of the fuzzing: some inputs for every parser, the same ones each time. `npm run test:fuzz` tries many more.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsers } from './parsers.ts';
import { noCounts, runInputs } from './watched.ts';

/** HEIC is decoded in a thread of its own, a photo in half a second; a network is tried in a process. */
const few: Readonly<Record<string, number>> = {
  heic: 3,
  'heic-copied': 2,
  'heic-look': 3,
  onnx: 3,
};

describe('spoilt inputs of every parser', () => {
  it('are answered or refused in a sentence, each within its memory and time', async () => {
    const batches = parsers.map(({ name }) => ({ parser: name, from: 0, to: few[name] ?? 16 }));
    const counts = noCounts();
    await runInputs({ seed: 'short', batches }, counts);
    assert.deepEqual(counts.defects, []);
    assert.equal(
      counts.answered + counts.refused,
      batches.reduce((sum, { to }) => sum + to, 0),
    );
  });
});
