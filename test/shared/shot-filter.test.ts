import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { EngineError } from '../../shared/calls/rpc.ts';
import { shotTest, type ShotAsked } from '../../shared/shoot/shot-filter.ts';
import { madeColumns } from './made-columns.ts';

const day = Date.UTC(2024, 4, 31);
const minute = 60_000;
const columns = madeColumns(4, {
  takenMs: [
    day + 18 * 60 * minute,
    day + (19 * 60 + 30) * minute + 59_999,
    day + 1440 * minute,
    NaN,
  ],
  cameras: [0, 1, 0, -1],
  shots: [
    { shutterSeconds: 1 / 500, iso: 800, lens: 'NIKKOR Z 400mm f/2.8' },
    { shutterSeconds: 5 / 10_001, iso: 3200, lens: 'NIKKOR Z 70-200mm f/2.8' },
    { shutterSeconds: 2.5, iso: 100, lens: '85mm F1.8' },
    {},
  ],
});

function passing(asked: ShotAsked): number[] {
  const passes = shotTest(asked);
  return [0, 1, 2, 3].filter((photo) => passes(columns, photo));
}

describe('shotTest', () => {
  it('hides nothing where nothing is asked', () => {
    assert.deepEqual(passing({}), [0, 1, 2, 3]);
  });

  it('finds cameras and lenses by a part of their names', () => {
    assert.deepEqual(passing({ camera: 'camera 1' }), [1]);
    assert.deepEqual(passing({ lens: 'nikkor z' }), [0, 1]);
    assert.deepEqual(passing({ lens: 'nikkor z', camera: 'Camera 0' }), [0]);
    assert.deepEqual(passing({ lens: 'sigma' }), []);
  });

  it('takes one value or a range of ISO and shutter, open at either end', () => {
    assert.deepEqual(passing({ iso: '800' }), [0]);
    assert.deepEqual(passing({ iso: '800-3200' }), [0, 1]);
    assert.deepEqual(passing({ iso: '-800' }), [0, 2]);
    assert.deepEqual(passing({ iso: '801 –' }), [1]);
    assert.deepEqual(passing({ shutter: '1/2000' }), [1]);
    assert.deepEqual(passing({ shutter: '1/500-1/2000' }), [0, 1]);
    assert.deepEqual(passing({ shutter: '1/2000-1/500 s' }), [0, 1]);
    assert.deepEqual(passing({ shutter: '1/500-' }), [0, 2]);
    assert.deepEqual(passing({ shutter: '0.5-3' }), [2]);
  });

  it('takes a day, a time of day or both, the last minute whole', () => {
    assert.deepEqual(passing({ taken: '2024-05-31' }), [0, 1]);
    assert.deepEqual(passing({ taken: '18:00-19:30' }), [0, 1]);
    assert.deepEqual(passing({ taken: '00:00 - 18:00' }), [0, 2]);
    assert.deepEqual(passing({ taken: '2024-05-31 18:01-19:30' }), [1]);
  });

  it('says what it cannot read', () => {
    const refused = (asked: ShotAsked) => {
      assert.throws(
        () => shotTest(asked),
        (error) => error instanceof EngineError && error.code === 'bad-input',
        JSON.stringify(asked),
      );
    };
    for (const iso of ['', '-', 'fast', '1-2-3', '1/2']) refused({ iso });
    for (const shutter of ['', '1/0', '0', '1/x', '-']) refused({ shutter });
    for (const taken of ['', 'noon', '25:00-26:00', '19:30-18:00', '2024-13-45'])
      refused({ taken });
  });

  it('has a photo pass just where its own value lies between the two that are typed', () => {
    const under = fc.integer({ min: 1, max: 8000 });
    fc.assert(
      fc.property(under, under, under, (a, b, own) => {
        const passes = shotTest({ shutter: `1/${a}-1/${b}` });
        const photo = madeColumns(1, { shots: [{ shutterSeconds: 1 / own }] });
        const isWithin = own >= Math.min(a, b) / 1.01 && own <= Math.max(a, b) * 1.01;
        assert.equal(passes(photo, 0), isWithin);
      }),
    );
  });
});
