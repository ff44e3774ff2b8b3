// The signs of a tile: what is high or low enough for one, and nothing where nothing is known.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marksOf, type TileMarks } from '../../renderer/grid/tile-marks.ts';
import { madeSignals, type MadeSignals } from '../shared/made-columns.ts';

const goodEyes = 0.5;

/** The names of a photo's signs. */
function marked(given: MadeSignals, ball = 0, sharpness = NaN): readonly string[] {
  const play = { ball: Uint8Array.of(ball), gear: Uint8Array.of(0) };
  const found = {
    columns: { signals: madeSignals(1, given), play },
    normalised: madeSignals(1, { sharpness: [sharpness] }),
  };
  const marks: TileMarks = marksOf(found, 0, goodEyes);
  return Object.entries(marks).flatMap(([name, isSet]) => (isSet ? [name] : []));
}

describe('the signs of a tile', () => {
  it('are none where nothing is known', () => {
    assert.deepEqual(marked({}), []);
  });

  it('tell a ball, at the player or elsewhere', () => {
    assert.deepEqual(marked({}, 1), ['ball']);
    assert.deepEqual(marked({}, 2), ['ball']);
  });

  it('tell peak action from full stretch on', () => {
    assert.deepEqual(marked({ action: [0.55] }), ['peakAction']);
    assert.deepEqual(marked({ action: [0.54] }), []);
  });

  it('tell a player who is softer than the background', () => {
    assert.deepEqual(marked({ subject_sharpness: [0.1] }), ['softSubject']);
    assert.deepEqual(marked({ subject_sharpness: [0.11] }), []);
    assert.deepEqual(marked({ subject_sharpness: [0] }), ['softSubject'], 'the softest there is');
  });

  it('tell closed eyes, and the softest photos of the folder', () => {
    assert.deepEqual(marked({ eyes_open: [0.49] }), ['eyesClosed']);
    assert.deepEqual(marked({ eyes_open: [0.5] }), []);
    assert.deepEqual(marked({}, 0, 0.1), ['blurred']);
    assert.deepEqual(marked({}, 0, 0.11), []);
  });
});
