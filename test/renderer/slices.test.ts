// Slices: the whole result, and a page that goes on answering meanwhile.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInSlices } from '../../renderer/page/slices.ts';
import type { Steps } from '../../shared/arithmetic/steps.ts';

describe('runInSlices', () => {
  it('returns what the work returns', async () => {
    function* counted(): Steps<number> {
      let sum = 0;
      for (let i = 0; i < 1000; i++) {
        sum += i;
        yield;
      }
      return sum;
    }
    assert.equal(await runInSlices(counted()), 499_500);
  });

  it('lets others in while the work goes on', async () => {
    let answered = false;
    setImmediate(() => (answered = true));
    function* waiting(): Steps<boolean> {
      while (!answered) yield; // for ever, were this one task
      return answered;
    }
    assert.equal(await runInSlices(waiting()), true);
  });

  it('rejects with what the work throws', async () => {
    function* broken(): Steps<never> {
      yield;
      throw new RangeError('no such photo');
    }
    await assert.rejects(runInSlices(broken()), RangeError);
  });
});
