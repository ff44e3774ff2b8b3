import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvField, csvText, rankingCsv, rankingHeader } from '../../shared/ranking/csv.ts';
import { normaliseSignals } from '../../shared/ranking/normalise.ts';
import { signalNames } from '../../shared/signals.ts';
import { madeColumns, workedSettings } from './made-columns.ts';

const read = (text: string) => parse(text, { relax_column_count: false, record_delimiter: '\r\n' });

describe('csvField', () => {
  it('quotes only what needs it', () => {
    assert.equal(csvField('plain text; é 😀'), 'plain text; é 😀');
    assert.equal(csvField('a,b'), '"a,b"');
    assert.equal(csvField('say "hi"'), '"say ""hi"""');
    assert.equal(csvField('two\nlines'), '"two\nlines"');
    assert.equal(csvField('two\rlines'), '"two\rlines"');
  });

  it('keeps a spreadsheet from running text', () => {
    assert.equal(csvField('=1+1'), "'=1+1");
    assert.equal(csvField('@SUM(A1)'), "'@SUM(A1)");
    assert.equal(csvField('-x.jpg'), "'-x.jpg");
    assert.equal(csvField('+cmd|"/c calc"!A0'), `"'+cmd|""/c calc""!A0"`);
    assert.equal(csvField('-12.5'), '-12.5');
    assert.equal(csvField('+1e-3'), '+1e-3');
    assert.equal(csvField('-1+2'), "'-1+2");
    assert.equal(csvField('\t=1+1'), "'\t=1+1");
    assert.equal(csvField('\r=1+1'), `"'\r=1+1"`);
    assert.equal(csvField('\n=1+1'), `"'\n=1+1"`);
    for (const wide of ['＝1+1', '＋1', '－1', '＠SUM(A1)'])
      assert.equal(csvField(wide), `'${wide}`, wide);
  });

  it('writes numbers shortest, and nothing for unknown', () => {
    assert.deepEqual([0.1 + 0.2, -1, -0, 1e-7, 12345678].map(csvField), [
      '0.30000000000000004',
      '-1',
      '0',
      '1e-7',
      '12345678',
    ]);
    assert.deepEqual([Number.NaN, Infinity].map(csvField), ['', '']);
  });

  it('reads back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.equal(Number(csvField(value)), value + 0);
      }),
    );
  });
});

describe('csvText', () => {
  const piece = fc.constantFrom(
    'a',
    ',',
    '"',
    '\n',
    '\r',
    '\r\n',
    '=',
    '-',
    '@',
    '+',
    '1',
    ' ',
    '😀',
    'é',
  );
  const field = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(piece).map((p) => p.join('')),
  );
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width })));

  it('reads back as it was, but for the apostrophe before a formula', () => {
    const guarded = (text: string) => {
      const isNumber = text.trim() === text && text !== '' && Number.isFinite(Number(text));
      return /^[=+\-@]/.test(text) && !isNumber ? `'${text}` : text;
    };
    fc.assert(
      fc.property(table, (rows) => {
        assert.deepEqual(
          read(csvText(rows)),
          rows.map((row) => row.map(guarded)),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('rankingCsv', () => {
  const columns = madeColumns(3, {
    paths: ['/match/=A,1.jpg', '/match/b "2".jpg', '/match/c\n3.jpg'],
    takenMs: [Date.UTC(2024, 4, 17, 14, 3, 21, 250)],
    signals: {
      sharpness: [10, 20, 30],
      exposure: [0.5, 0.5, 0.5],
      highlights_clipped: [0, 0, 0],
      white_point: [1, 1, 1],
      black_point: [0, 0, 0],
      face_present: [1, 0],
    },
  });
  const normalised = normaliseSignals(columns, workedSettings);
  const decisions = {
    ids: columns.ids,
    pick: Int8Array.of(-1, 1, 0),
    stars: Uint8Array.of(0, 4, 0),
    label: Uint8Array.of(0, 5, 0),
  };
  const write = (order: number[], kept = order) =>
    read(
      rankingCsv(
        columns,
        normalised,
        Float64Array.of(0.25, 0.75, 0.5),
        Uint32Array.from(order),
        Uint32Array.of(0, 1, 0),
        Uint32Array.from(kept),
        decisions,
      ),
    );

  it('marks the frame of a burst that is to be kept, whichever scores higher', () => {
    const column = rankingHeader.indexOf('burst_best');
    const marks = (rows: readonly (readonly string[])[]) => rows.slice(1).map((row) => row[column]);
    assert.deepEqual(marks(write([1, 2, 0])), ['1', '1', '0']);
    assert.deepEqual(marks(write([1, 2, 0], [1, 0, 2])), ['1', '0', '1']);
  });

  it('begins with the stated columns and has every signal once', () => {
    assert.deepEqual(rankingHeader.slice(0, 8), [
      'file',
      'path',
      'final_score',
      'aesthetic',
      'sharpness_norm',
      'exposure_norm',
      'contrast_norm',
      'face_present',
    ]);
    for (const name of signalNames) {
      assert.equal(rankingHeader.filter((column) => column === name).length, 1);
    }
    assert.equal(new Set(rankingHeader).size, rankingHeader.length);
  });

  it('writes a record a photo in the order of the ranking', () => {
    const rows = write([1, 2, 0]);
    const records = rows.slice(1).map((row) => {
      return Object.fromEntries(rankingHeader.map((name, i) => [name, row[i]]));
    });
    assert.deepEqual(rows[0], rankingHeader);
    assert.deepEqual(
      records.map((record) => record['file']),
      ['b "2".jpg', 'c\n3.jpg', "'=A,1.jpg"],
    );
    assert.deepEqual(
      records.map((record) => record['burst_best']),
      ['1', '1', '0'],
    );
    const last = { ...records[2] };
    assert.equal(last['path'], '/match/=A,1.jpg');
    assert.equal(last['final_score'], '0.25');
    assert.equal(last['aesthetic'], '');
    assert.equal(last['sharpness'], '10');
    assert.equal(last['sharpness_norm'], '0');
    assert.equal(last['exposure_norm'], '0.5');
    assert.equal(last['face_present'], '1');
    assert.equal(last['taken'], '2024-05-17T14:03:21.250');
    assert.equal(last['width'], '6000');
    assert.deepEqual(
      records.map((record) => [record['decision'], record['stars'], record['colour_label']]),
      [
        ['pick', '4', 'purple'],
        ['', '0', ''],
        ['reject', '0', ''],
      ],
    );
  });

  it('writes only the photos of the order', () => {
    const rows = write([0]);
    assert.equal(rows.length, 2);
    assert.equal(rows[1]?.[rankingHeader.indexOf('burst_best')], '1');
  });
});
