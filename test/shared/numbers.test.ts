import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askedSearch, numberWords, photosWithNumber, typedSearch } from '../../shared/numbers.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { madeColumns, madeNumbers } from './made-columns.ts';

describe('a number that is typed', () => {
  it('is a word of its own that begins with #, wherever it stands', () => {
    const cases = [
      ['#10', '10', ''],
      ['  #7 ', '7', ''],
      ['#07 jumping at  the net', '07', 'jumping at the net'],
      ['header #9', '9', 'header'],
      ['goal #9 corner', '9', 'goal corner'],
      ['10', null, '10'],
      ['#1000', null, '#1000'],
      ['#ten', null, '#ten'],
      ['take#9', null, 'take#9'],
      ['#9th', null, '#9th'],
    ] as const;
    for (const [typed, number, words] of cases)
      assert.deepEqual(typedSearch(typed), { number, words }, typed);
  });

  it('is refused where no numbers are read, or where it is none', () => {
    assert.throws(() => askedSearch(defaultSettings, '#10 jumping'), /not read/);
    const settings = { ...defaultSettings, 'numbers.read': 'on' } as const;
    assert.deepEqual(askedSearch(settings, '#10 jumping'), { number: '10', words: 'jumping' });
    assert.throws(() => askedSearch(settings, '#ten'), /one to three digits/);
    assert.deepEqual(askedSearch(defaultSettings, 'ten'), { number: null, words: 'ten' });
  });
});

describe('numbers that were read', () => {
  const numbers = madeNumbers([
    [0, '10'],
    [2, '7'],
    [2, '10'],
    [2, '7'],
    [4, '3'],
  ]);

  it('are said of their photo, each once, the largest player first', () => {
    const said = [0, 1, 2, 3, 4, 5].map((photo) => numberWords(numbers, photo));
    assert.deepEqual(said, ['number 10', null, 'numbers 7 and 10', null, 'number 3', null]);
    assert.equal(numberWords(madeColumns(1).numbers, 0), null);
  });

  it('tell the photos that show one', () => {
    assert.deepEqual([...photosWithNumber(numbers, '10').keys()], [0, 2]);
  });
});
