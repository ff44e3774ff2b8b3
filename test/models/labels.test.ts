// The names of a classifier's classes, from every kind of file they come in.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readLabels } from '../../models/labels.ts';

const three = ['air hockey', 'golf', 'tennis'];

describe('labels', () => {
  const files = {
    lines: 'air hockey\ngolf\ntennis\n',
    'lines of Windows, with a mark at the start': '\uFEFFair hockey\r\ngolf\r\ntennis\r\n',
    'numbered lines': '0 air hockey\n1 golf\n2 tennis',
    'numbered lines with commas': '0, air hockey\n1, golf\n2, tennis',
    'a JSON list': '["air hockey", "golf", "tennis"]',
    'a JSON object by number': '{"2": "tennis", "0": "air hockey", "1": "golf"}',
    'a JSON object by name': '{"golf": 1, "tennis": 2, "air hockey": 0}',
    'a CSV of classes':
      'class_index,class,height,width\n1,golf,224,224\n0,air hockey,224,224\n2,tennis,224,224\n',
    'a CSV of training pictures':
      'class id,filepaths,labels,data set\n0,a/1.jpg,air hockey,train\n0,a/2.jpg,air hockey,train\n1,b/1.jpg,golf,train\n2,c/1.jpg,tennis,test\n',
    'a CSV without numbers': 'name,colour\nair hockey,white\ngolf,green\ntennis,red\n',
  };
  for (const [kind, text] of Object.entries(files))
    it(`are read from ${kind}`, () => {
      assert.deepEqual(readLabels(text), three);
    });

  it('keep a number that belongs to the name', () => {
    assert.deepEqual(readLabels('formula 1 racing\n4 x 100 m relay'), [
      'formula 1 racing',
      '4 x 100 m relay',
    ]);
  });

  const wrong: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
    'an empty file': ['\n', /is empty/],
    'one class': ['golf', /names one class/],
    'a name given twice': ['golf\ngolf', /names "golf" twice/],
    'an empty name': ['["golf", ""]', /no name for class 1/],
    'a missing number': ['{"0": "golf", "2": "tennis"}', /has no class 1/],
    'a number that is none': ['{"a": "golf"}', /has "a" where a class number/],
    'two names for one number': [
      'class_index,class\n0,golf\n0,tennis\n',
      /calls class 0 both "golf" and "tennis"/,
    ],
    'a line that is too short': [
      'class_index,class\n0\n',
      /^Error: The labels file cannot be read as CSV: line 2 has 1 cell where the first line has 2\.$/,
    ],
    'broken JSON': ['["golf", ', /cannot be read as JSON/],
    'JSON of something else': ['{"golf": ["a"]}', /must pair each class number/],
  };
  for (const [what, [text, says]] of Object.entries(wrong))
    it(`are refused for ${what}`, () => {
      assert.throws(() => readLabels(text), says);
    });

  it('come out as they went in, however they are written', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9})?$/), {
      minLength: 2,
      maxLength: 120,
    });
    fc.assert(
      fc.property(names, (wanted) => {
        assert.deepEqual(readLabels(JSON.stringify(wanted)), wanted);
        assert.deepEqual(readLabels(wanted.map((name, i) => `${i}: ${name}`).join('\n')), wanted);
        const object = Object.fromEntries(wanted.map((name, i) => [name, i]));
        assert.deepEqual(readLabels(JSON.stringify(object)), wanted);
      }),
    );
  });
});
