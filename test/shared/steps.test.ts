// Work in steps: the same results however it is paused.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groupSteps, groupBursts } from '../../shared/bursts/bursts.ts';
import { normaliseSignals, normaliseSteps } from '../../shared/ranking/normalise.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { Steps } from '../../shared/arithmetic/steps.ts';
import { madeColumns } from './made-columns.ts';

/** Does the steps one by one; how many there were, and what they returned. */
function paused<T>(work: Steps<T>): { readonly steps: number; readonly result: T } {
  for (let steps = 1; ; steps++) {
    const step = work.next();
    if (step.done === true) return { steps, result: step.value };
  }
}

const count = 2000;
const columns = madeColumns(count, {
  takenMs: Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 400 * i : NaN)),
  signals: { sharpness: Array.from({ length: count }, (_, i) => (i * 37) % 211) },
  hashes: Array.from({ length: count }, (_, i) => BigInt(i % 97) * 0x0101_0101n),
});

describe('steps', () => {
  it('group bursts in pieces as at once', () => {
    const { steps, result } = paused(groupSteps(columns, defaultSettings, null));
    assert.ok(steps > 10, `${steps} steps`);
    assert.deepEqual(result, groupBursts(columns, defaultSettings));
  });

  it('normalise signal by signal as at once', () => {
    const { steps, result } = paused(normaliseSteps(columns, defaultSettings));
    assert.ok(steps > 10, `${steps} steps`);
    assert.deepEqual(result, normaliseSignals(columns, defaultSettings));
  });
});
