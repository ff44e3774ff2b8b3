// The words of captions: lists as they are typed, codes, templates and their variables, and who is offered.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fieldEdit, fieldText, listed, listText } from '../../shared/captions/caption.ts';
import {
  delimiterIn,
  expandCodes,
  expandTyped,
  joinCodes,
  parseCodes,
} from '../../shared/captions/codes.ts';
import { offersFor } from '../../shared/captions/offers.ts';
import type { Roster } from '../../shared/captions/roster.ts';
import {
  planCaption,
  templateProblem,
  type CaptionedPhoto,
} from '../../shared/captions/template.ts';

describe('a list as it is typed', () => {
  it('stands between commas, or between semicolons where an entry has a comma', () => {
    assert.deepEqual(listed(' goal, Women ,goal,, women'), ['goal', 'Women']);
    assert.deepEqual(listed('Saka, Bukayo; Kim'), ['Saka, Bukayo', 'Kim']);
    assert.equal(listText(['Saka, Bukayo']), 'Saka, Bukayo;');
  });

  it('reads back what it shows, whatever the entries', () => {
    const entry = fc.string({ minLength: 1 }).filter((text) => {
      return text.trim() === text && text !== '' && !/[;\n\r]/.test(text);
    });
    const entries = fc.uniqueArray(entry, {
      maxLength: 8,
      selector: (text) => text.normalize('NFC').toLowerCase().trim(),
    });
    fc.assert(
      fc.property(entries, (keywords) => {
        const shown = fieldText({ keywords }, 'keywords');
        assert.deepEqual(fieldEdit('keywords', shown), { keywords });
      }),
    );
  });
});

describe('code replacements', () => {
  const file = Array.from({ length: 100 }, (_, i) => `ab${i}\tPlayer ${i}\tNo. ${i} of Arsenal`);

  it('expand a hundred codes, either text of each, and leave all else', () => {
    const { codes, problems } = parseCodes(`// Arsenal\r\n${file.join('\r\n')}\r\n`);
    assert.deepEqual([codes.size, problems], [100, []]);
    for (const delimiter of ['=', '\\', '/'])
      for (let i = 0; i < 100; i++) {
        const text = `${delimiter}ab${i}${delimiter} passes to ${delimiter}ab${i}#2${delimiter}.`;
        const expected = `Player ${i} passes to No. ${i} of Arsenal.`;
        assert.equal(expandCodes(text, codes, delimiter), expected);
      }
    for (const same of ['1=1', 'a = b = c', '=ab1', 'ab1=', '=AB1=', '=ab1#3=', '=ab1#0=', '=='])
      assert.equal(expandCodes(same, codes, '='), same);
    assert.equal(expandCodes('x=ab1==ab2=', codes, '='), 'xPlayer 1Player 2');
  });

  it('expand as soon as the last delimiter is typed, and put the caret behind the text', () => {
    const { codes } = parseCodes('ab10\tSaka\tBukayo Saka');
    const typed = (text: string) => {
      const caret = text.indexOf('|');
      return expandTyped({ text: text.replace('|', ''), caret }, codes, '=');
    };
    assert.deepEqual(typed('Goal by =ab10=| today'), { text: 'Goal by Saka today', caret: 12 });
    assert.deepEqual(typed('=ab10#2=|'), { text: 'Bukayo Saka', caret: 11 });
    for (const nothing of ['=ab10|', '=ab11=|', '=|', '==|', 'ab10=|', '=ab10=x|'])
      assert.equal(typed(nothing), null);
  });

  it('tell what is wrong by its line', () => {
    const { codes, problems } = parseCodes(
      'ab1\tone\nab2 two\nab1\tagain\n\tthree\nab4\t\nab5\tfive',
    );
    assert.deepEqual([...codes.keys()], ['ab1', 'ab5']);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [2, 3, 4, 5],
    );
    assert.match(problems[0]?.message ?? '', /no tab/);
    assert.match(problems[1]?.message ?? '', /ab1 is in line 1 already/);
  });

  it('of several files: the last file counts', () => {
    const files = ['a\tone\nb\ttwo', 'a\tthree'].map((text) => parseCodes(text).codes);
    assert.equal(expandCodes('=a= =b=', joinCodes(files), '='), 'three two');
    assert.deepEqual(['', ' \\x', '='].map(delimiterIn), ['=', '\\', '=']);
  });

  it('parse and expand any text without losing what is no code', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (lines, text) => {
        const { codes, problems } = parseCodes(lines);
        for (const { line } of problems) assert.ok(line >= 1);
        if (codes.size === 0) assert.equal(expandCodes(text, codes, '='), text);
      }),
    );
  });
});

