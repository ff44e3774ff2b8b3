// Rosters: five shapes of a list, in several encodings, with and without headers; kept with the folder; templates and codes.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readRoster } from '../../electron/engine/captions/read-roster.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import { noRoster, type Player } from '../../shared/captions/roster.ts';
import { isError } from '../fixtures/engine-error.ts';
import { filesWith } from '../fixtures/decided-data.ts';
import { engineForEach } from '../fixtures/engine-in-test.ts';

const players: readonly Player[] = [
  { team: 'Arsenal', number: '7', name: 'Bukayo Saka' },
  { team: 'Arsenal', number: '10', name: 'Zoë Müller' },
  { team: 'Bremen', number: '10', name: 'Łukasz Ngo' },
];
const table = (delimiter: string, header?: string) =>
  [
    ...(header ? [header] : []),
    ...players.map(({ team, number, name }) => [team, number, name].join(delimiter)),
  ].join('\r\n');

const shapes: Readonly<Record<string, string>> = {
  'CSV with headers': table(',', 'TEAM,No.,Name'),
  'CSV without headers': table(','),
  'CSV with quotes and a column more': `number,first name,last name,position,club\n${players
    .map(
      ({ team, number, name }) => `"#${number}",${name.split(' ').join(',')},"Wing, left",${team}`,
    )
    .join('\n')}`,
  TSV: table('\t', 'Mannschaft\tRückennummer\tSpieler'),
  'TSV without headers': table('\t'),
  semicolons: table(';', 'team;Number;PLAYER'),
  'last names first': `no;name;team\n${players
    .map(({ team, number, name }) => `${number};${name.split(' ').reverse().join(', ')};${team}`)
    .join('\n')}`,
  'code file': players
    .map(({ team, number, name }) => `${team.slice(0, 2).toLowerCase()}${number}\t${name}\t${team}`)
    .join('\n'),
  'pasted lines': 'Arsenal:\n7 Bukayo Saka\n#10 Zoë Müller\n\nBremen\n10. Łukasz Ngo\n',
};

describe('a list of players', () => {
  for (const [shape, text] of Object.entries(shapes))
    it(`is read as ${shape}`, () => {
      assert.deepEqual(readRoster(text, 'It'), { players, problems: [] });
    });

  it('with codes alone takes their letters as the team', () => {
    const { players: read } = readRoster('// teams\nars7\tSaka\nwer10\tNgo', 'It');
    assert.deepEqual(
      read.map(({ team, number }) => [team, number]),
      [
        ['ARS', '7'],
        ['WER', '10'],
      ],
    );
  });

  it('of numbers and names has no teams', () => {
    const { players: read } = readRoster('1,Ann Lee\n2,Bo Ray\n3,Cy Fox', 'It');
    assert.deepEqual(
      read.map(({ team, number, name }) => [team, number, name]),
      [
        ['', '1', 'Ann Lee'],
        ['', '2', 'Bo Ray'],
        ['', '3', 'Cy Fox'],
      ],
    );
  });

  it('tells by its line what is wrong', () => {
    const text = 'team,no,name\nA,1,One\nA,ten,Ten\nA,1,Two\nA,3,\nB,1,Other';
    const { players: read, problems } = readRoster(text, 'It');
    assert.deepEqual(
      problems.map(({ line }) => line),
      [3, 4, 5],
    );
    assert.match(problems[0]?.message ?? '', /"ten" is no number/);
    assert.match(problems[1]?.message ?? '', /number 1 is in line 2 already/);
    assert.equal(read.length, 3);
    assert.throws(
      () => readRoster('', 'a.csv'),
      isError('bad-input', /^a\.csv names no player\. It is empty/),
    );
    assert.throws(() => readRoster('a,b\n"c', 'a.csv'), isError('bad-input', /^a\.csv/));
  });

  it('is read as written in any of the three tables, whatever the names', () => {
    const word = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ]{2,12}$/);
    const player = fc.record({
      team: fc.constantFrom('Reds', 'Blues'),
      name: fc.tuple(word, word),
    });
    const list = fc.uniqueArray(player, {
      minLength: 3,
      maxLength: 30,
      selector: ({ name }) => name.join(' '),
    });
    fc.assert(
      fc.property(list, fc.constantFrom(',', ';', '\t'), (drawn, delimiter) => {
        const expected = drawn.map(({ team, name }, i) => ({
          team,
          number: String(i),
          name: name.join(' '),
        }));
        const lines = expected.map(({ team, number, name }) =>
          [name, team, number].join(delimiter),
        );
        const text = [['Name', 'Team', 'Number'].join(delimiter), ...lines].join('\n');
        assert.deepEqual(readRoster(text, 'It').players, expected);
      }),
    );
  });

  it('is read or refused in a sentence, whatever it is', () => {
    const piece = fc.constantFrom(
      '7',
      'Saka',
      ',',
      ';',
      '\t',
      '\n',
      '"',
      '//',
      'ab10',
      '#',
      ' ',
      'name',
      'team',
      'é',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        try {
          for (const { name, number } of readRoster(pieces.join(''), 'It').players) {
            assert.notEqual(name, '');
            assert.match(number, /^\d{0,3}$/);
          }
        } catch (error) {
          assert.ok(error instanceof EngineError && error.message.endsWith('.'), String(error));
        }
      }),
    );
  });
});

