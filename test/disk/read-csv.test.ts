// Tables of labels as spreadsheets of any country save them, and tables that those spreadsheets open right.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readLabels } from '../../electron/cli/terminal/labels.ts';
import { cellNumber } from '../../electron/disk/read-csv.ts';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, fillFolder, temporaryFolder } from '../fixtures/match-folder.ts';

const names = ['Zoë_0.jpg', 'Zoë_1.jpg', 'Zoë_2.jpg', 'Zoë_3.jpg'];

describe('tables of labels', () => {
  const work = temporaryFolder();
  const photos = join(work, 'photos');
  const ranking = join(work, 'ranking.csv');
  const run = (...args: string[]) => podium([...args, '--data', join(work, 'data')]);
  before(async () => {
    mkdirSync(photos);
    const paths = await fillFolder(photos, names.length);
    paths.forEach((path, i) => {
      renameSync(path, join(photos, names[i] ?? ''));
    });
    assert.equal((await run('rank', photos, '--csv', ranking)).code, 0);
  });
  after(() => {
    dropFolder(work);
  });

  const table = (header: string, decimal: string, line: string, more = '') =>
    [header, ...names.map((name, i) => `${name}${line}${i + 1}${decimal}5${more}`), ''].join(
      '\r\n',
    );
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  const forms: Readonly<Record<string, Buffer | string>> = {
    'semicolons, a mark and a decimal comma': `\ufeff${table('file;rating', ',', ';')}`,
    'semicolons in Windows-1252': Buffer.from(table('File;Rating', ',', ';'), 'latin1'),
    'tabs in UTF-16': utf16(table('FILE\tRATING', ',', '\t')),
    'tabs in UTF-16 of the other order': utf16(table('file\trating', '.', '\t')).swap16(),
    'commas and headers in capitals': table('File,Rating', '.', ','),
    'a quoted header that holds commas': table('"File";"Rating";"a, b, c, d"', ',', ';', ';x'),
    'names whose accents are letters of their own': table('file,rating', '.', ',').normalize('NFD'),
  };
  const agreement = async (content: Buffer | string) => {
    const labels = join(work, 'labels.csv');
    writeFileSync(labels, content);
    const out = ['--out', join(work, 'report')];
    const told = await run('evaluate', ranking, '--labels', labels, '--json', ...out);
    assert.equal(told.code, 0, told.stderr);
    return (JSON.parse(told.stdout) as { labels: { column: string } }).labels;
  };
  it('are read by the command whichever way they were saved', async () => {
    const plain = await agreement(table('file,rating', '.', ','));
    assert.equal(plain.column, 'rating');
    assert.deepEqual(await agreement(`\ufeff${table('File;Rating', ',', ';')}`), plain);
  });

  for (const [what, content] of Object.entries(forms))
    it(`are read with ${what}`, () => {
      const labels = join(work, 'form.csv');
      writeFileSync(labels, content);
      const read = readLabels(
        labels,
        names.map((name) => [join(photos, name)]),
      );
      assert.deepEqual([read.column, ...read.values], ['rating', 1.5, 2.5, 3.5, 4.5]);
    });

  it('are written with the mark by which a spreadsheet knows UTF-8', () => {
    const bytes = readFileSync(ranking);
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.ok(bytes.includes('Zoë_0.jpg'));
  });

  it('hold numbers with a point or a comma', () => {
    assert.deepEqual(
      ['4', '4.5', '4,5', '-0,25', ',5', ' 3 '].map(cellNumber),
      [4, 4.5, 4.5, -0.25, 0.5, 3],
    );
    for (const text of ['', ' ', '1,234,5', 'vier', '1.234,5'])
      assert.ok(Number.isNaN(cellNumber(text)), text);
  });
});
