// What goes through the codec comes out the same, whatever it is.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decode, encode } from '../../shared/calls/codec.ts';

const typedArray = fc.oneof(
  fc.int8Array(),
  fc.uint8Array(),
  fc.uint8ClampedArray(),
  fc.int16Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
  fc.bigInt64Array(),
  fc.bigUint64Array(),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, undefined, NaN, Infinity, -Infinity, -0),
    fc.boolean(),
    fc.double(),
    fc.bigInt(),
    fc.string({ unit: 'binary' }),
    typedArray,
    fc.array(tie('value')),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$', '__proto__')), tie('value'), {
      noNullPrototype: true,
    }),
    fc.array(fc.tuple(tie('value'), tie('value'))).map((entries) => new Map(entries)),
  ),
}));

/** A frame of JSON as somebody else may send it. */
function frameOf(json: string): Uint8Array {
  const header = new TextEncoder().encode(json.padEnd(Math.ceil((json.length + 4) / 8) * 8 - 4));
  const frame = new Uint8Array(4 + header.length);
  new DataView(frame.buffer).setUint32(0, header.length, true);
  frame.set(header, 4);
  return frame;
}

describe('a value as a frame', () => {
  it('comes back the same', () => {
    fc.assert(
      fc.property(value, (sent) => {
        assert.deepStrictEqual(decode(encode(sent)), sent);
      }),
    );
  });

  it('comes back the same from anywhere in memory', () => {
    fc.assert(
      fc.property(value, fc.nat({ max: 9 }), (sent, offset) => {
        const frame = encode(sent);
        const memory = new Uint8Array(offset + frame.length);
        memory.set(frame, offset);
        assert.deepStrictEqual(decode(memory.subarray(offset)), sent);
      }),
    );
  });

  it('takes a Buffer for the bytes that it is', () => {
    const sent = Buffer.from('photo');
    assert.deepStrictEqual(decode(encode(sent)), new Uint8Array(sent));
  });

  it('keeps half a surrogate pair out of the bytes and in the text', () => {
    assert.equal(decode(encode('\ud83c')), '\ud83c');
  });

  it('refuses what it would lose', () => {
    for (const lost of [() => 1, Symbol('x'), new Date(0), /x/, new Error('x')])
      assert.throws(() => encode({ lost }), TypeError);
  });

  for (const [what, json] of Object.entries({
    'a map of entries that are no pairs': '{"$":"Map","entries":[1]}',
    'an object of entries that are no pairs': '{"$":"object","entries":[null]}',
    'a column at an odd place': '{"$":"Float64Array","at":1,"length":0}',
    'a whole number with letters': '{"$":"bigint","text":"1x"}',
    'depth that no stack has room for': '['.repeat(1e6),
  }))
    it(`refuses ${what} as a damaged frame`, () => {
      assert.throws(() => decode(frameOf(json)), {
        name: 'SyntaxError',
        message: 'The frame is damaged.',
      });
    });

  it('refuses bytes that are no letters as a damaged frame', () => {
    const frame = frameOf('"photo"');
    frame[5] = 0xff;
    assert.throws(() => decode(frame), { name: 'SyntaxError', message: 'The frame is damaged.' });
  });

  it('refuses a damaged frame instead of inventing a value', () => {
    fc.assert(
      fc.property(fc.float64Array({ minLength: 1 }), fc.nat(), (sent, cut) => {
        const frame = encode({ sent });
        const short = frame.subarray(0, cut % frame.length);
        assert.throws(() => decode(short), SyntaxError);
      }),
    );
  });

  it('refuses a number of a million digits and values a million deep, before it reads them', () => {
    const digits = '9'.repeat(1e6);
    for (const kind of ['bigint', 'number'])
      assert.throws(() => decode(frameOf(`{"$":"${kind}","text":"${digits}"}`)), SyntaxError);
    const deepest = 32;
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    assert.throws(() => decode(frameOf('['.repeat(1e6)), deepest), /nested too deeply/);
    assert.throws(() => decode(frameOf(nested(deepest + 1)), deepest), /nested too deeply/);
    assert.ok(Array.isArray(decode(frameOf(nested(deepest)), deepest)));
    assert.equal(decode(encode('[[["\\"[[['.repeat(9)), 1), '[[["\\"[[['.repeat(9));
  });
});