describe('a roster', () => {
  const own = engineForEach();

  it('is read from files in four encodings, and from bytes', async () => {
    const text = shapes['semicolons'] ?? '';
    const western = text.replace('Łukasz', 'Lukasz');
    const encodings: Readonly<Record<string, Buffer>> = {
      'utf8.csv': Buffer.from(text),
      'bom.csv': Buffer.from(`\ufeff${text}`),
      'utf16.txt': Buffer.from(`\ufeff${text}`, 'utf16le'),
      'windows.csv': Buffer.from(western, 'latin1'),
    };
    for (const [name, bytes] of Object.entries(encodings)) {
      const path = join(own.data, name);
      writeFileSync(path, bytes);
      for (const list of [{ path }, { bytes, name }]) {
        const read = await own.engine.call('roster.look', { list });
        assert.equal(read.players[1]?.name, 'Zoë Müller', name);
        assert.equal(read.players.length, 3);
      }
    }
    await assert.rejects(
      own.engine.call('roster.look', { list: { path: join(own.data, 'none.csv') } }),
      isError('bad-input', /^none\.csv could not be read/),
    );
  });

  it('is kept with its folder, found from the folders inside it, and forgotten with it', async () => {
    const match = { event: 'Cup', venue: 'Weserstadion', score: '2-1' };
    const inside = join(own.photos, 'first-half');
    mkdirSync(inside);
    const read = (folder: string) => own.engine.call('roster.read', { folders: [folder] });
    assert.deepEqual(await read(inside), noRoster);
    const kept = { players: [...players], match };
    const { before } = await own.engine.call('roster.write', { folder: own.photos, roster: kept });
    assert.equal(before, null);
    await own.restart();
    assert.deepEqual(await read(inside), kept);
    await own.engine.call('forget.folder', { folder: own.photos });
    assert.deepEqual(await read(inside), noRoster);
    assert.deepEqual(filesWith(own.data, 'Weserstadion'), []);
  });
});

describe('templates and codes', () => {
  const own = engineForEach();

  it('are kept by name, and a template with a variable that there is not is refused', async () => {
    const { call } = own.engine;
    await call('template.save', { name: 'Goal', fields: { headline: '{player} scores' } });
    await assert.rejects(
      call('template.save', { name: 'Bad', fields: { headline: '{playr}' } }),
      isError('bad-input', /no variable \{playr\}/),
    );
    const fields = { headline: '{player} scores' };
    assert.deepEqual(await call('template.list', {}), { templates: [{ name: 'Goal', fields }] });
    await call('template.remove', { name: 'Goal' });
    await assert.rejects(call('template.remove', { name: 'Goal' }), isError('not-found', /"Goal"/));
  });

  it('of several files stand in the order in which they were taken', async () => {
    const { call } = own.engine;
    const take = (name: string, text: string) => call('code.take', { name, list: { text } });
    await take('one.txt', 'a\tone');
    await take('two.txt', 'a\ttwo');
    const { files } = await take('one.txt', 'a\tagain');
    assert.deepEqual(
      files.map(({ name, text }) => [name, text]),
      [
        ['two.txt', 'a\ttwo'],
        ['one.txt', 'a\tagain'],
      ],
    );
    await assert.rejects(
      take('bad.txt', 'no tab here'),
      isError('bad-input', /Line 1: There is no tab/),
    );
    assert.equal((await call('code.remove', { name: 'two.txt' })).files.length, 1);
  });
});
