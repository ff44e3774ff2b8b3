// Heads as PyTorch saves them: read to the last bit, and everything else refused with a sentence.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { linearHeadOf, readLinearHead } from '../../models/torch/linear-head.ts';
import { floatBytes, headEntries, pickledHead, storedZip } from '../fixtures/made-torch.ts';

const weights = Array.from({ length: 300 }, (_, i) => Math.fround(Math.sin(i)));
const bias = Math.fround(3.4);
const whole = () => storedZip(headEntries(weights, bias));

/** The file with one entry in the place of another, or without it. */
function spoilt(name: string, content: Uint8Array | null): Buffer {
  const others = headEntries(weights, bias).filter(([each]) => each !== name);
  return storedZip(content ? [...others, [name, content]] : others);
}

describe('a linear head', () => {
  const folder = mkdtempSync(join(tmpdir(), 'podium-head-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('is read to the last bit', () => {
    const head = linearHeadOf(whole(), 300);
    assert.deepEqual(head, { weights: Float32Array.from(weights), bias });
  });

  const refusals: readonly (readonly [what: string, bytes: Buffer, sentence: RegExp])[] = [
    ['no zip', Buffer.from('not weights at all, but a longer text'), /it is no zip file\.$/],
    ['nothing', Buffer.alloc(0), /it is no zip file\.$/],
    ['a cut file', whole().subarray(0, -9), /it is no zip file\.$/],
    ['packed entries', storedZip(headEntries(weights, bias), true), /compressed or encrypted\.$/],
    [
      'one entry twice',
      storedZip([...headEntries([1], 1), ['archive/data/0', floatBytes([1])]]),
      /holds "archive\/data\/0" twice\.$/,
    ],
    ['no pickle', spoilt('archive/data.pkl', null), /a zip file without weights\.$/],
    ['no numbers', spoilt('archive/data/0', null), /has no "weight" of 1 x 300 numbers\.$/],
    ['too few numbers', spoilt('archive/data/0', floatBytes([1, 2])), /has no "weight" of/],
    [
      'what is no number',
      spoilt('archive/data/1', floatBytes([NaN])),
      /"bias" that is no number\.$/,
    ],
    ['another byte order', spoilt('archive/byteorder', Buffer.from('big')), /back to front\.$/],
    [
      'halves',
      spoilt('archive/data.pkl', pickledHead(300, 'HalfStorage')),
      /it names torch HalfStorage/,
    ],
    [
      'a program',
      spoilt(
        'archive/data.pkl',
        Buffer.from('\x80\x02cos\nsystem\nX\x02\x00\x00\x00ls\x85R.', 'latin1'),
      ),
      /it names os system/,
    ],
    ['an empty pickle', spoilt('archive/data.pkl', Buffer.alloc(0)), /it ends too soon/],
    ['a list', spoilt('archive/data.pkl', Buffer.from('\x80\x02].', 'latin1')), /operation 93/],
    ['another layer', storedZip(headEntries([1, 2], 1)), /has no "weight" of 1 x 300 numbers\.$/],
  ];
  for (const [what, bytes, sentence] of refusals)
    it(`is refused in a sentence: ${what}`, async () => {
      const path = join(folder, 'head.pth');
      writeFileSync(path, bytes);
      const start = `${path} cannot be used: it `;
      await assert.rejects(readLinearHead(path, 300), ({ message }: Error) => {
        assert.ok(message.startsWith(start), message);
        assert.match(message, sentence);
        return true;
      });
    });

  it('is not looked into where it is far too large', async () => {
    const path = join(folder, 'large.pth');
    writeFileSync(path, Buffer.alloc((1 << 20) + 1));
    await assert.rejects(readLinearHead(path, 300), /larger than any head of weights\.$/);
  });

  it('with any one byte changed is read or refused, never more', () => {
    const bytes = whole();
    const place = fc.integer({ min: 0, max: bytes.length - 1 });
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = ((changed[at] ?? 0) + by) % 256;
        try {
          assert.equal(linearHeadOf(changed, 300).weights.length, 300);
        } catch (error) {
          assert.match((error as Error).message, /^(is|has|holds) /);
        }
      }),
      { numRuns: 500 },
    );
  });
});
