// What a CSV holds, and what is said of one that is none.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { csvRows } from '../../electron/disk/csv-rows.ts';

describe('a CSV', () => {
  it('is rows of the columns that its first line names', () => {
    assert.deepEqual(csvRows('\ufefffile, rating\r\n\r\n"a, b.jpg" ,5\r\n'), [
      { file: 'a, b.jpg', rating: '5' },
    ]);
  });

  it('has the names that it is given', () => {
    assert.deepEqual(csvRows('FILE\na.jpg\n', { columns: () => ['file'] }), [{ file: 'a.jpg' }]);
  });

  const wrong: Readonly<Record<string, readonly [text: string, says: string]>> = {
    'a line that is too long': [
      'a,b\n1,2\n3,4,5\n',
      'line 3 has 3 cells where the first line has 2',
    ],
    'a line that is too short': ['a,b\n1\n', 'line 2 has 1 cell where the first line has 2'],
    'a quotation mark within a cell': [
      'a,b\n1,x"y\n',
      'the quotation marks in line 2 do not match',
    ],
    'text behind a cell in quotation marks': [
      'a,b\n"1"x,2\n',
      'the quotation marks in line 2 do not match',
    ],
    'quotation marks that do not end': [
      'a,b\n"1,2\n',
      'the quotation marks in line 2 do not match',
    ],
  };
  for (const [what, [text, message]] of Object.entries(wrong))
    it(`is refused for ${what}`, () => {
      assert.throws(() => csvRows(text), { message });
    });
});
