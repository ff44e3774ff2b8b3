// The lines of the log beside decisions.db: whatever a power cut or a disk does to them, what can be read is what was written.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lineOf, readLines, type LogRecord } from '../../electron/engine/cache/log/records.ts';

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0), // no -0
  fc.constant(null),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);

const row = fc.record(
  {
    table: fc.constantFrom('decisions', 'people', 'page_state'),
    key: fc.array(value, { minLength: 1, maxLength: 2 }),
    row: fc.option(fc.array(value, { maxLength: 5 })),
  },
  { noNullPrototype: true },
);

const log = fc
  .array(fc.array(row, { maxLength: 4 }), { minLength: 1, maxLength: 6 })
  .map((commits) =>
    commits.map((rows, at): LogRecord => {
      return { version: 9, series: 'a', number: 3 + at, changesBefore: 7 * at, rows };
    }),
  );

describe('the lines of the log', () => {
  it('say what was written', () => {
    fc.assert(
      fc.property(log, (records) => {
        const lines = records.map(lineOf);
        const ends = lines.map((_, at) => Buffer.concat(lines.slice(0, at + 1)).length);
        assert.deepEqual(readLines(Buffer.concat(lines)), { records, ends });
      }),
    );
  });

  it('are those that are whole, wherever the file ends', () => {
    fc.assert(
      fc.property(log, (records) => {
        const lines = records.map(lineOf);
        const bytes = Buffer.concat(lines);
        for (let length = 0; length <= bytes.length; length++) {
          const { ends, records: read } = readLines(bytes.subarray(0, length));
          const whole = lines.filter(
            (_, at) => Buffer.concat(lines.slice(0, at + 1)).length <= length,
          );
          assert.deepEqual(read, records.slice(0, whole.length));
          assert.equal(ends.at(-1) ?? 0, Buffer.concat(whole).length);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('lose at most two where a byte changed, and none of them says anything else', () => {
    fc.assert(
      fc.property(log, fc.nat(), fc.integer({ min: 1, max: 255 }), (records, place, change) => {
        const bytes = Buffer.concat(records.map(lineOf));
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const { records: read } = readLines(bytes);
        assert.ok(read.length >= records.length - 2 && read.length < records.length);
        for (const record of read)
          assert.deepEqual(
            record,
            records.find(({ number }) => number === record.number),
          );
      }),
    );
  });

  it('go on behind zeros, which a power cut leaves', () => {
    const numbered = (number: number): LogRecord => {
      return { version: 9, series: 'a', number, changesBefore: 0, rows: [] };
    };
    const [one, two] = [numbered(1), numbered(2)];
    const bytes = Buffer.concat([lineOf(one), Buffer.alloc(100), Buffer.from('\n'), lineOf(two)]);
    assert.deepEqual(readLines(bytes).records, [one, two]);
    assert.deepEqual(readLines(bytes.subarray(0, lineOf(one).length + 90)).records, [one]);
  });
});
