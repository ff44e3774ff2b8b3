// Turns of the HTTP API: never more at once than said, first come first served, and a full line is told so.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ApiError } from '../../electron/api/refusals.ts';
import { createTurns } from '../../electron/api/turns.ts';
import { EngineError } from '../../shared/calls/rpc.ts';

const never = new AbortController().signal;
const isFull = (error: unknown) => error instanceof ApiError && error.status === 429;

describe('turns', () => {
  it('never gives out more than so many at once, whoever comes and goes', async () => {
    const acts = fc.array(fc.constantFrom('come', 'go', 'leave'), { maxLength: 60 });
    const sizes = fc.record({
      atOnce: fc.integer({ min: 1, max: 3 }),
      inLine: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(sizes, acts, async (size, all) => {
        const turns = createTurns(size);
        const held: (() => void)[] = [];
        const waiting: AbortController[] = [];
        let [out, inLine] = [0, 0];
        for (const act of all) {
          if (act === 'come') {
            const leave = new AbortController();
            const expected = out < size.atOnce ? 'out' : inLine < size.inLine ? 'line' : 'full';
            const turn = turns.take(leave.signal);
            if (expected === 'full') await assert.rejects(turn, isFull);
            else {
              if (expected === 'line') waiting.push(leave);
              turn.then(
                (giveBack) => {
                  held.push(giveBack);
                  waiting.splice(waiting.indexOf(leave), waiting.includes(leave) ? 1 : 0);
                },
                () => undefined,
              );
            }
            if (expected === 'out') out += 1;
            if (expected === 'line') inLine += 1;
          } else if (act === 'go' && held.length > 0) {
            const giveBack = held.shift();
            giveBack?.();
            giveBack?.(); // giving back twice gives nothing twice
            if (inLine > 0) inLine -= 1;
            else out -= 1;
          } else if (act === 'leave' && waiting.length > 0) {
            waiting.shift()?.abort();
            inLine -= 1;
          }
          await new Promise((resolve) => setImmediate(resolve));
          assert.equal(held.length, out);
          assert.equal(waiting.length, inLine);
        }
      }),
    );
  });

  it('serves the line in its order', async () => {
    const turns = createTurns({ atOnce: 1, inLine: 3 });
    const order: number[] = [];
    const first = await turns.take(never);
    const others = [1, 2, 3].map(async (number) => {
      const giveBack = await turns.take(never);
      order.push(number);
      giveBack();
    });
    first();
    await Promise.all(others);
    assert.deepEqual(order, [1, 2, 3]);
  });

  it('says when to come back', async () => {
    const turns = createTurns({ atOnce: 1, inLine: 1 });
    await turns.take(never);
    const waits = turns.take(AbortSignal.abort());
    await assert.rejects(waits, EngineError);
    turns.take(never).catch(() => undefined);
    await assert.rejects(turns.take(never), (error: unknown) => {
      return isFull(error) && error instanceof ApiError && error.headers['retry-after'] === '1';
    });
  });
});
