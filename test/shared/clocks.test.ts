// Cameras' clocks in words and in numbers.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  cameraClocks,
  mostShiftSeconds,
  readShift,
  sameMoment,
  shiftText,
} from '../../shared/clocks.ts';
import { madeColumns } from './made-columns.ts';

describe('how far a clock is moved', () => {
  it('is read as it is written, to the millisecond', () => {
    const most = Math.floor(1000 * mostShiftSeconds);
    fc.assert(
      fc.property(fc.integer({ min: -most, max: most }), (ms) => {
        const read = readShift(shiftText(ms / 1000));
        assert.ok(read !== null);
        assert.equal(Math.round(read * 1000), ms);
      }),
    );
  });

  it('is read in the ways in which one types it, and nothing else', () => {
    const typed = ['+1:00:00', '-0:30', '−2,5', ' 90 ', '0', '1:02:03.25', '100:00:00'];
    assert.deepEqual(typed.map(readShift), [3600, -30, -2.5, 90, 0, 3723.25, 360_000]);
    for (const text of [
      '',
      '1:60',
      '1:00:60',
      '1:75:00',
      'one',
      '1h',
      '--1',
      '1:2:3:4',
      '1e3',
      '99999999:00:00',
    ])
      assert.equal(readShift(text), null, text);
  });
});

describe('the clocks of cameras', () => {
  const made = (shift: number) =>
    madeColumns(4, {
      cameras: [0, 1, 1, -1],
      takenMs: [5000, 1000 + shift, NaN, 3000],
      shots: [undefined, { shiftMs: shift }, { shiftMs: shift }, undefined],
    });

  it('are listed with their photos', () => {
    assert.deepEqual(cameraClocks(made(1500)), [
      { body: 'Camera 0', photos: 1, seconds: 0 },
      { body: 'Camera 1', photos: 2, seconds: 1.5 },
    ]);
    const mixed = madeColumns(2, { cameras: [0, 0], shots: [{ shiftMs: 1000 }, undefined] });
    assert.deepEqual(cameraClocks(mixed), [{ body: 'Camera 0', photos: 2, seconds: null }]);
  });

  it('are the same at the same moment, by how far one was moved already', () => {
    assert.deepEqual(sameMoment(made(0), 0, 1), { body: 'Camera 1', seconds: 4 });
    assert.deepEqual(sameMoment(made(1500), 0, 1), { body: 'Camera 1', seconds: 4 });
    assert.deepEqual(sameMoment(made(0), 1, 0), { body: 'Camera 0', seconds: -4 });
    assert.equal(sameMoment(made(0), 0, 2), null, 'without a time');
    assert.equal(sameMoment(made(0), 0, 3), null, 'without a camera');
    assert.equal(sameMoment(made(0), 1, 2), null, 'of one camera');
  });
});