const roster: Roster = {
  players: [
    { team: 'Arsenal', number: '7', name: 'Bukayo Saka' },
    { team: 'Arsenal', number: '10', name: 'Kim Little' },
    { team: 'Bremen', number: '10', name: 'Tuana Mahmoud' },
  ],
  match: { event: 'Cup final', venue: 'Weserstadion', score: '2-1' },
};
const photo: CaptionedPhoto = {
  takenMs: Date.UTC(2026, 4, 31, 18, 30, 5),
  fileName: 'IMG_0412.CR3',
  camera: 'Canon EOS R3',
  lens: null,
  sport: null,
  said: { city: 'Bremen', keywords: ['football'] },
  written: {},
  numbers: ['7'],
  names: [],
};

describe('a template', () => {
  it('takes what is known of the photo, its roster and its other fields', () => {
    const typed = {
      headline: '{Player} ({number}) of {team}, {score} against {opponent}',
      description: '{event}, {venue}, {city}, {date} {time} ({name}, {camera})',
      persons: '{player}',
      keywords: '+goal, {sport}',
      event: 'DFB-Pokal',
    };
    const { edit, empty } = planCaption(typed, photo, roster);
    assert.deepEqual(edit, {
      headline: 'Bukayo Saka (7) of Arsenal, 2-1 against Bremen',
      description: 'DFB-Pokal, Weserstadion, Bremen, 2026-05-31 18:30 (IMG_0412, Canon EOS R3)',
      persons: ['Bukayo Saka'],
      keywords: ['football', 'goal'],
      event: 'DFB-Pokal',
    });
    assert.deepEqual(empty, ['sport']);
  });

  it('takes the persons shown before what was read, and no player whom two teams could mean', () => {
    const shown = { ...photo, written: { persons: ['Tuana Mahmoud', 'A Fan'] } };
    const { edit } = planCaption({ headline: '{player}: {team} {opponent}' }, shown, roster);
    assert.equal(edit.headline, 'Tuana Mahmoud and A Fan: Bremen Arsenal');
    const unsure = planCaption({ headline: 'By {player}.' }, { ...photo, numbers: ['10'] }, roster);
    assert.deepEqual(unsure, { edit: { headline: 'By.' }, empty: ['player'] });
  });

  it('tells of a variable that there is not, and leaves other braces', () => {
    assert.match(
      templateProblem('by {playr}') ?? '',
      /^There is no variable \{playr\}\. There are \{player\}/,
    );
    for (const fine of ['{player} { Team }', 'json {"a": 1}', '{}', '{12}'])
      assert.equal(templateProblem(fine), null, fine);
  });
});

describe('who is offered', () => {
  const offers = (numbers: string[], names: string[] = [], shown: string[] = []) =>
    offersFor({ numbers, names, shown, roster });

  it('are named faces and the one player with a number', () => {
    const { offered, asked } = offers(['7', '7', '99'], ['Somebody', 'bukayo saka']);
    assert.deepEqual(
      offered.map(({ name, by, player }) => [name, by, player?.team]),
      [
        ['Somebody', 'face', undefined],
        ['bukayo saka', 'face', 'Arsenal'],
      ],
    );
    assert.deepEqual(asked, []);
    assert.deepEqual(
      offers(['7']).offered.map(({ name }) => name),
      ['Bukayo Saka'],
    );
  });

  it('are asked about where both teams have the number, until one of them is told', () => {
    assert.deepEqual(offers(['10']), {
      offered: [],
      asked: [{ number: '10', players: roster.players.slice(1) }],
    });
    assert.deepEqual(offers(['10'], ['Kim Little']).asked, []);
    assert.deepEqual(offers(['10'], [], ['Tuana Mahmoud']), { offered: [], asked: [] });
    assert.deepEqual(offers(['7'], [], ['Bukayo Saka']).offered, []);
  });
});
