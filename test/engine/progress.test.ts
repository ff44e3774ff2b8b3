// How often progress is sent.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atMostTenASecond } from '../../electron/engine/progress.ts';

describe('snapshots at most ten times a second', () => {
  it('drops those that follow too soon', (t) => {
    let nowMs = 5;
    t.mock.method(performance, 'now', () => nowMs);
    const sent: number[] = [];
    const send = atMostTenASecond((found: number) => sent.push(found));
    for (let found = 0; found < 1000; found++) {
      send(found);
      nowMs += 1;
    }
    assert.deepEqual(sent, [0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
  });
});
